"""Bills and their way through the House: stages, votes, positions, and what comes next."""

"""What every endpoint shares: parameters, pages, errors, conditional answers."""

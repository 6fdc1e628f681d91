"""Members as their sources publish them, brought into our tables."""

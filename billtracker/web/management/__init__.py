"""Commands of no one app."""

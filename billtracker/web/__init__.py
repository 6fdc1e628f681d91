"""Pages of no one app: home, health, errors, and what all pages share."""

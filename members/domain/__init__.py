"""Rules about members and parties that need no rows, no framework and no clock."""

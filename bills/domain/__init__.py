"""Rules about bills that need no rows, no framework and no clock."""

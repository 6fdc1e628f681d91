"""Commands about bills."""

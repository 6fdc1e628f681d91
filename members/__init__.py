"""Who sits in the House, for whom and when, and who was there."""

"""The append-only log of everything that changed, written in the change's own transaction."""

"""Shapes of bills, votes, positions and outlooks: TypedDicts, and what fills them."""

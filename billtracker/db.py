"""How this project reads rows."""

from typing import Any

from django.db import models


def planned[Q: models.QuerySet[Any, Any]](rows: Q) -> Q:
    """Forbid lazy loads: whatever a caller may read must be loaded already.

    Reverse relations slip through it (measured on Django 6.1), so every list also has a
    test that its number of queries does not grow.
    """
    return rows.fetch_mode(models.FETCH_RAISE)

"""The project: what wires the apps together (roof) and what both stand on (floor)."""

from .celery import app as celery_app

__all__ = ["celery_app"]

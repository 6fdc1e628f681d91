"""The bills app."""

from django.apps import AppConfig


class BillsConfig(AppConfig):
    """Where Django finds bills."""

    name = "bills"

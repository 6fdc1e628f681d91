"""The members app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Where Django finds members."""

    name = "members"

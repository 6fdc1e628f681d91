"""The events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Where Django finds events."""

    name = "billtracker.events"
    label = "events"
    verbose_name = "Change log"

"""The intake app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Where Django finds the intake."""

    name = "billtracker.intake"
    label = "intake"
    verbose_name = "Taking in"

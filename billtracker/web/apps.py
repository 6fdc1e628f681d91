"""The pages that belong to no one app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Where Django finds them."""

    name = "billtracker.web"
    label = "web"

"""The pages that belong to no one app, and admin as we have it."""

from django.apps import AppConfig
from django.contrib.admin import apps


class WebConfig(AppConfig):
    """Where Django finds them."""

    name = "billtracker.web"
    label = "web"


class AdminConfig(apps.AdminConfig):
    """Django's admin, with our site."""

    default = False
    default_site = "billtracker.web.site.Site"

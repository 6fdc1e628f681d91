"""Admin as we have it: by our name, what waits for people first."""

from typing import Any, override

from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest

_FIRST = ("intake", "provenance", "bills", "members", "events")


class Site(AdminSite):
    """The admin of this project."""

    site_header = "Billtracker"
    site_title = "Billtracker"
    index_title = "The record, and what waits for you"

    @override
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """List the intake first, and what is not ours last."""
        places = {label: place for place, label in enumerate(_FIRST)}
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: places.get(app["app_label"], len(places)))

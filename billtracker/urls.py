"""Every address the service answers."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("billtracker.web.urls")),
    path("", include("bills.web.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("bills.api.urls")),
]

"""The addresses of no one app."""

from django.templatetags.static import static
from django.urls import path
from django.views.generic import RedirectView

from billtracker.web import health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # Admin's pages name no icon, so browsers ask here.
    path("favicon.ico", RedirectView.as_view(url=static("web/icon.svg"))),
]

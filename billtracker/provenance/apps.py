"""The provenance app."""

from django.apps import AppConfig


class ProvenanceConfig(AppConfig):
    """Where Django finds provenance."""

    name = "billtracker.provenance"
    label = "provenance"
    verbose_name = "Sources"

"""The bills app."""

from django.apps import AppConfig


class BillsConfig(AppConfig):
    """Where Django finds bills, and the intake their sources."""

    name = "bills"

    def ready(self) -> None:
        """Make our sources known to the intake."""
        from bills.ingest.sources import SOURCES  # noqa: PLC0415 - needs the tables
        from bills.services import renew_after  # noqa: PLC0415
        from billtracker.intake import sources  # noqa: PLC0415

        for plan in SOURCES:
            sources.register(plan)
        sources.register_afterwards(renew_after)

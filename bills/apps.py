"""The bills app."""

from django.apps import AppConfig


class BillsConfig(AppConfig):
    """Where Django finds bills, and the intake their sources."""

    name = "bills"

    def ready(self) -> None:
        """Make our sources, and how our names come to mean something, known to the intake."""
        from bills.ingest.names import NAMINGS  # noqa: PLC0415 - needs the tables
        from bills.ingest.sources import SOURCES  # noqa: PLC0415
        from bills.services import renew_after  # noqa: PLC0415
        from billtracker.intake import sources  # noqa: PLC0415

        for plan in SOURCES:
            sources.register(plan)
        for naming in NAMINGS:
            sources.register_naming(naming)
        sources.register_afterwards(renew_after)

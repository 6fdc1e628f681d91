"""The members app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Where Django finds members, and the intake their sources."""

    name = "members"

    def ready(self) -> None:
        """Make our sources, and how our names come to mean something, known to the intake."""
        from billtracker.intake.sources import register, register_naming  # noqa: PLC0415
        from members.ingest.ids import BY_ID  # noqa: PLC0415 - needs the tables
        from members.ingest.names import NAMINGS  # noqa: PLC0415
        from members.ingest.sources import SOURCES  # noqa: PLC0415

        for plan in SOURCES:
            register(plan)
        for naming in (*NAMINGS, BY_ID):
            register_naming(naming)

"""`manage.py ensureadmin`: make the first administrator, and print the password once."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Make an administrator where there is none."""

    help = "Make the account `admin` where no administrator exists; print its password once."

    def handle(self, **_: Any) -> None:
        """Make the account, or say nothing where an administrator exists."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser(username="admin", password=password)
        self.stdout.write(f"Administrator: admin, password {password} (shown only now)")

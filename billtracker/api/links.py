"""Addresses: of the API's objects, and of their pages."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse


class Links:
    """Makes absolute addresses on the host that a request came to."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def api(self, name: str, *args: str, **query: str) -> str:
        """Return the address of an endpoint by its route's name, as `bill`."""
        return self._absolute(reverse(f"api:{name}", args=args), query)

    def here(self, **query: str) -> str:
        """Return the address that was asked, with other parameters."""
        return self._absolute(self._request.path, query)

    def page(self, kind: str, slug: str) -> str:
        """Return the address of the page of a bill, vote or member."""
        return self._absolute(reverse(kind, args=[slug]), {})

    def _absolute(self, path: str, query: dict[str, str]) -> str:
        words = f"?{urlencode(query)}" if query else ""
        return self._request.build_absolute_uri(path) + words

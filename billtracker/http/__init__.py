"""The only HTTP client: patient with sources, and polite to them."""

from .client import Client
from .exchange import Answer, Unavailable

ask = Client().ask

__all__ = ["Answer", "Client", "Unavailable", "ask"]

"""A recorded upstream: a small server that speaks as the sources do, with faults to order.

`python -m tests.upstream --from ../shared/data/nz --fault slow` serves it by hand; tests ask for
the fixture `upstream`.
"""

from .server import Upstream
from .world import World

__all__ = ["Upstream", "World"]

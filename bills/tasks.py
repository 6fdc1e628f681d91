"""Work on bills that runs on its own clock. Thin: each calls one reader or service."""

import logging

from celery import shared_task

from bills.selectors import unproved

logger = logging.getLogger(__name__)


@shared_task
def prove_states() -> list[str]:
    """Prove every stored state against the facts; log the bills that differ and return them."""
    differing = unproved()
    if differing:
        logger.error("stored states differ from the facts", extra={"bills": differing})
    return differing

"""Work on bills that runs on its own clock. Thin: each calls one reader or service."""

import logging

from celery import shared_task

from bills.services import renew_states

logger = logging.getLogger(__name__)


@shared_task
def prove_states() -> list[str]:
    """Prove every stored state against the facts; renew, log and return the bills that differ."""
    renewed = renew_states()
    if renewed:
        logger.error("stored states differed from the facts: %s", ", ".join(renewed))
    return renewed

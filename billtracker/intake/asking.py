"""The addresses that a run has to ask: each asked once, its body kept, what follows noted.

What is still to be asked is rows, not messages in a queue: whoever comes next goes on from them.
"""

import logging
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from billtracker.http import Answer, Unavailable, ask
from billtracker.intake.locks import holding
from billtracker.intake.models import Errand, Run
from billtracker.intake.pipeline import Enough, Note, Tell, keep
from billtracker.intake.sources import SourcePlan, Wanted, plan_of
from billtracker.outcome import Outcome, Report
from billtracker.problems import Refused
from billtracker.provenance.fetched import Fetched
from billtracker.provenance.models import Retrieval, Source

logger = logging.getLogger(__name__)

_OUR_FAULT = "this is a fault of ours, and is logged."
_AT_ONCE = 50
_LONGEST = 500  # as long as the name of a body may be


def begin(run: Run, plan: SourcePlan) -> None:
    """Note the addresses that a run asks first."""
    if plan.first:
        _add(run, plan.first(run.since))


def do_open(run: Run, tell: Tell, note: Note, enough: Enough) -> bool:
    """Ask one address after the other; return whether some are left to ask.

    One worker at a time asks a source, since no source wants to be asked faster. False where
    another is at it: that one goes on.
    """
    with holding(f"asking {run.source_id}") as held:
        if not held:
            return False
        while errands := _open(run):
            for errand in errands:
                if enough():
                    return True
                do(errand, tell, note)
    return False


def do(errand: Errand, tell: Tell, note: Note) -> None:
    """Ask an address and keep what it answers; done twice, it changes nothing more.

    An answer that does not come is written on the errand and is no exception.
    """
    plan = plan_of(errand.run.source.key)
    last = _last(errand)
    # What was refused must come whole, to be judged again.
    known = last.headers if last and last.outcome != Outcome.REFUSED else {}
    try:
        answer = ask(errand.url, post=errand.post, accepts=plan.accepts, known=known)
    except Unavailable as reason:
        failure, report = str(reason), Report(unanswered=1)
    except Refused as refusal:
        failure, report = str(refusal), Report(left=Counter(refused=1))
    except Exception:  # the one boundary: what the client did not foresee costs one address
        logger.exception("an address could not be asked", extra={"url": errand.url})
        failure, report = f"could not be asked; {_OUR_FAULT}", Report(unanswered=1)
    else:
        _bring(errand, plan, _body(errand, answer, last), tell, note)
        return
    with transaction.atomic():
        if _is_mine(errand, failure):
            note(report)
    tell(errand.name, report)


def is_open(run: Run) -> bool:
    """Say whether a run still has an address to ask."""
    return run.errands.filter(done_at=None).exists()


def left(run: Run) -> int:
    """Return how many addresses a run still has to ask."""
    return run.errands.filter(done_at=None).count()


def give_up(run: Run, sentence: str) -> int:
    """Leave what was not asked yet; return how many addresses that were."""
    return run.errands.filter(done_at=None).update(done_at=timezone.now(), failure=sentence)


def failures(run: Run) -> list[str]:
    """Return in a sentence each address of a run that gave nothing to keep."""
    failed = run.errands.exclude(failure="").order_by("id")
    return [f"{name}: {failure}" for name, failure in failed.values_list("name", "failure")]


def _open(run: Run) -> list[Errand]:
    rows = run.errands.filter(done_at=None).select_related("run__source")
    return list(rows.order_by("id")[:_AT_ONCE])


def _last(errand: Errand) -> Retrieval | None:
    rows = Retrieval.objects.filter(source=errand.run.source_id, url=errand.name)
    return rows.order_by("-id").first()


def _body(errand: Errand, answer: Answer | None, last: Retrieval | None) -> Fetched:
    """Return the body that an address gave: where it was not modified, its last one."""
    if answer:
        return Fetched(errand.name, answer.content, errand.version, answer.headers)
    if last is None:
        raise RuntimeError(f"{errand.url} is unmodified, and yet was never kept.")
    kept = tuple(last.headers.items())
    return Fetched(errand.name, bytes(last.body.content), errand.version, kept)


@transaction.atomic
def _bring(errand: Errand, plan: SourcePlan, body: Fetched, tell: Tell, note: Note) -> None:
    follows, failure = _what_follows(errand, plan, body)
    if not _is_mine(errand, failure):
        return
    if failure:
        report = Report(unanswered=1)
        note(report)
        tell(errand.name, report)
    keep(errand.run.source, [body], tell, note)
    # An unchanged body has no retrieval of its own: the last one learns what was said of it.
    rows = Retrieval.objects.filter(source=errand.run.source_id, url=body.name)
    newest = rows.order_by("-id").values("pk")[:1]
    said = {"version": body.version, "headers": dict(body.headers)}
    Retrieval.objects.filter(pk__in=newest).exclude(**said).update(**said)
    _add(errand.run, follows)


def _what_follows(errand: Errand, plan: SourcePlan, body: Fetched) -> tuple[list[Wanted], str]:
    """Return the addresses that follow from a body, and what is wrong with them; it is kept."""
    try:
        follows = list(plan.then(body, errand.run.since))
    except Refused as refusal:  # the reader will say the same of the body
        logger.info("nothing follows from a body", extra={"reason": str(refusal)})
        return [], ""
    except Exception:
        logger.exception("what follows was not understood", extra={"body": body.name})
        return [], f"what follows from it could not be read; {_OUR_FAULT}"
    fit = [one for one in follows if max(len(one.name), len(one.url)) <= _LONGEST]
    if fit != follows:
        many = len(follows) - len(fit)
        return fit, f"{many} that follow from it have addresses over {_LONGEST} characters."
    return fit, ""


def _is_mine(errand: Errand, failure: str) -> bool:
    """Mark an errand done; return whether nobody had."""
    still_open = Errand.objects.filter(pk=errand.pk, done_at=None)
    return bool(still_open.update(done_at=timezone.now(), failure=failure))


def _add(run: Run, wanted: Iterable[Wanted]) -> None:
    wanted = list(wanted)
    versions = _versions(run.source, [one.name for one in wanted if one.version])
    Errand.objects.bulk_create(
        (
            Errand(run=run, name=one.name, url=one.url, post=one.post, version=one.version)
            for one in wanted
            if not one.version or versions.get(one.name) != one.version
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


def _versions(source: Source, names: list[str]) -> dict[str, str]:
    """Return the version of the last body of each name, but for those that were refused."""
    last = source.retrievals.filter(url__in=names).order_by("url", "-id").distinct("url")
    rows = last.values_list("url", "version", "outcome") if names else ()
    return {url: version for url, version, outcome in rows if outcome != Outcome.REFUSED}

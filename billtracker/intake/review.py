"""The review queue: matters raised by bodies, settled by later readings, dismissed by people."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from billtracker.intake.models import Matter
from billtracker.problems import Problem, for_review
from billtracker.provenance.models import Retrieval

type _Key = tuple[int, str, str, str, str]

# No record bears a longer one, and the index of names could not hold it.
_LONGEST_NAME = 500
# What may differ from one raising of a matter to the next.
_RENEWED = ("retrieval_id", "kind", "waits_for", "candidates", "target", "stated")


def raise_matters(read: Sequence[tuple[Retrieval, Sequence[Problem]]]) -> None:
    """Bring the queue to what reading these bodies left for a person.

    A matter that a body raised before and no longer raises is settled; one that was dismissed
    stays dismissed.
    """
    raised = {
        (retrieval.source_id, retrieval.url, problem.record, problem.field, problem.sentence): (
            retrieval,
            problem,
        )
        for retrieval, problems in read
        for problem in for_review(problems)
    }
    known = {_key(matter): matter for matter in _matters_of([retrieval for retrieval, _ in read])}
    again = {key: matter for key, matter in known.items() if key in raised}
    gone = [matter.pk for key, matter in known.items() if key not in raised]
    back = [matter.pk for matter in again.values()]
    now = timezone.now()
    Matter.objects.filter(pk__in=gone, state=Matter.State.OPEN).update(
        state=Matter.State.SETTLED, closed_at=now
    )
    Matter.objects.filter(pk__in=back, state=Matter.State.SETTLED).update(
        state=Matter.State.OPEN, closed_at=None, closed_by=None, reason="", raised_at=now
    )
    renewed = [matter for key, matter in again.items() if _renew(matter, *raised[key])]
    Matter.objects.bulk_update(renewed, _RENEWED)
    Matter.objects.bulk_create(
        (_matter(*raised[key]) for key in raised if key not in known), ignore_conflicts=True
    )


def waiting() -> dict[tuple[int, str], set[str]]:
    """Return the names that open matters wait for, by the source and name of their body."""
    found: dict[tuple[int, str], set[str]] = {}
    rows = Matter.objects.filter(state=Matter.State.OPEN).exclude(waits_for=[])
    for source, url, names in rows.values_list("source_id", "url", "waits_for"):
        found.setdefault((source, url), set()).update(names)
    return found


def _matters_of(retrievals: Sequence[Retrieval]) -> list[Matter]:
    by_source: dict[int, list[str]] = {}
    for retrieval in retrievals:
        by_source.setdefault(retrieval.source_id, []).append(retrieval.url)
    wanted = Q()
    for source, urls in by_source.items():
        wanted |= Q(source=source, url__any=urls)
    return list(Matter.objects.filter(wanted)) if by_source else []


def _key(matter: Matter) -> _Key:
    return (matter.source_id, matter.url, matter.record, matter.field, matter.sentence)


def _matter(retrieval: Retrieval, problem: Problem) -> Matter:
    return Matter(
        source_id=retrieval.source_id,
        retrieval=retrieval,
        url=retrieval.url,
        kind=problem.matter,
        record=problem.record,
        field=problem.field,
        sentence=problem.sentence,
        waits_for=[name for name in problem.waits_for if len(name) <= _LONGEST_NAME],
        candidates=list(problem.candidates),
        target=problem.target,
        stated=problem.stated,
    )


def _renew(matter: Matter, retrieval: Retrieval, problem: Problem) -> bool:
    """Bring a matter to how it was raised just now; say whether anything differs."""
    fresh = _matter(retrieval, problem)
    differs = [name for name in _RENEWED if getattr(matter, name) != getattr(fresh, name)]
    for name in differs:
        setattr(matter, name, getattr(fresh, name))
    return bool(differs)

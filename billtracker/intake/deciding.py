"""What a person decides of a matter: each decision is one transaction, and leaves its event.

Whoever decides second is told who was first. A decision that has bodies read again waits for
its turn to read, and is undone whole where the reading does not bear it out.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from billtracker.events.services import newest as newest_event
from billtracker.events.services import record
from billtracker.intake.locks import take_turn
from billtracker.intake.models import Matter
from billtracker.intake.pipeline import read_again as read_bodies
from billtracker.intake.pipeline import read_what_waited
from billtracker.intake.sources import do_afterwards, naming_of, now_known, plan_of, plans
from billtracker.outcome import Report
from billtracker.problems import Kind, Problem, Refused
from billtracker.provenance.fact import Fact
from billtracker.provenance.facts import Grounds
from billtracker.provenance.services import Witness, latest


@transaction.atomic
def dismiss(*, matter: Matter, by: User, reason: str) -> None:
    """Close a matter for good: however often it is raised again, it stays closed."""
    _log("dismissed", matter, by, reason)
    _close(matter, by, reason)


@transaction.atomic
def keep_ours(*, matter: Matter, by: User, reason: str) -> None:
    """Close a conflict with what a person entered, which stays; another value is another one."""
    _must_be_pinned(matter)
    _log("kept_ours", matter, by, reason)
    _close(matter, by, reason)


@transaction.atomic
def take_theirs(*, matter: Matter, by: User) -> Report:
    """Let the source have its way in the one column that a matter is about."""
    _must_be_pinned(matter)
    take_turn()
    _must_be_open(matter)
    row = _row(matter)
    reason = f"{matter.field} was let go, and is as the source has it."
    _log("took_theirs", matter, by, reason, about=_subjects(row))
    row.pinned = [name for name in row.pinned if name != matter.field]
    row.save(update_fields=["pinned"])
    report = _read_newest(matter)
    _must_be_settled(matter)
    _settled([matter.pk], by, reason)
    return report


@transaction.atomic
def read_again(*, matter: Matter) -> Report:
    """Read the newest body of a matter's source and name, as if it had come just now."""
    take_turn()
    _must_be_open(matter)
    return _read_newest(matter)


@transaction.atomic
def give_name(*, matter: Matter, name: str, slug: str, by: User) -> Report:
    """Make a name that a matter waits for mean a record; read all that waited for it.

    Raise Refused where nobody can say what such a name means. A name that then means several
    is given, and settles nothing: `still_means_several` says so.
    """
    kind, _, words = name.partition(":")
    naming = naming_of(kind)
    if name not in matter.waits_for:
        raise _refused(matter, f"it does not wait for {words!r}.")
    if naming is None or naming.give is None:
        raise _refused(matter, f"what a {kind} is called cannot be given by hand.")
    take_turn()
    _must_be_open(matter)
    open_ones = Matter.objects.filter(state=Matter.State.OPEN, waits_for__contains=[name])
    waited = list(open_ones.values_list("pk", flat=True))
    before = newest_event()
    naming.give(words, slug, by.pk)
    report = read_what_waited(_say_nothing)
    do_afterwards(before)
    _settled(waited, by, f"{words} is {slug}.")
    return report


def still_means_several(name: str) -> bool:
    """Say whether a name (`member:luxon c`) means nothing, or more than one record."""
    return not now_known([name])


def _read_newest(matter: Matter) -> Report:
    source = matter.source
    if source.key not in {plan.key for plan in plans()}:
        raise _refused(matter, f"{source} is no longer a source that we read.")
    (newest,) = latest([(source.pk, matter.url)])
    if newest.outcome is None:
        raise _refused(matter, "a newer body has come, and is read in a moment.")
    before = newest_event()
    report = read_bodies(plan_of(source.key), [newest], _say_nothing)
    report.add(read_what_waited(_say_nothing))
    do_afterwards(before)
    return report


def _say_nothing(_name: str, _report: Report) -> None:
    """Nobody listens while a decision is made."""


def _row(matter: Matter) -> Fact:
    """Return the row a matter is about, locked; raise Refused where its column is not pinned."""
    label, _, number = matter.target.partition(":")
    model: Any = apps.get_model(label)
    row: Fact | None = model.objects.select_for_update().filter(pk=number).first()
    if row is None or matter.field not in row.pinned:
        raise _refused(matter, f"{matter.field} is no longer held by what a person entered.")
    return row


def _subjects(row: Fact) -> list[str]:
    slug = getattr(row, "slug", None)
    return [f"{type(row).__name__.lower()}:{slug}"] if slug else []


def _log(
    decided: str, matter: Matter, by: User, reason: str, *, about: list[str] | None = None
) -> None:
    if not reason.strip():
        raise _refused(matter, "it needs a reason, in words.")
    record(
        kind=f"matter.{decided}",
        subjects=[f"matter:{matter.pk}", *(about or [])],
        after={
            "record": matter.record,
            "field": matter.field,
            "sentence": matter.sentence,
            "reason": reason,
        },
        origin=Witness(person_id=by.pk).origin(Grounds(note=reason)),
    )


def _close(matter: Matter, by: User, reason: str) -> None:
    # After the event, whose lock every reader of bodies takes before it comes to the matters.
    closed = Matter.objects.filter(pk=matter.pk, state=Matter.State.OPEN).update(
        state=Matter.State.DISMISSED, closed_at=timezone.now(), closed_by=by, reason=reason
    )
    if not closed:
        _must_be_open(matter)


def _settled(matters: list[int], by: User, reason: str) -> None:
    """Say by whose act matters were settled, those of them that were."""
    rows = Matter.objects.filter(pk__in=matters, state=Matter.State.SETTLED)
    rows.update(closed_by=by, reason=reason)


def _must_be_pinned(matter: Matter) -> None:
    if matter.kind != Kind.PINNED:
        raise _refused(matter, "it is not about something that a person entered.")


def _must_be_open(matter: Matter) -> None:
    now = Matter.objects.select_related("closed_by").get(pk=matter.pk)
    if now.closed_at is None:
        return
    by = now.closed_by.get_username() if now.closed_by else "a later reading of its body"
    when = date_format(timezone.localtime(now.closed_at), "j F Y, H:i")
    reason = f" {now.reason}" if now.reason else ""
    raise _refused(matter, f"it was {now.state} by {by} on {when}.{reason}")


def _must_be_settled(matter: Matter) -> None:
    if Matter.objects.filter(pk=matter.pk, state=Matter.State.OPEN).exists():
        sentence = "the body was read again and did not take effect; nothing was changed."
        raise _refused(matter, sentence)


def _refused(matter: Matter, sentence: str) -> Refused:
    return Refused(Problem(f"matter {matter.pk}", "decision", sentence))

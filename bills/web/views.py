"""The pages about bills, votes and members. Thin: ask, read once, show."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bills.domain.facts import BillType
from bills.domain.stages import Status
from bills.models import Bill, Vote
from bills.selectors import (
    NotYetBegun,
    bill_dossier,
    bills_found,
    bills_on,
    casts_of_member,
    member_page,
    vote_dossier,
)
from bills.web import asked, words
from bills.web.bill import bill_shown
from bills.web.member import member_shown
from bills.web.sources import Sources
from bills.web.vote import vote_shown
from members.models import Member
from members.selectors import parliament_numbers

BILLS_ON_A_PAGE = 25
VOTES_ON_A_PAGE = 50


@require_safe
def bill_list(request: HttpRequest) -> HttpResponse:
    """Show every bill, or those asked for, what moved last first."""
    try:
        wanted = asked.wanted(request.GET)
    except asked.CannotAnswer as error:
        return asked.refusal(request, error)
    today = timezone.localdate()
    rows = bills_found(
        today,
        words=wanted.words,
        status=wanted.status,
        parliament=wanted.parliament,
        kind=wanted.kind,
    )
    page = Paginator(rows, BILLS_ON_A_PAGE).get_page(wanted.page)
    context = {
        "wanted": wanted,
        "page": page,
        "bills": bills_on(today, page.object_list),
        "statuses": [(status.value, words.STATUSES[status]) for status in Status],
        "types": [(kind.value, words.BILL_TYPES[kind]) for kind in BillType],
        "parliaments": parliament_numbers(),
    }
    return render(request, "bills/bill_list.html", context)


@require_safe
def bill(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a bill as it stood on a day."""
    try:
        as_of = asked.as_of(request.GET)
    except asked.CannotAnswer as error:
        return asked.refusal(request, error)
    try:
        page = bill_dossier(slug, as_of.day)
    except Bill.DoesNotExist as error:
        raise Http404(f"There is no bill {slug} on record.") from error
    except NotYetBegun as error:
        context = {"bill": error.bill, "begins_on": error.begins_on, "as_of": as_of}
        return render(request, "bills/not_yet.html", context, status=404)
    return render(request, "bills/bill.html", {"page": bill_shown(page), "as_of": as_of})


@require_safe
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one vote in full, as it stood on a day."""
    try:
        as_of = asked.as_of(request.GET)
        page = vote_dossier(slug, as_of.day)
    except asked.CannotAnswer as error:
        return asked.refusal(request, error)
    except Vote.DoesNotExist as error:
        sentence = "There is no such vote on record, or it had not been held by that day."
        raise Http404(sentence) from error
    sources = Sources()
    vote = vote_shown(page.vote, parties=page.parties, absences=page.absences, sources=sources)
    context = {"vote": vote, "sources": sources, "as_of": as_of}
    return render(request, "bills/vote.html", context)


@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a member: seats, days, what they said and how they voted, where it is on record."""
    try:
        number = asked.page(request.GET)
        page = member_page(slug, timezone.localdate())
    except asked.CannotAnswer as error:
        return asked.refusal(request, error)
    except Member.DoesNotExist as error:
        raise Http404("There is no such member on record.") from error
    votes = Paginator(casts_of_member(page.member), VOTES_ON_A_PAGE).get_page(number)
    context = {"page": member_shown(page), "votes": votes}
    return render(request, "bills/member.html", context)

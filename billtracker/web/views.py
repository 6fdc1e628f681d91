"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bills.selectors import bills_found, bills_on, votes_held_last
from bills.web import asked
from bills.web.votes import briefs
from billtracker.web.currency import currency

MOVED_LAST = 8
VOTES_LAST = 8
FOUND_AT_MOST = 25


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what moved last, or the bills that a search finds."""
    try:
        wanted = asked.wanted(request.GET)
    except asked.CannotAnswer as error:
        return asked.refusal(request, error)
    today = timezone.localdate()
    if wanted.words:
        found = bills_found(today, words=wanted.words)
        bills = bills_on(today, found[:FOUND_AT_MOST])
        context = {"wanted": wanted, "bills": bills, "are_more": len(bills) == FOUND_AT_MOST}
        return render(request, "web/found.html", context)
    context = {
        "bills": bills_on(today, bills_found(today)[:MOVED_LAST]),
        "votes": briefs(votes_held_last(today, VOTES_LAST)),
        "currency": currency(today),
    }
    return render(request, "web/home.html", context)

"""A small House that tables are about."""

from datetime import date

import pytest

from members.models import Member
from tests.factories import (
    AliasFactory,
    BillFactory,
    MemberFactory,
    MembershipFactory,
    ParliamentFactory,
    PartyFactory,
    seat,
)


@pytest.fixture
def house():
    """Five members of two parties, two members of one name, and a bill."""
    seat(national=3, labour=2)
    for slug, text in (("national", "New Zealand National"), ("labour", "New Zealand Labour")):
        AliasFactory(party=PartyFactory(slug=slug), member=None, text=text)
    for member in Member.objects.all():
        AliasFactory(member=member, text=member.name)
    for slug in ("john-smith-1", "john-smith-2"):
        AliasFactory(member=MemberFactory(slug=slug), text="John Smith")
    former = MembershipFactory(end=date(2024, 1, 1), ended="resignation").member
    AliasFactory(member=former, text="Gone Already")
    earlier = ParliamentFactory(
        number=53, elected_on=date(2020, 10, 17), ended_on=date(2023, 10, 14)
    )
    BillFactory(stem=94, number="94-2", parliament=earlier, title="Oranga Tamariki Bill")
    BillFactory(stem=94, number="94-1", title="Principles of the Treaty of Waitangi Bill")

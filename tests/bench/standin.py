"""A reader of vote tables until the real one is here."""

import csv
import io
from datetime import date
from itertools import groupby
from operator import itemgetter

from bills.domain.facts import VoteFacts
from bills.domain.stages import Stage
from bills.domain.votes import Ballot, Tally, VoteKind, VoteMethod, VoteResult
from bills.ingest import saving
from bills.ingest.records import Records
from billtracker.intake.sources import SourcePlan


def _read(content, name):
    rows = csv.reader(io.StringIO(content.decode()))
    next(rows)
    records = Records()
    cache = {}
    for slug, group in groupby(rows, itemgetter(0)):
        rows = list(group)
        first = rows[0]
        ballots, tallies = [], {}
        for row in rows:
            key = (row[8], row[10])
            ballot = cache.get(key)
            if ballot is None:
                ballot = cache[key] = Ballot(
                    row[8], 1, member="member-" + row[10].rpartition(" ")[2]
                )
            ballots.append(ballot)
            tallies[row[8]] = row[9]
        records.votes.append(
            VoteFacts(
                slug,
                first[2],
                VoteKind(first[3]),
                VoteMethod(first[4]),
                date.fromisoformat(first[1]),
                tuple(first[5].split("|")),
                VoteResult(first[7]),
                Stage(first[6]),
                tallies=tuple(Tally(o, int(n)) for o, n in tallies.items()),
                ballots=tuple(ballots),
            )
        )
    return records


TABLES = SourcePlan(
    key="tables",
    title="Tables",
    publisher="",
    url="",
    read=_read,
    save=saving.save,
    recorded=lambda _path: (),
)

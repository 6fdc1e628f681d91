"""The whole record as digests, without what two like records may differ in: numbers of rows and
the moments at which they were written."""

import hashlib
import json
from collections import Counter

from django.apps import apps

_APPS = ("bills", "members", "events", "provenance", "intake")
# Numbers of rows, moments of ours, and what a source's row says of when it was tried.
_LEFT_OUT = {"id", "updated_at", "recorded_at", "fetched_at", "raised_at", "closed_at"} | {
    *("started_at", "ended_at", "done_at", "after_event"),
    *("last_tried_at", "last_succeeded_at", "last_changed_at"),
}


def digests(but=frozenset()):
    """Return how many rows each table has, and a digest of what they hold."""
    known = {}
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in _APPS:
            rows = Counter(_rows(model, known, but).values())
            text = json.dumps(sorted(rows.items()))
            found[model._meta.db_table] = (rows.total(), _digest(text))
    return found


def _rows(model, known, but):
    """Return each row's digest by its key; a row that it points at counts by its own digest."""
    if model not in known:
        known[model] = {}
        fields = [f for f in model._meta.concrete_fields if f.name not in _LEFT_OUT | but]
        for row in model.objects.all():
            values = {f.name: _value(row, f, known, but) for f in fields}
            known[model][row.pk] = _digest(json.dumps(values, default=str, sort_keys=True))
    return known[model]


def _value(row, field, known, but):
    value = getattr(row, field.attname)
    if field.is_relation and value is not None and field.related_model is not type(row):
        return _rows(field.related_model, known, but)[value]
    return value.hex() if isinstance(value, bytes | memoryview) else value


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]

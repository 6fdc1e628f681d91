"""The Celery app and the whole timetable, each line with the reason for its hour."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "billtracker.settings")

app = Celery("billtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # 04:40 in Wellington: the House never sits then (SO 46 and 57 end urgency at midnight and
    # resume at 9 am), so nothing moves while stored states are proved against the facts.
    "prove-states": {
        "task": "bills.tasks.prove_states",
        "schedule": crontab(hour=4, minute=40),
    },
}

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
    # The shortest time for which any source is left alone (billtracker.intake.timetable): how
    # long each is, follows from what the House is doing.
    "ask-what-is-due": {
        "task": "bills.tasks.ask_what_is_due",
        "schedule": crontab(minute="*/10"),
    },
    # Between two of the above: a run whose task died with its worker waits minutes, no longer.
    # A worker that starts sweeps too, so this is for those that died beside one that lives.
    "sweep": {
        "task": "billtracker.intake.tasks.sweep",
        "schedule": crontab(minute="2-59/5"),
    },
    # 07:15: once a day, when somebody is about to read it and before the House can sit (9 am).
    "say-what-is-late": {
        "task": "billtracker.intake.tasks.say_what_is_late",
        "schedule": crontab(hour=7, minute=15),
    },
}

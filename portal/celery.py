"""The worker. Tasks are found in ``tasks.py`` of every installed package."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("mingzheng")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["disclosure.documents"])


@worker_ready.connect
def look_at_once(**_kwargs: object) -> None:
    """A worker that starts looks at what is due now, so that ``/readyz`` turns green within seconds, not intervals."""
    for name in ("portal.tasks.beat", "portal.deadlines.tasks.sweep"):
        app.send_task(name, expires=30)

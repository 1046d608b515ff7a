"""The worker. Tasks are found in ``tasks.py`` of every installed package."""

import logging
import os

from celery import Celery
from celery.signals import after_setup_logger, after_setup_task_logger, worker_ready

from portal.privacy.logs import guard
from portal.rooms import room_packages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("mingzheng")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(room_packages)


@after_setup_logger.connect
@after_setup_task_logger.connect
def mask_personal_data(logger: logging.Logger, **_kwargs: object) -> None:
    """The worker brings handlers of its own in place of those of the settings."""
    guard(logger.name)


@worker_ready.connect
def look_at_once(**_kwargs: object) -> None:
    """A worker that starts looks at what is due now, so that ``/readyz`` turns green within seconds, not intervals."""
    for name in ("portal.tasks.beat", "portal.deadlines.tasks.sweep"):
        app.send_task(name, expires=30)

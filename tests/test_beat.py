"""Every scheduled task is one the worker knows."""

from django.conf import settings

from portal.celery import app


def test_the_worker_knows_every_task_of_the_schedule() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled - set(app.tasks) == set()

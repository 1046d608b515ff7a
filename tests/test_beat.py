"""Every scheduled task is one the worker knows."""

from django.conf import settings

from portal.celery import app


def test_the_worker_knows_every_task_of_the_schedule() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled - set(app.tasks) == set()


def test_what_happens_to_requests_by_itself_is_on_the_schedule() -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {name for name in scheduled if name.startswith("requests_app.")} == {
        "requests_app.answering.tasks.issue_missing_receipts",
        "requests_app.cases.tasks.confirm_unattended",
        "requests_app.consulting.tasks.settle_silent",
        "requests_app.proposing.tasks.find_proposals",
        "requests_app.serving.tasks.reach_notified",
    }

"""The stage of a file of tests: built once for all of them, taken down with the file.

A file that shows more than every stage has says so in a function ``made`` of its own, which builds one.
"""

import logging
from pathlib import Path

import pytest
from django.db import transaction
from time_machine import travel

from tests.disclosure.office import MORNING
from tests.surfaces.stage import build

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    """One worker takes a whole file, so its stage is built once; only the long table is shared among all workers."""
    for item in items:
        if item.path.parent == HERE and item.path.name != "test_table.py":
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def built(request, django_db_setup, django_db_blocker):
    make = getattr(request.module, "made", build)
    with django_db_blocker.unblock(), travel(MORNING, tick=False), transaction.atomic():
        stage = make()
        assert stage.people  # made with the stage, not within the first test
        yield stage
        transaction.set_rollback(True)


@pytest.fixture
def stage(built, db, settings, time_machine, caplog):
    """The stage on its morning, for people without a second factor. What a test writes is undone with the test."""
    caplog.set_level(logging.CRITICAL, "django.request")  # hundreds of refusals are what is asked for
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
    return built

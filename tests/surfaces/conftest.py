"""The stage of these tests: built once for all of them, for each file as if it were its own.

A file that shows more than the stage has says so in a function ``add_to`` of its own; it is taken down with the file.
"""

import logging
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from time_machine import travel

from portal.search import indexing
from tests.disclosure.office import MORNING
from tests.surfaces.stage import build

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    """One worker takes all leak tests, so their stage is built once; the long table is shared among all workers."""
    for item in items:
        if item.path.parent == HERE and item.path.name != "test_table.py":
            item.add_marker(pytest.mark.xdist_group("leaks"))


@pytest.fixture(scope="package")
def first(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), travel(MORNING, tick=False), transaction.atomic():
        stage = build()
        assert stage.people  # made with the stage, not within the first test
        yield stage
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(request, first, django_db_blocker):
    add_to = getattr(request.module, "add_to", None)
    with django_db_blocker.unblock(), travel(MORNING, tick=False), transaction.atomic():
        stage = deepcopy(first)
        if add_to:
            add_to(stage)
        indexing.rebuild(at=MORNING)  # without what the file before had added
        yield stage
        transaction.set_rollback(True)


@pytest.fixture
def stage(built, db, settings, time_machine, caplog):
    """The stage on its morning, for people without a second factor. What a test writes is undone with the test."""
    caplog.set_level(logging.CRITICAL, "django.request")  # hundreds of refusals are what is asked for
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
    return built

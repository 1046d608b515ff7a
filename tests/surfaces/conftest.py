"""The stage of a file of tests: built once for all of them, taken down with the file.

A file that shows more than every stage has says so in a function ``made`` of its own, which builds one.
"""

import logging

import pytest
from django.db import transaction
from time_machine import travel

from tests.disclosure.office import MORNING
from tests.surfaces.stage import build


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

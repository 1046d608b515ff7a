"""The product starts."""

import os

from django.core.management import call_command
from django.db import connection

VENDORS = {"": "sqlite", "sqlite": "sqlite", "postgres": "postgresql", "postgresql": "postgresql"}


def test_system_checks_are_silent() -> None:
    call_command("check", fail_level="WARNING")


def test_the_database_is_the_one_that_was_asked_for() -> None:
    scheme = os.environ.get("DATABASE_URL", "").partition(":")[0]
    assert connection.vendor == VENDORS[scheme]

"""The product starts."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.once

VENDORS = {"": "sqlite", "sqlite": "sqlite", "postgres": "postgresql", "postgresql": "postgresql"}


def test_system_checks_are_silent() -> None:
    call_command("check", fail_level="WARNING")


def test_the_database_is_the_one_that_was_asked_for() -> None:
    scheme = os.environ.get("DATABASE_URL", "").partition(":")[0]
    assert connection.vendor == VENDORS[scheme]


@pytest.mark.parametrize(
    ("engine", "message"),
    [("postgres", "SEARCH_ENGINE=postgres 需要 PostgreSQL"), ("solr", "SEARCH_ENGINE 只能是 whoosh 或 postgres")],
)
def test_a_search_engine_that_cannot_work_is_refused_at_the_start(engine, message, tmp_path) -> None:
    given = {
        "SEARCH_ENGINE": engine,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "MINGZHENG_VAR": str(tmp_path),
    }
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ | given | {"DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=False,
    )
    assert started.returncode != 0
    assert message in started.stderr

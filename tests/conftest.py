"""Shared fixtures: organs, people and a moment, all with literal values."""

from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import SHANGHAI
from tests import migrated
from tests.guards import lifted

FROM_MIGRATIONS = {
    "portal.deadlines.migrations.0002_calendar_and_guards": "load_calendar",
    "disclosure.migrations.0002_first_rows": "add",
}

HERE = Path(__file__).parent
# What is read there, and by whom, is decided above the database: these run beside PostgreSQL alone.
PAGES = [HERE / name for name in ("site", "staff", "surfaces", "following")]

# A busy machine is no fault of the product.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in PAGES):
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def django_db_keepdb(request) -> bool:
    """Begin with the migrated database of an earlier run, where there is one."""
    return migrated.put_in_place(request.config) or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    migrated.keep(request.config)
    yield
    with django_db_blocker.unblock():
        _send_everybody_home()


def _send_everybody_home() -> None:
    """Threads of a live server may keep their connection as long as a browser keeps its own; PostgreSQL drops no
    database in which somebody stands."""
    if connection.vendor == "postgresql" and connection.settings_dict["NAME"].startswith("test_"):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """A test undoes its events, and the next one writes others under the same numbers; nor does anything count the
    tries of the test before, or of the one running beside it on the same server."""
    for name in ("default", "pages"):
        caches[name].key_prefix = uuid4().hex


@pytest.fixture
def at() -> datetime:
    """A quiet Thursday morning, a working day."""
    return datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def government(db):
    return Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=date(2000, 1, 1)
    )


@pytest.fixture
def education(government):
    return Organ.objects.create(
        name="临江市教育局",
        short_name="市教育局",
        code="edu",
        kind=OrganKind.DEPARTMENT,
        parent=government,
        number_code="临教发",
        active_from=date(2000, 1, 1),
    )


@pytest.fixture
def sport(government):
    return Organ.objects.create(
        name="临江市体育局",
        short_name="市体育局",
        code="sport",
        kind=OrganKind.DEPARTMENT,
        parent=government,
        number_code="临体发",
        active_from=date(2000, 1, 1),
    )


@pytest.fixture(autouse=True, scope="session")
def _emptying_lifts_the_guards():
    """Tests that commit are emptied by DELETE or TRUNCATE, which append-only tables refuse, and which takes away what
    the migrations put in: the calendar, and the lists every city begins with. The next test finds them as ever."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_unguarded(self, sql_list):
        with lifted(self.connection):
            flush(self, sql_list)
        for name, put_in in FROM_MIGRATIONS.items():
            getattr(import_module(name), put_in)(apps, None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_unguarded)
        yield

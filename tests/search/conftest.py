"""Engines under test. A second engine joins by adding its maker to ``ENGINES``; the contract stays as it is."""

from datetime import date

import pytest
from django.db import connection

from disclosure.documents.codes import Attribute, DocumentKind
from disclosure.documents.models import Document
from disclosure.documents.states import State
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.search import indexing
from portal.search.postgres.engine import PostgresEngine
from portal.search.query import MappedParams, parse
from portal.search.whoosh_engine import WhooshEngine
from tests.search.entries import ALL, AT

ENGINES = {"whoosh": lambda folder: WhooshEngine(folder, lock_timeout=0.2)}
if connection.vendor == "postgresql":
    ENGINES["postgres"] = lambda folder: PostgresEngine(lock_timeout=0.2)
# What only the engine in the database does can only be tried there.
collect_ignore = [] if "postgres" in ENGINES else ["test_postgres.py"]
# One of them lies in the database.
_PARAMS = [pytest.param(name, marks=[pytest.mark.django_db] * (name == "postgres")) for name in sorted(ENGINES)]


@pytest.fixture(params=_PARAMS)
def empty_engine(request, tmp_path):
    """An engine that has never been given anything."""
    return ENGINES[request.param](tmp_path / "index")


@pytest.fixture
def engine(empty_engine):
    """An engine that holds the library."""
    empty_engine.rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    return empty_engine


@pytest.fixture
def ask(engine):
    """Search with parameters as they stand in an address; answers the ids found."""

    def search(hidden=(), **params):
        params = {name.rstrip("_"): value for name, value in params.items()}
        return [hit.pk for hit in engine.search(parse(MappedParams(params)), hidden=hidden).hits]

    return search


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path):
    """Every test has an index folder of its own, and at first nothing in it."""
    settings.SEARCH_INDEX_DIR = tmp_path / "live"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture
def index(db, at):
    """An index of what is public now."""
    indexing.rebuild(at=at)


@pytest.fixture
def organ(db):
    return Organ.objects.create(
        name="临江市交通运输局",
        short_name="市交通局",
        code="traffic",
        kind=OrganKind.DEPARTMENT,
        active_from=date(2020, 1, 1),
    )


@pytest.fixture
def published(organ, at):
    """Makes public documents."""

    def make(number, title, body="正文。", **rest):
        return Document.objects.create(
            state=State.PUBLISHED,
            attribute=Attribute.ACTIVE,
            organ=organ,
            issuer=organ.name,
            kind=rest.pop("kind", DocumentKind.NOTICE),
            title=title,
            body=body,
            index_number=f"11000000000000000X/2026-{number:05d}",
            published_at=at,
            formed_on=rest.pop("formed_on", date(2026, 5, 20)),
            **rest,
        )

    return make


@pytest.fixture
def withdraw():
    """Takes a document down behind everybody's back; what the act itself does is tested with the act."""
    return lambda document: Document.objects.filter(pk=document.pk).update(state=State.WITHDRAWN)

"""Made-up requests against the whole interface: no failure, and no answer the schema does not describe."""

import logging
from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from rest_framework.throttling import AnonRateThrottle
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.interface.authentication import PerClient
from portal.search import indexing
from portal.search.throttling import SearchThrottle
from portal.wsgi import application
from tests.api.clients import register
from tests.disclosure.office import MORNING

pytestmark = pytest.mark.once

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 25


@pytest.fixture
def _one_connection(db):
    """The end of a request closes the connection, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(_one_connection):
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", application)


@pytest.fixture
def city(office, published, withdrawn, settings, time_machine, monkeypatch, caplog):
    """Something behind every address; as many requests as the test likes."""
    caplog.set_level(logging.CRITICAL, "django.request")

    time_machine.move_to(MORNING, tick=False)
    settings.SEARCH_API_PER_MINUTE = 1_000_000
    monkeypatch.setattr(AnonRateThrottle, "allow_request", lambda *_: True)
    monkeypatch.setattr(PerClient, "allow_request", lambda *_: True)
    monkeypatch.setattr("portal.deadlines.api.CalculatorThrottle.allow_request", lambda *_: True)
    SearchThrottle._counts.clear()
    indexing.rebuild(at=MORNING)
    return register(office.organ, scopes=("hand_in", "report", "follow_up"))[1]


def attempt(operation, headers, mode) -> int:
    """Send the requests Hypothesis thinks of, the same ones every time; how many there were."""
    sent = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case):
        sent.append(case)
        case.call_and_validate(headers=headers, checks=CHECKS)

    with suppress(Unsatisfiable):  # an address that takes nothing cannot be sent anything wrong
        one()
    return len(sent)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_gets_an_answer_that_was_not_described(schema, city, mode) -> None:
    operations = [found.ok() for found in schema.get_all_operations()]
    sent = {operation.label: attempt(operation, city, mode) for operation in operations}
    assert len(sent) == 42
    assert sum(sent.values()) >= 100, sent

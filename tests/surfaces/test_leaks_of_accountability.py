"""Who was held to account for what is read by the two who handle it, not even by those who see every organ."""

import pytest

from portal.audit.models import Event
from tests.surfaces.stage import ACCOUNTABILITY


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


@pytest.mark.duty("S2-3.3")
@pytest.mark.parametrize("viewer", ["anonymous", "own handler", "own disclosure_head", "other head", "city oversight"])
def test_nobody_else_reads_the_record_of_a_case(stage, viewer) -> None:
    """Every other address is read for its words in test_table.py."""
    address = f"/admin/assessment/accountability/{stage.keys['accountability']}/change/?tab=record"
    assert ACCOUNTABILITY not in read(stage.client(viewer), address)


def test_the_investigator_reads_it_and_the_look_is_kept(stage) -> None:
    address = stage.address("/admin/assessment/accountability/{accountability}/change/")
    looks = Event.objects.filter(subject_label="assessment.accountability", act="look")
    before = looks.count()
    assert ACCOUNTABILITY in read(stage.client("own discipline"), address)
    assert looks.count() == before + 1
    assert looks.order_by("-pk").first().actor_name == stage.people["own discipline"].name

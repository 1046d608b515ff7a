"""How the sheets come in is read by the office alone; a code by nobody who only looks.

The words of what is drawn up are looked for at every address in test_table.py.
"""

import pytest

from assessment.appraisal.models import Ballot, Invitation
from assessment.appraisal.services import code_of
from tests.surfaces.stage import APPRAISALS
from tests.surfaces.table import SURFACES


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


def pages(stage) -> list[str]:
    return list(dict.fromkeys(stage.address(surface.address) for surface in SURFACES))


def test_the_office_reads_the_draft(stage) -> None:
    assert APPRAISALS in read(
        stage.client("city oversight"), stage.address("/admin/assessment/appraisal/{appraisal_draft}/change/")
    )


@pytest.mark.parametrize("viewer", ["anonymous", "own disclosure_head", "city oversight"])
def test_no_page_that_is_only_looked_at_shows_a_code_or_a_digest(stage, viewer) -> None:
    client = stage.client(viewer)
    secrets = [code_of(each) for each in Invitation.objects.all()] + list(
        Ballot.objects.values_list("digest", flat=True)
    )
    found = [
        address
        for address in pages(stage)
        if "appraisal" in address and any(s in read(client, address) for s in secrets)
    ]
    assert len(secrets) == 14
    assert found == []


@pytest.mark.parametrize("viewer", ["anonymous", "own disclosure_head"])
def test_an_open_appraisal_shows_no_points_and_no_numbers_to_those_who_are_judged(stage, viewer) -> None:
    client = stage.client(viewer)
    shown = read(client, stage.address("/appraisals/{appraisal}/"))
    shown += read(client, stage.address("/admin/assessment/appraisal/{appraisal}/change/"))
    assert "30.00" not in shown
    assert "份数" not in shown
    assert "交回" not in shown
    assert "30.00" in read(client, stage.address("/appraisals/{appraisal_done}/"))

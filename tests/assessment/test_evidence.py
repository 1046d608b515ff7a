"""Files with a problem a person found: taken in, shown, sealed with the score."""

import hashlib
from datetime import date

import pytest
from django.core.files.base import ContentFile

from assessment.problems import services
from assessment.problems.models import Problem
from assessment.scoring.freezing import digest_of
from assessment.scoring.models import Assessment
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed
from portal.files.models import RefusedUpload
from tests.assessment.city import NOON

HALL = "大厅没有流程图".encode()
VALUES = {"way": "on_site", "title": "窗口没有流程图", "facts": "现场查看。", "occurred_on": date(2026, 5, 20)}


def hall(content: bytes = HALL) -> tuple[str, ContentFile]:
    return "大厅.txt", ContentFile(content)


def noted(city, *uploads, **changes) -> Problem:
    given = {"organ": city.organs["jiaoyu"], "rule": "C2a", "values": VALUES | changes, "uploads": uploads}
    return services.note_with_evidence(**given, **city.office())


def names(problem: Problem) -> list[str]:
    return [row.file.name for row in problem.files.all()]


@pytest.mark.duty("S2-11.7b")
def test_whoever_finds_a_problem_gives_the_files_that_prove_it(city) -> None:
    city.standard()
    problem = noted(city, hall())
    services.add_evidence(problem, uploads=[("电话记录.txt", ContentFile(b"13:05"))], **city.office())
    assert names(problem) == ["大厅.txt", "电话记录.txt"]
    kept = Event.objects.filter(subject_label="assessment.problem", act="add_evidence").order_by("pk")
    assert kept[0].after["sha256"] == hashlib.sha256(HALL).hexdigest()


def test_a_file_with_a_secrecy_mark_is_refused_and_nothing_is_noted(city) -> None:
    city.standard()
    with pytest.raises(InvalidInput):
        noted(city, hall("机密★10年\n大厅布置".encode()))
    assert not Problem.objects.exists()
    assert RefusedUpload.objects.get().stage == "inspection"


def test_what_is_wrong_with_the_problem_keeps_no_file(city) -> None:
    city.standard()
    with pytest.raises(InvalidInput):
        noted(city, hall(), title="")
    assert not Problem.objects.exists()


@pytest.mark.parametrize("count", [0, 21])
def test_no_file_and_more_than_twenty_are_refused(city, count) -> None:
    city.standard()
    with pytest.raises(InvalidInput) as refused:
        services.add_evidence(noted(city), uploads=[hall()] * count, **city.office())
    assert set(refused.value.messages) == {"uploads"}


def test_only_the_office_adds_evidence_and_only_to_what_people_found(city) -> None:
    city.standard()
    with pytest.raises(NotAllowed, match="由政务公开办添加"):
        services.add_evidence(noted(city), uploads=[hall()], **city.as_("jiaoyu", Role.HEAD))
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1))
    [found] = services.collect(at=NOON)
    with pytest.raises(NotAllowed, match="依据就是那一件本身"):
        services.add_evidence(found, uploads=[hall()], **city.office())


@pytest.mark.duty("S2-11.8b")
def test_evidence_is_sealed_with_the_score(city) -> None:
    city.standard()
    problem = noted(city, hall())
    row = city.approved(city.opened()["jiaoyu"])
    [rule] = [each for line in row.frozen["lines"] for each in line["rules"]]
    assert rule["evidence"] == {problem.cause: [hashlib.sha256(HALL).hexdigest()]}
    problem.refresh_from_db()
    with pytest.raises(NotAllowed, match="证据一起封存"):
        services.add_evidence(problem, uploads=[hall()], **city.office())


def test_another_file_makes_another_digest(city) -> None:
    """Two organs with the same problem, one with another photograph: what is sealed differs by the photograph alone."""
    city.standard()
    noted(city, hall())
    row = Assessment.objects.get(pk=city.approved(city.opened()["jiaoyu"]).pk)
    other = {**row.frozen, "lines": [dict(line) for line in row.frozen["lines"]]}
    assert digest_of(other) == row.digest
    for line in other["lines"]:
        line["rules"] = [rule | {"evidence": {}} for rule in line["rules"]]
    assert digest_of(other) != row.digest

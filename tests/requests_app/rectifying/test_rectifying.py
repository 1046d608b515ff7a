"""更正与自己有关的信息记录 (Regulations art. 41)."""

from datetime import date

import pytest

from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.letters.services import content_of
from portal.subjects import ref
from requests_app.rectifying import services
from requests_app.rectifying.models import RecordCorrection
from tests.requests_app.agency import CITIZEN, Role, moment, open_agency

pytestmark = pytest.mark.django_db

FILED = moment(date(2026, 3, 9))
LATER = moment(date(2026, 3, 16))
ASKED = {
    "record": "2025年危房改造登记表里的房屋面积",
    "fault": "登记为68平方米，实际是86平方米。",
    "evidence": "不动产权证书复印件",
}
CHECKED = {"checked": "调取了2025年危房改造登记表和不动产登记簿。"}
ENDINGS = {
    "correct": ("corrected", {"before": "68平方米", "after": "86平方米"}, "更正以前：68平方米；更正以后：86平方米"),
    "refuse": ("refused", {"reason": "登记簿记载的也是68平方米"}, "决定不予更正。理由：登记簿记载的也是68平方米"),
    "forward": (
        "forwarded",
        {"other_organ": "临江市自然资源局", "other_contact": "电话0000-8612399"},
        "已经转送有权更正的临江市自然资源局处理。联系方式：电话0000-8612399",
    ),
    "tell": (
        "told",
        {"other_organ": "临江市自然资源局", "other_contact": "电话0000-8612399"},
        "请您向有权更正的临江市自然资源局提出。联系方式：电话0000-8612399",
    ),
}


@pytest.fixture
def row(agency):
    return services.ask(agency.received(), **ASKED, actor=CITIZEN, at=FILED)


def clock(row):
    return Deadline.objects.of(ref(row)).get(rule="RECORD_CORRECTION")


def answered(agency, row, ending, *, role=Role.DISCLOSURE_HEAD, **values):
    return services.answer(row, ending=ending, means="post", values=CHECKED | values, **agency.as_(role, LATER))


@pytest.mark.duty("law.A4.41")
def test_the_limit_runs_from_the_day_it_was_asked(row) -> None:
    assert (row.state, row.filed_on, clock(row).due_on) == ("open", date(2026, 3, 9), date(2026, 4, 7))


@pytest.mark.duty("law.A4.41")
@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_is_told_by_letter_with_the_remedy(agency, row, ending) -> None:
    state, values, words = ENDINGS[ending]
    answered(agency, row, ending, **values)
    text = content_of(row.letter).text
    assert (row.state, row.closed_on, row.letter.template_code) == (state, date(2026, 3, 16), "R-8")
    assert words in text
    assert "张三：" in text
    assert "自收到本答复书之日起60日内依法向临江市人民政府申请行政复议" in text
    assert (clock(row).closed_on, clock(row).outcome) == (date(2026, 3, 16), "done")
    service = row.request.services.get(letter=row.letter)
    assert (service.purpose, service.to_applicant, service.sent_on) == ("notice", True, date(2026, 3, 16))


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_an_ending_needs_is_asked_for(agency, row, ending) -> None:
    _, values, _ = ENDINGS[ending]
    with pytest.raises(InvalidInput) as refused:
        answered(agency, row, ending)
    assert set(refused.value.messages) == set(values)
    row.refresh_from_db()
    assert (row.state, row.letter) == ("open", None)


def test_what_was_typed_for_another_ending_goes_nowhere(agency, row) -> None:
    answered(agency, row, "refuse", reason="证据不足", after="86平方米")
    assert row.after == ""
    assert "86平方米；" not in content_of(row.letter).text


def test_it_is_answered_once(agency, row) -> None:
    answered(agency, row, "refuse", reason="证据不足")
    with pytest.raises(StaleState):
        answered(agency, row, "correct", before="68", after="86")


@pytest.mark.parametrize("role", [Role.HANDLER, Role.INFO_CLERK, Role.DEPT_REVIEWER])
def test_the_letter_is_for_those_who_answer_for_the_organ(agency, row, role) -> None:
    with pytest.raises(NotAllowed):
        answered(agency, row, "refuse", reason="证据不足", role=role)


def test_a_clerk_enters_it_and_a_stranger_does_not(agency, city) -> None:
    request = agency.received()
    assert services.ask(request, **ASKED, **agency.as_(Role.INFO_CLERK, FILED)).filed_by == "信息员"
    other = open_agency(code="jyj", name="临江市教育局", number_code="临教发", uscc=None, parent=city)
    with pytest.raises(NotAllowed):
        services.ask(request, **ASKED, **other.as_(Role.INFO_CLERK, FILED))


def test_evidence_is_part_of_it(agency) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.ask(agency.received(), **ASKED | {"evidence": " "}, actor=CITIZEN, at=FILED)
    assert set(refused.value.messages) == {"evidence"}


def test_nobody_unreachable_is_answered(agency) -> None:
    with pytest.raises(DomainError, match="联系得上"):
        services.ask(agency.filed().request, **ASKED, actor=CITIZEN, at=FILED)


def test_the_applicant_takes_it_back(row) -> None:
    services.cancel(row, reason="已经自己办好", actor=CITIZEN, at=LATER)
    assert (row.state, clock(row).outcome) == ("cancelled", "withdrawn")


@pytest.mark.duty("S2-2.4a")
def test_what_is_written_about_a_person_is_not_in_the_trail(agency, row) -> None:
    answered(agency, row, "correct", before="68平方米", after="86平方米")
    trail = str(list(Event.objects.values_list("subject_title", "before", "after", "reason")))
    assert [word for word in ("房屋面积", "68平方米", "不动产", "张三") if word in trail] == []


def test_only_those_who_see_the_request_see_it(agency, row) -> None:
    def sees(role):
        return RecordCorrection.objects.visible_to(agency.as_(role)["actor"]).exists()

    assert sees(Role.HANDLER)
    type(row.request).objects.update(is_restricted=True)
    assert (sees(Role.HANDLER), sees(Role.DISCLOSURE_HEAD)) == (False, True)

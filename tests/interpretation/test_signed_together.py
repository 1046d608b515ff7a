"""What explains a document of the city goes before its leaders with it, and before the 常务会议 with it."""

from datetime import date

import pytest

from disclosure.documents import services as documents
from interpretation.judging.rules import responsible_for, verdict_on
from interpretation.materials import services
from interpretation.materials.models import Material, MeetingItem
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from portal.staff.queue import Moment
from portal.staff.survey import places, survey, tabs
from tests.disclosure.office import open_office
from tests.interpretation.explaining import approved, planned, written

NORMATIVE = {"is_normative": True, "title": "临江市人民政府关于印发《校园餐管理办法》的通知"}
OPINION = {"legality_organ": "市司法局", "legality_opinion": "合法。"}
MEETING = {"session": "市政府第32次常务会议", "meeting_on": date(2026, 5, 25)}
WHY = "市政府名义的文件，解读材料还没有和文件一起呈市政府负责同志审签"


@pytest.fixture
def city(db):
    office = open_office(code="szf", name="临江市人民政府", number_code="临政发", uscc=None, kind=OrganKind.GOVERNMENT)
    office.people[Role.CITY_LEADER] = office.appoint(Role.CITY_LEADER)
    return office


def cleared(office, document):
    """Approved by the head and found lawful."""
    return services.pass_legality(approved(office, document), **OPINION, **office.as_(Role.DEPT_REVIEWER))


def before_signing(city):
    """All reviews done, up to the signature."""
    document = city.draft(**NORMATIVE)
    material = cleared(city, document)
    documents.submit(document, **city.as_(Role.HANDLER))
    documents.pass_check(document, **city.as_(Role.INFO_CLERK))
    found = {"state_secret": False, "trade_secret": False, "privacy": False, "security": False}
    secrecy = {"conclusion": "active", "basis": "《保密法》"} | found
    documents.record_secrecy_review(document, **secrecy, **city.as_(Role.SECRECY_REVIEWER))
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        city.approve(document, role)
    return document, material


@pytest.mark.duty("S0-2.7.3a")
def test_a_document_of_the_city_is_not_signed_before_a_leader_saw_its_explanation(city) -> None:
    document, material = before_signing(city)
    with pytest.raises(Blocked) as error:
        city.sign(document)
    assert WHY in error.value.reasons
    services.sign_off(material, signed_off_by="分管副市长", **city.as_(Role.CITY_LEADER))
    assert city.sign(document).state == "signed"
    assert Material.objects.get().signed_off_by == "分管副市长"


@pytest.mark.duty("S0-2.7.3a")
def test_the_leader_finds_it_among_his_tasks_and_is_told(city) -> None:
    material = cleared(city, city.draft(**NORMATIVE))
    told = Notice.objects.filter(subject_line="有一份政策解读待市政府负责同志审签", channel="in_site")
    assert set(told.values_list("user", flat=True)) == {
        city.people[Role.CITY_LEADER].pk,
        city.people[Role.OFFICE_APPROVER].pk,
    }
    leader, now = city.actor(Role.CITY_LEADER), Moment(city.at, city.at)
    shown = places(leader, tabs(3)[0], survey(leader, now), start=0, stop=20, moment=now)
    due = [(row.pk, row.step, row.mine) for row in shown if row.label == "interpretation.material"]
    assert due == [(material.pk, "sign_off", True)]


@pytest.mark.duty("S0-2.7.3a")
def test_nobody_of_the_department_signs_off_and_never_without_a_name(city) -> None:
    material = cleared(city, city.draft(**NORMATIVE))
    for role in (Role.HEAD, Role.SIGNER):
        with pytest.raises(NotAllowed):
            services.sign_off(material, signed_off_by="分管副市长", **city.as_(role))
    with pytest.raises(InvalidInput):
        services.sign_off(material, signed_off_by=" ", **city.as_(Role.CITY_LEADER))


def test_a_document_of_a_department_needs_no_leader_of_the_city(office) -> None:
    material = approved(office, office.draft(is_normative=True))
    leader = actor_of(office.appoint(Role.CITY_LEADER), at=office.at)
    with pytest.raises(StaleState):
        services.sign_off(material, signed_off_by="分管副市长", actor=leader, at=office.at)


def test_a_signature_lapses_with_the_text_it_was_given_for(city) -> None:
    draft = city.draft(**NORMATIVE)
    material = services.sign_off(cleared(city, draft), signed_off_by="分管副市长", **city.as_(Role.CITY_LEADER))
    documents.edit_draft(draft, changes={"body": "另一份正文。"}, **city.as_(Role.HANDLER))
    material = Material.objects.get(pk=material.pk)
    assert (material.state, material.signed_off_by, material.signed_off_at) == ("review", "", None)


@pytest.mark.duty("S0-2.7.3c")
def test_who_releases_information_does_not_find_it_lawful(city) -> None:
    material = approved(city, city.draft(**NORMATIVE))
    with pytest.raises(NotAllowed):
        services.pass_legality(material, **OPINION, **city.as_(Role.DISCLOSURE_HEAD))


# --- 常务会议 -------------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.7.3b")
def test_an_item_of_the_meeting_takes_plan_and_explanation_along(office) -> None:
    draft = office.draft(is_normative=True)
    with pytest.raises(Blocked) as error:
        services.bring_to_meeting(draft, **MEETING, **office.as_(Role.HANDLER))
    assert list(error.value.reasons) == [
        "还没有编解读方案，不能提请常务会议审议",
        "解读材料还没有审定，不能作为议题附件",
    ]
    approved(office, draft)
    item = services.bring_to_meeting(draft, **MEETING, **office.as_(Role.HANDLER))
    assert (item.materials, item.meeting_on) == (["招生通知解读"], date(2026, 5, 25))


@pytest.mark.duty("S0-2.7.3b")
def test_a_delay_does_not_spare_the_meeting_its_papers(office) -> None:
    draft = office.draft(is_normative=True)
    written(office, draft)
    services.delay(draft, reason="图解还在制作。", **office.as_(Role.HEAD))
    with pytest.raises(Blocked):
        services.bring_to_meeting(draft, **MEETING, **office.as_(Role.HANDLER))
    assert not MeetingItem.objects.exists()


def test_a_meeting_is_entered_once_by_those_who_drafted(office) -> None:
    draft = office.draft(is_normative=True)
    approved(office, draft)
    services.bring_to_meeting(draft, **MEETING, **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput, match="已经登记过"):
        services.bring_to_meeting(draft, **MEETING, **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.bring_to_meeting(draft, **MEETING | {"session": "第33次"}, **office.as_(Role.SIGNER))


# --- who explains ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (OrganKind.GOVERNMENT, "government"),
        (OrganKind.TOWNSHIP, "own"),
        (OrganKind.SUBDISTRICT, "own"),
        (OrganKind.DEPARTMENT, "own"),
        (OrganKind.AFFILIATED, "own"),
        (OrganKind.AUTHORIZED, "own"),
    ],
)
@pytest.mark.duty("S0-2.2")
def test_each_of_the_six_kinds_of_organs_explains_its_own_documents(db, kind, code) -> None:
    office = open_office(kind=kind)
    draft = office.draft(is_normative=True)
    assert (verdict_on(draft).needs, verdict_on(draft).code) == (True, code)
    assert responsible_for(draft).organ == office.organ
    assert planned(office, draft).organ == office.organ

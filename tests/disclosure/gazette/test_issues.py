"""An issue from the first piece to the page it stands on, and what the gazette is still owed."""

from datetime import date, timedelta

import pytest

from disclosure.documents import services as documents
from disclosure.gazette import selectors, services
from disclosure.gazette.models import GazetteDelivery, GazetteEntry, GazetteIssue
from portal.accounts.models import Organ
from portal.accounts.selectors import actor_of
from portal.accounts.services import merge_organs
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from tests.disclosure.gazette.issues import opened, published, with_documents
from tests.disclosure.office import FOUNDED, MORNING, open_office

RULES = "临江市教育局关于印发《民办学校管理办法》的通知"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def rules(office):
    return office.published(is_normative=True, title=RULES)


@pytest.mark.duty("S3-5.5a")
def test_a_normative_document_is_owed_until_an_issue_with_it_is_out(office, rules) -> None:
    office.published()
    at = MORNING + timedelta(days=9)
    assert [(row.document, row.days, row.planned) for row in selectors.owed(at=at)] == [(rules, 9, "")]
    issue = with_documents(office, rules)
    assert [row.planned for row in selectors.owed(at=at)] == ["2026年第1期"]
    assert (selectors.figures().due, selectors.figures().printed) == (1, 0)
    services.submit(issue, **office.as_(Role.INFO_CLERK))
    services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))
    assert selectors.owed(at=at) == []
    assert selectors.figures().rate == "100.0%"


@pytest.mark.duty("S3-5.5a")
def test_what_an_outside_organ_made_or_what_no_longer_holds_is_not_owed(office, rules) -> None:
    Organ.objects.filter(pk=office.organ.pk).update(kind=OrganKind.OUTSIDE)
    assert selectors.owed(at=MORNING) == []
    Organ.objects.filter(pk=office.organ.pk).update(kind=OrganKind.DEPARTMENT)
    rules.__class__.objects.filter(pk=rules.pk).update(validity="废止")
    assert selectors.owed(at=MORNING) == []


@pytest.mark.duty("S3-5.5b")
def test_the_department_owes_its_document_from_the_day_it_is_out(office) -> None:
    city = open_office(code="zfb", name="临江市人民政府办公室", number_code="临政办发", uscc=None)
    opened(city)
    document = office.published(is_normative=True)
    delivery = GazetteDelivery.objects.get()
    clock = Deadline.objects.get(rule="GAZETTE_DELIVERY")
    assert (delivery.document, delivery.organ, delivery.office) == (document, office.organ, city.organ)
    assert (clock.due_on, clock.organ, clock.closed_at) == (date(2026, 5, 28), office.organ, None)
    with pytest.raises(InvalidInput) as refused:
        services.deliver(delivery, contact="", **office.as_(Role.INFO_CLERK))
    assert refused.value.messages == {"contact": "请填写专人和电话"}
    with pytest.raises(NotAllowed):
        services.deliver(delivery, contact="小李", **city.as_(Role.INFO_CLERK))
    services.deliver(delivery, contact="政策法规科 0000-8612601", **office.as_(Role.INFO_CLERK))
    assert Deadline.objects.get(pk=clock.pk).outcome == "done"
    with pytest.raises(NotAllowed):
        services.hand_back(delivery, reason="缺附件", **office.as_(Role.INFO_CLERK))
    services.hand_back(delivery, reason="缺附件", **city.as_(Role.INFO_CLERK))
    assert delivery.get_state_display() == "待送交"
    assert Deadline.objects.filter(rule="GAZETTE_DELIVERY", closed_at=None).count() == 1


@pytest.mark.duty("S3-5.5b")
def test_what_is_printed_or_taken_down_is_owed_no_longer(office) -> None:
    issue = opened(office)
    printed, gone = office.published(is_normative=True), office.published(is_normative=True, title="另一个办法")
    documents.withdraw(gone, reason="另行制定", **office.as_(Role.SIGNER))
    services.add_document(issue, document=printed, section="department", **office.as_(Role.INFO_CLERK))
    services.submit(issue, **office.as_(Role.INFO_CLERK))
    services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))
    states = dict(GazetteDelivery.objects.values_list("document", "state"))
    assert states == {printed.pk: "placed", gone.pk: "dropped"}
    assert not Deadline.objects.filter(rule="GAZETTE_DELIVERY", closed_at=None).exists()


@pytest.mark.duty("S3-5.5b")
def test_the_gazette_office_asks_for_what_was_out_before_there_was_a_gazette(office, rules) -> None:
    with pytest.raises(InvalidInput):
        services.ask_for(document=rules, **office.as_(Role.INFO_CLERK))
    opened(office)
    delivery = services.ask_for(document=rules, **office.as_(Role.INFO_CLERK))
    assert delivery.get_state_display() == "待送交"
    with pytest.raises(InvalidInput):
        services.ask_for(document=rules, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S3-5.5a", "S1-4.2a")
def test_an_issue_is_reviewed_by_another_person_and_has_its_pages_counted(office, rules) -> None:
    issue = with_documents(office, rules)
    values = {
        "section": "chronicle",
        "title": "大事记（2026年4月）",
        "text": "4月2日\t市教育局召开会议。\n4月3日\t下乡。",
    }
    services.add_text(issue, values=values, **office.as_(Role.INFO_CLERK))
    services.submit(issue, **office.as_(Role.INFO_CLERK))
    assert [(row.pages, row.is_standard) for row in issue.entries.all()] == [("第1页", True), ("第2页", False)]
    same = office.appoint(Role.SIGNER, name="也是编辑")
    GazetteIssue.objects.filter(pk=issue.pk).update(editor=same)
    issue.refresh_from_db()
    with pytest.raises(NotAllowed, match="自己编的公报不能由自己审核"):
        services.publish(issue, actor=actor_of(same, at=MORNING), at=MORNING)
    services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))
    assert issue.is_public


def test_an_empty_issue_goes_nowhere(office) -> None:
    with pytest.raises(Blocked) as blocked:
        services.submit(opened(office), **office.as_(Role.INFO_CLERK))
    assert blocked.value.reasons == ("这一期还没有内容",)


@pytest.mark.duty("S3-5.5a")
def test_what_was_corrected_on_the_site_is_not_printed_as_it_was(office, rules) -> None:
    issue = with_documents(office, rules)
    services.submit(issue, **office.as_(Role.INFO_CLERK))
    type(rules).objects.filter(pk=rules.pk).update(body="改过的正文。")
    with pytest.raises(Blocked, match="已经更正，请退回"):
        services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))
    services.send_back(issue, reason="文本更新", **office.as_(Role.DISCLOSURE_HEAD))
    services.submit(issue, **office.as_(Role.INFO_CLERK))
    services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))
    assert GazetteEntry.objects.get().text == "改过的正文。"


def test_a_number_is_given_once_and_free_again_after_it_was_given_up(office) -> None:
    issue = opened(office)
    with pytest.raises(InvalidInput) as refused:
        opened(office)
    assert refused.value.messages == {"number": "2026年第1期或者这个总期号已经有了"}
    services.cancel(issue, reason="编错了", **office.as_(Role.INFO_CLERK))
    assert opened(office).label == "2026年第1期"


def test_one_organ_keeps_the_gazette(office) -> None:
    opened(office)
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    with pytest.raises(NotAllowed, match="政府公报由临江市教育局编"):
        opened(other, number=2)


def test_a_draft_is_printed_by_nobody(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.add_document(
            opened(office), document=office.draft(), section="department", **office.as_(Role.INFO_CLERK)
        )
    assert refused.value.messages == {"document": "文件还没有公开，不能编入公报"}


def test_pieces_are_put_in_order_and_taken_out(office) -> None:
    issue = with_documents(office, *(office.published(title=f"通知{number}") for number in "甲乙丙"))
    _, second, third = issue.entries.all()
    given = {"section": "other", "page_from": None, "page_to": None}
    services.edit_entry(issue, entry=third, position=1, **given, **office.as_(Role.INFO_CLERK))
    assert [row.title for row in issue.entries.all()] == ["通知丙", "通知甲", "通知乙"]
    services.remove_entry(issue, entry=issue.entries.get(title="通知甲"), **office.as_(Role.INFO_CLERK))
    assert [(row.position, row.title) for row in issue.entries.all()] == [(1, "通知丙"), (2, "通知乙")]
    with pytest.raises(InvalidInput) as refused:
        services.edit_entry(
            issue, entry=second, position=1, section="other", page_from=3, page_to=2, **office.as_(Role.INFO_CLERK)
        )
    assert refused.value.messages == {"page_to": "结束页不能在起始页前面"}


@pytest.mark.duty("S3-5.5a")
def test_a_correction_stands_with_the_issue(office, rules, client) -> None:
    issue = published(office, rules)
    [entry] = issue.entries.all()
    with pytest.raises(DomainError):
        services.correct(issue, entry=entry, reason=" ", **office.as_(Role.DISCLOSURE_HEAD))
    services.correct(issue, entry=entry, reason="页码印错", page_to=3, **office.as_(Role.DISCLOSURE_HEAD))
    shown = client.get("/gazette/2026/1/?x").content.decode()
    assert f"<li>2026年5月21日　{RULES}：页码印错</li>" in shown
    assert "第1—3页" in shown
    with pytest.raises(StaleState):
        services.edit_entry(
            issue, entry=entry, position=1, section="other", page_from=1, page_to=1, **office.as_(Role.INFO_CLERK)
        )


def test_a_reform_moves_what_is_under_way(office, rules) -> None:
    issue = with_documents(office, rules)
    delivery = services.ask_for(document=rules, **office.as_(Role.INFO_CLERK))
    heir = Organ.objects.create(
        name="临江市教育和体育局", short_name="市教体局", code="jtj", kind=OrganKind.DEPARTMENT, active_from=FOUNDED
    )
    merge_organs([office.organ], into=heir, basis="机构改革方案", actor=SYSTEM, at=MORNING)
    issue.refresh_from_db()
    delivery.refresh_from_db()
    assert {issue.organ, delivery.organ, delivery.office} == {heir}

"""三同步: a document that has to be explained goes nowhere without its explanation, and out together with it."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.documents import services as documents
from interpretation.judging.services import judge
from interpretation.materials import services
from interpretation.materials.models import Material
from interpretation.materials.reform import move_materials
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from tests.disclosure.office import MORNING, NOTHING_SECRET, open_office
from tests.interpretation.explaining import approved, planned, published, submitted, written

THURSDAY = date(2026, 5, 21)
NORMATIVE = {"is_normative": True, "title": "临江市教育局关于印发《校园餐管理办法》的通知"}


def send(office, document):
    return documents.submit(document, **office.as_(Role.HANDLER))


def reasons(error) -> list[str]:
    return [reason for reason in error.value.reasons if "解读" in reason]


@pytest.mark.duty("S0-2.7.0b", "S0-2.7.1", "S2-4.5a", "S3-3.3.1a")
def test_a_draft_without_plan_and_explanation_is_not_sent_up(office) -> None:
    draft = office.draft(**NORMATIVE)
    with pytest.raises(Blocked) as error:
        send(office, draft)
    assert reasons(error) == [
        "以本单位名义印发的行政规范性文件必须解读：教育局还没有编解读方案",
        "以本单位名义印发的行政规范性文件必须解读：教育局还没有写解读材料，材料不齐的退文",
    ]
    assert office.fresh(draft).state == "draft"


@pytest.mark.duty("S0-2.7.2", "S3-3.3.1b", "S3-3.3.1c")
def test_an_explanation_the_head_has_not_approved_is_not_enough(office) -> None:
    draft = office.draft(**NORMATIVE)
    material = submitted(office, draft)
    with pytest.raises(Blocked) as error:
        send(office, draft)
    assert reasons(error) == ["以本单位名义印发的行政规范性文件必须解读：解读材料还没有经教育局主要负责人审定"]
    services.approve(material, **office.as_(Role.HEAD))
    assert send(office, draft).state == "checking"


@pytest.mark.duty("S0-2.7.2")
def test_nobody_but_the_head_approves_and_never_his_own_text(office) -> None:
    material = submitted(office, office.draft(**NORMATIVE))
    with pytest.raises(NotAllowed):
        services.approve(material, **office.as_(Role.SIGNER))
    Material.objects.filter(pk=material.pk).update(writer=office.people[Role.HEAD])
    with pytest.raises(NotAllowed, match="自己写的材料"):
        services.approve(Material.objects.get(pk=material.pk), **office.as_(Role.HEAD))


@pytest.mark.duty("S0-2.7.4a", "S2-4.5c", "S3-3.3.1e")
def test_document_and_explanation_go_out_in_the_same_moment(office) -> None:
    document = office.published(**NORMATIVE)
    material = Material.objects.get()
    assert (material.state, material.published_at) == ("published", document.published_at)
    assert (material.is_with_document, material.is_late) == (True, False)


def test_a_plain_notice_needs_no_explanation(office) -> None:
    assert office.published().state == "published"
    assert not Material.objects.exists()


@pytest.mark.duty("S0-2.3.5")
def test_what_is_marked_after_it_was_signed_is_stopped_before_it_is_published(office) -> None:
    document = office.signed()
    judge(document, is_marked=True, reason="热线问得多", **office.as_(Role.INFO_CLERK))
    with pytest.raises(Blocked) as error:
        documents.publish(document, **office.as_(Role.INFO_CLERK))
    assert reasons(error)[0] == "由人标记为需要解读：教育局还没有编解读方案"
    with pytest.raises(Blocked):
        documents.schedule(document, publish_after=MORNING + timedelta(hours=5), **office.as_(Role.INFO_CLERK))


@pytest.mark.parametrize("stage", ["checked", "reviewed"])
def test_what_is_marked_on_its_way_is_stopped_at_the_next_desk(office, stage) -> None:
    if stage == "checked":
        document = office.submitted()
        judge(document, is_marked=True, reason="热线问得多", **office.as_(Role.INFO_CLERK))
        with pytest.raises(Blocked):
            documents.pass_check(document, **office.as_(Role.INFO_CLERK))
    else:
        document = office.reviewed()
        judge(document, is_marked=True, reason="热线问得多", **office.as_(Role.INFO_CLERK))
        with pytest.raises(Blocked):
            office.sign(document)


def test_what_is_not_for_the_public_is_not_explained(office) -> None:
    draft = office.draft(**NORMATIVE, attribute="on_request", withholding_basis="X16a")
    assert send(office, draft).state == "checking"


# --- later than the document --------------------------------------------------------------------------


def delayed(office, **signing):
    """Published on Thursday 21 May 2026 with a delay settled; the explanation is written and not approved."""
    draft = office.draft(**NORMATIVE)
    material = written(office, draft)
    services.delay(draft, reason="图解还在制作。", **office.as_(Role.HEAD))
    send(office, draft)
    documents.pass_check(draft, **office.as_(Role.INFO_CLERK))
    clean = {"conclusion": "active", "basis": "《保密法》"} | NOTHING_SECRET
    documents.record_secrecy_review(draft, **clean, **office.as_(Role.SECRECY_REVIEWER))
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        office.approve(draft, role)
    office.sign(draft, **({"printed_on": THURSDAY} | signing))
    documents.publish(draft, **office.as_(Role.INFO_CLERK))
    return office.fresh(draft), Material.objects.get(pk=material.pk)


@pytest.mark.duty("S0-2.7.4b", "S1-5.4d", "S2-4.5b")
def test_a_delay_needs_the_head_a_reason_and_a_text_begun_and_opens_both_clocks(office) -> None:
    draft = office.draft(**NORMATIVE)
    planned(office, draft)
    with pytest.raises(InvalidInput, match="还没有起草"):
        services.delay(draft, reason="图解还在制作。", **office.as_(Role.HEAD))
    draft.delete()
    document, material = delayed(office)
    assert (document.state, material.state) == ("published", "draft")
    due = dict(Deadline.objects.filter(subject_label="interpretation.material").values_list("rule", "due_on"))
    assert due == {"INTERPRET": date(2026, 5, 26), "INTERPRET_ONLINE": date(2026, 5, 26)}


@pytest.mark.duty("S0-2.7.4b")
def test_a_delay_is_not_settled_by_a_clerk_nor_without_a_reason(office) -> None:
    draft = office.draft(**NORMATIVE)
    written(office, draft)
    with pytest.raises(NotAllowed):
        services.delay(draft, reason="图解还在制作。", **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput):
        services.delay(draft, reason=" ", **office.as_(Role.HEAD))


@pytest.mark.parametrize(
    ("day", "is_late"),
    [(datetime(2026, 5, 26, 17, 0, tzinfo=SHANGHAI), False), (datetime(2026, 5, 27, 9, 0, tzinfo=SHANGHAI), True)],
)
@pytest.mark.duty("S0-2.7.4b", "S2-4.5b")
def test_the_explanation_that_follows_is_late_after_three_working_days(office, day, is_late) -> None:
    _, material = delayed(office)
    office.at = day
    services.submit(material, **office.as_(Role.HANDLER))
    services.approve(material, **office.as_(Role.HEAD))
    services.publish(material, **office.as_(Role.INFO_CLERK))
    assert Material.objects.get().is_late is is_late
    assert not Deadline.objects.running().filter(subject_label="interpretation.material").exists()


@pytest.mark.duty("S2-4.5b")
def test_the_clock_that_ends_first_decides(office) -> None:
    """Printed on Monday 18 May, online on Thursday 21: three working days from printing are over on that Thursday."""
    monday = date(2026, 5, 18)
    delayed(office, formed_on=monday, printed_on=monday)
    running = Deadline.objects.running().filter(subject_label="interpretation.material").order_by("due_on")
    assert list(running.values_list("rule", "due_on")) == [
        ("INTERPRET", date(2026, 5, 21)),
        ("INTERPRET_ONLINE", date(2026, 5, 26)),
    ]


# --- before and after ---------------------------------------------------------------------------------


@pytest.mark.duty("S3-3.3.1d")
def test_a_briefing_goes_out_before_the_document_and_is_no_substitute(office) -> None:
    draft = office.draft(**NORMATIVE)
    material = approved(office, draft, stage="before", title="校园餐新规吹风")
    services.publish(material, **office.as_(Role.INFO_CLERK))
    assert Material.objects.public().get() == material
    with pytest.raises(Blocked):
        send(office, draft)


@pytest.mark.duty("S3-3.3.1e")
def test_what_goes_along_cannot_be_first(office) -> None:
    material = approved(office, office.draft(**NORMATIVE))
    with pytest.raises(Blocked, match="文件还没有公开"):
        services.publish(material, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S3-3.3.1f")
def test_one_document_is_explained_several_times(office) -> None:
    document = office.published(**NORMATIVE)
    again = published(office, document, title="校园餐，家长问得最多的五件事")
    assert (again.number, Material.objects.public().count()) == (2, 2)


def test_with_the_document_its_explanation_leaves_the_page_and_comes_back(office) -> None:
    document = office.published(**NORMATIVE)
    documents.recall(document, reason="附件有误", **office.as_(Role.SIGNER))
    assert not Material.objects.public().exists()
    documents.rework(document, **office.as_(Role.HANDLER))
    office.to_publication(document)
    assert Material.objects.public().count() == 1


@pytest.mark.duty("S2-7.5c")
def test_a_reform_hands_what_is_under_way_to_the_heir_and_leaves_what_is_out(office) -> None:
    out = office.published(**NORMATIVE)
    under_way = written(office, office.draft(is_normative=True))
    heir = open_office(code="jtj", name="临江市教育体育局", number_code="临教体发", uscc=None)
    estate = Succession(office.organ, heir.organ, date(2026, 6, 1), SYSTEM, MORNING)
    moved = move_materials(estate)
    assert [row.pk for row in moved] == [under_way.pk]
    assert Material.objects.get(pk=under_way.pk).organ == heir.organ
    assert out.materials.get().organ == office.organ

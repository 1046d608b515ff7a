"""The text changes after its explanation was approved: the approval was for another text, and somebody looks again."""

import pytest
from django.test import Client
from django.utils import timezone

from disclosure.documents import services as documents
from interpretation.materials import services
from interpretation.materials.models import Material
from portal.accounts.models import User
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, NotAllowed, StaleState
from portal.notices.models import Notice
from portal.staff.queue import Moment
from portal.staff.survey import places, survey, tabs
from tests.disclosure.office import ALL_CHECKED, NOTHING_SECRET
from tests.interpretation.explaining import approved, published, submitted, written

NORMATIVE = {"is_normative": True, "title": "临江市教育局关于印发《校园餐管理办法》的通知"}
OTHER_TEXT = {"body": "各县（市、区）教育局：\n报名改到2026年7月1日开始。"}
WHY = "以本单位名义印发的行政规范性文件必须解读：解读材料审定以后文件又改过，等教育局主要负责人对照以后重新审定"


def edit(office, document, **changes):
    return documents.edit_draft(document, changes=changes or OTHER_TEXT, **office.as_(Role.HANDLER))


def correct(office, document, **changes):
    """Through its three pairs of eyes and the secrecy review."""
    proposal = {"changes": changes or OTHER_TEXT, "reason": "日期有误"} | ALL_CHECKED
    documents.propose_correction(document, **proposal, **office.as_(Role.HANDLER))
    documents.clear_correction(document, basis="《保密法》", **NOTHING_SECRET, **office.as_(Role.SECRECY_REVIEWER))
    documents.check_correction(document, **ALL_CHECKED, **office.as_(Role.DEPT_REVIEWER))
    return documents.correct(document, **ALL_CHECKED, **office.as_(Role.SIGNER))


def fresh(material):
    return Material.objects.get(pk=material.pk)


@pytest.mark.duty("S0-2.7.0b")
def test_a_draft_that_was_rewritten_waits_until_its_explanation_is_approved_again(office) -> None:
    draft = office.draft(**NORMATIVE)
    material = approved(office, draft)
    edit(office, draft)
    material = fresh(material)
    assert (material.state, material.recheck_at, material.approver) == ("review", office.at, None)
    with pytest.raises(Blocked) as error:
        documents.submit(draft, **office.as_(Role.HANDLER))
    assert [reason for reason in error.value.reasons if "解读" in reason] == [WHY]
    services.approve(material, **office.as_(Role.HEAD))
    assert fresh(material).recheck_at is None
    assert documents.submit(draft, **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.duty("S0-2.7.0b")
def test_who_has_to_look_again_is_told_and_the_trail_says_why(office, client, settings) -> None:
    draft = office.draft(**NORMATIVE)
    material = approved(office, draft)
    edit(office, draft)
    lapsed = Event.objects.get(act="lapse")
    assert (lapsed.actor_name, lapsed.reason) == ("系统", "文件正文在解读审定以后改过，要对照改动以后的文件再看一遍")
    told = Notice.objects.filter(subject_line="文件改过，有一份政策解读要重新审定", channel="in_site")
    assert set(told.values_list("user__username", flat=True)) == {"jyj-head-", "jyj-handler-", "jyj-info_clerk-"}
    settings.STAFF_OTP_REQUIRED = False
    User.objects.update(is_staff=True, password_changed_at=timezone.now())
    client.force_login(office.people[Role.HEAD], backend="portal.accounts.backends.AppointmentBackend")
    page = client.get(f"/admin/interpretation/material/{material.pk}/change/")
    assert "审定以后文件又改过" in page.content.decode()
    shown = client.get("/admin/interpretation/material/").content.decode()
    assert '<span class="tag tag-warn">待主要负责人审定，文件改过</span>' in shown


def test_a_document_sent_back_and_rewritten_needs_the_head_again(office) -> None:
    document = office.submitted(**NORMATIVE)
    documents.send_back(document, reason_code="other", note="日期不对", **office.as_(Role.INFO_CLERK))
    edit(office, document)
    assert Material.objects.get().state == "review"


def test_another_layout_or_number_is_no_other_text(office) -> None:
    draft = office.draft(**NORMATIVE)
    material = approved(office, draft)
    edit(office, draft, body=f"{draft.body}\n", contact="招生科")
    assert fresh(material).state == "approved"


def test_a_file_added_to_the_draft_is_another_text(office) -> None:
    draft = office.draft(**NORMATIVE)
    material = approved(office, draft)
    office.attach(draft)
    assert fresh(material).state == "review"


def test_what_nobody_has_approved_yet_stays_with_its_writer_and_is_measured_anew(office) -> None:
    draft = office.draft(**NORMATIVE)
    copied = "家长反映报名时间每年不同，今年起固定下来，各学校六月起开放报名并公布学区范围。"
    material = written(office, draft, background=copied)
    edit(office, draft, body=copied)
    assert (fresh(material).state, material.similarity) == ("draft", 0)
    assert fresh(material).similarity > 0


@pytest.mark.duty("S0-2.7.3c")
def test_an_opinion_on_legality_lapses_with_the_approval(office) -> None:
    draft = office.draft(**NORMATIVE, kind="部门规章")
    material = approved(office, draft)
    found = {"legality_organ": "本单位法规科", "legality_opinion": "合法。"}
    services.pass_legality(material, **found, **office.as_(Role.DEPT_REVIEWER))
    edit(office, draft)
    material = fresh(material)
    assert (material.state, material.legality_opinion, material.legality_at) == ("review", "", None)


# --- after publication ----------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.7.0b")
def test_a_correction_of_the_published_text_gives_the_organ_a_task(office) -> None:
    document = office.published(**NORMATIVE)
    material = Material.objects.get()
    correct(office, document)
    material = fresh(material)
    assert (material.state, material.recheck_at) == ("published", office.at)
    notice = "文件在2026年5月21日更正过，解读单位正在核对"
    assert notice in Client().get(material.get_absolute_url()).content.decode()
    now = Moment(office.at, office.at)
    head = office.actor(Role.HEAD)
    shown = places(head, tabs(3)[0], survey(head, now), start=0, stop=20, moment=now)
    assert [(row.label, row.pk, row.step, row.mine) for row in shown] == [
        ("interpretation.material", material.pk, "confirm", True)
    ]
    services.confirm(material, reason="解读没有提到报名日期。", **office.as_(Role.HEAD))
    assert fresh(material).recheck_at is None
    assert notice not in Client().get(material.get_absolute_url()).content.decode()


@pytest.mark.duty("S0-2.7.0b")
def test_only_the_head_says_that_it_still_holds_and_only_when_there_is_something_to_check(office) -> None:
    document = office.published(**NORMATIVE)
    material = Material.objects.get()
    with pytest.raises(StaleState):
        services.confirm(material, reason="没有变化。", **office.as_(Role.HEAD))
    correct(office, document)
    with pytest.raises(NotAllowed):
        services.confirm(fresh(material), reason="没有变化。", **office.as_(Role.INFO_CLERK))


def test_a_second_correction_before_anybody_looked_asks_once(office) -> None:
    document = office.published(**NORMATIVE)
    correct(office, document)
    correct(office, document, body="报名改到2026年8月1日开始。")
    assert Event.objects.filter(act="recheck").count() == 1


def test_a_correction_that_touches_no_text_asks_nobody(office) -> None:
    document = office.published(**NORMATIVE)
    correct(office, document, contact="招生科")
    assert Material.objects.get().recheck_at is None


def test_a_recalled_document_does_not_go_out_again_with_the_explanation_of_another_text(office) -> None:
    document = office.published(**NORMATIVE)
    documents.recall(document, reason="日期有误", **office.as_(Role.SIGNER))
    documents.rework(document, **office.as_(Role.HANDLER))
    edit(office, document)
    with pytest.raises(Blocked) as error:
        documents.submit(document, **office.as_(Role.HANDLER))
    assert [reason for reason in error.value.reasons if "解读" in reason] == [WHY]
    services.confirm(Material.objects.get(), reason="解读没有提到报名日期。", **office.as_(Role.HEAD))
    assert documents.submit(document, **office.as_(Role.HANDLER)).state == "checking"


def test_a_further_round_is_checked_too_and_a_briefing_that_is_out_is_not(office) -> None:
    draft = office.draft(**NORMATIVE)
    briefing = services.publish(approved(office, draft, stage="before"), **office.as_(Role.INFO_CLERK))
    approved(office, draft)
    office.to_publication(draft)
    later = published(office, office.fresh(draft), title="五个问题")
    waiting = submitted(office, office.fresh(draft), title="又五个问题", stage="after")
    correct(office, office.fresh(draft))
    assert [fresh(row).recheck_at for row in (briefing, later, waiting)] == [None, office.at, None]

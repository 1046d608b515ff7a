"""The way of an explanation through the staff site: begun on its document, approved, out together with it."""

from datetime import timedelta

import pytest

from interpretation.materials.models import Material
from interpretation.questions.services import ask
from portal.accounts.states import Role
from tests.interpretation.explaining import PLANNED, SAID, WRITTEN, submitted, written
from tests.staff.test_coordination import lines, press

DOCUMENT = "/admin/disclosure/document/"


def typed(values):
    """As a browser sends it: ticked boxes say on, others nothing."""
    plain = {name: value for name, value in values.items() if value not in (False, None)}
    return {name: "on" if value is True else value for name, value in plain.items()}


@pytest.mark.duty("S0-2.7.0b", "S0-2.7.1", "S0-2.7.2")
def test_what_is_missing_is_said_and_mended_on_the_case_page_of_the_document(office, sign_in) -> None:
    draft = office.draft(is_normative=True)
    desk = sign_in(Role.HANDLER)
    case = desk.get(f"{DOCUMENT}{draft.pk}/change/").content.decode()
    assert "以本单位名义印发的行政规范性文件必须解读：教育局还没有写解读材料" in case
    assert '<a href="act/explain/">现在补</a>' in case
    assert press(desk, draft, "plan", **typed(PLANNED)).status_code == 302
    assert press(desk, draft, "explain", **typed(WRITTEN)).status_code == 302
    material = Material.objects.get()
    assert (material.state, material.elements) == ("draft", SAID)
    assert press(desk, material, "submit").status_code == 302
    head = sign_in(Role.HEAD)
    assert ("招生通知解读", "审定解读") in lines(head)
    assert press(head, material, "approve").status_code == 302
    desk = sign_in(Role.HANDLER)
    assert press(desk, draft, "submit").status_code == 302
    assert office.fresh(draft).state == "checking"


def test_the_form_asks_first_for_what_this_document_needs(office, sign_in) -> None:
    draft = office.draft()
    desk = sign_in(Role.HANDLER)
    assert press(desk, draft, "judge", traits=["enterprise"], grounds=["reach"]).status_code == 302
    form = desk.get(f"{DOCUMENT}{draft.pk}/change/act/explain/").context["form"]
    due = [field.label for field in dict(form.groups())["必须写的要素"]]
    assert due[:6] == ["制定背景", "制定依据", "目标", "重点任务", "主要内容", "涉及范围"]
    assert due[6:] == ["申报流程", "申报材料清单", "咨询人员及联系方式"]


@pytest.mark.duty("S0-2.5.0")
def test_an_extract_is_shown_beside_the_document(office, sign_in, settings) -> None:
    settings.INTERPRETATION_COPIED_PERCENT = 60
    sentence = "报名从2026年6月10日开始，家长登录平台提交户口簿和房产证明，学校逐一核对。"
    draft = office.draft(is_normative=True, body=f"各学校：\n{sentence}")
    material = submitted(office, draft, **dict.fromkeys(SAID, sentence))
    case = sign_in(Role.HEAD).get(f"/admin/interpretation/material/{material.pk}/change/").content.decode()
    assert "像是文件要点摘抄" in case
    assert f"<mark>{sentence.removesuffix('。')}</mark>" in case


def test_a_text_in_own_words_is_not_called_an_extract(office, sign_in) -> None:
    material = submitted(office, office.draft(is_normative=True))
    case = sign_in(Role.HEAD).get(f"/admin/interpretation/material/{material.pk}/change/").content.decode()
    assert "像是文件要点摘抄" not in case
    assert "十一项要素写了4项（36%）" in case


@pytest.mark.duty("S0-2.8b", "S2-4.7a")
def test_what_is_not_written_waits_for_its_writer_and_the_oversight_office_sees_it(office, sign_in) -> None:
    material = written(office, office.draft(is_normative=True))
    assert ("招生通知解读", "写好并送审定") in lines(sign_in(Role.HANDLER))
    oversight = office.appoint(Role.OVERSIGHT)
    listed = sign_in(oversight).get("/admin/interpretation/material/?state=draft").content.decode()
    assert f"/admin/interpretation/material/{material.pk}/change/" in listed


def test_the_case_page_of_a_plain_document_says_that_none_is_needed(office, sign_in) -> None:
    case = sign_in(Role.HANDLER).get(f"{DOCUMENT}{office.draft().pk}/change/").content.decode()
    assert "不属于必须解读的文件，也没有判定要解读" in case


@pytest.mark.duty("S1-4.1b", "S3-3.3.1g")
def test_a_question_goes_from_desk_to_desk_to_the_page(office, sign_in) -> None:
    document = office.published(is_normative=True)
    row = ask(document, question="什么时候报名？", contact="13812345678", at=office.at)
    desk = sign_in(Role.HANDLER)
    assert ("什么时候报名？", "答复政策咨询") in lines(desk)
    case = desk.get(f"/admin/interpretation/question/{row.pk}/change/").content.decode()
    assert ("138****5678" in case, "13812345678" in case) == (True, False)
    assert press(desk, row, "answer", question="什么时候报名？", answer="六月十日。").status_code == 302
    head = sign_in(Role.DISCLOSURE_HEAD)
    assert ("什么时候报名？", "审核答复") in lines(head)
    assert press(head, row, "publish").status_code == 302
    assert "六月十日。" in head.get(f"/documents/{document.pk}/").content.decode()


@pytest.mark.duty("S3-3.3.1g")
def test_the_list_says_which_document_wants_another_round(office, sign_in) -> None:
    document = office.published(is_normative=True)
    later = office.at + timedelta(minutes=1)
    for wanted in (False, False, True):
        ask(document, question="什么时候报名？", contact="", at=later)
        listed = sign_in(Role.HANDLER).get("/admin/interpretation/question/").content.decode()
        assert ("要再解读一次" in listed) is wanted

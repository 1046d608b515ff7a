"""What the letters of an answer say, what a clerk may reword, what they cannot do without."""

from datetime import date

import pytest

from portal.accounts.selectors import actor_of
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.letters.models import Letter
from portal.letters.services import content_of
from portal.letters.templates import all_templates
from requests_app.answering import selectors, services
from requests_app.answering.models import Wording
from requests_app.outcomes import OUTCOMES
from tests.requests_app.agency import MORNING, Role
from tests.requests_app.answering.steps import decided, reviewed, signed
from tests.requests_app.answering.ways import R

pytestmark = pytest.mark.django_db


def draft(request, on=date(2026, 3, 2)):
    [found] = selectors.drafts_of(request, on=on)
    return found


@pytest.mark.duty("S2-2.10.2")
def test_a_letter_says_who_asked_what_when_and_how_it_came(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.5-5")
    signed(agency, request)
    letter = Letter.objects.get(template_code="R-3.5")
    assert letter.number == "临住建公开〔2026〕1号"
    assert (letter.title, letter.dated) == ("政府信息不予公开答复书", date(2026, 3, 2))
    assert content_of(letter).text == "\n".join(
        [
            "张三：",
            "本机关于2026年3月2日收到您通过互联网提交的政府信息公开申请（申请编号：临住建2026-0001）。",
            "您申请公开的内容是：",
            "翠湖里小区2025年加装电梯工程的施工合同和竣工验收报告",
            "经审查，您申请公开的信息属于行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息。"
            f"根据{R}第十六条第一款、第三十六条第三项的规定，本机关决定不予公开。",
            "该信息公开后会产生上述后果，本机关经研究决定不予公开。",
            "经审查，上述信息不能作区分处理。",
            f"以上答复依据{R}第十六条第一款、{R}第三十六条第三项作出。",
            "如对本答复不服，应当自收到本答复书之日起60日内先向临江市人民政府申请行政复议"
            "（地址：临江市人民政府行政复议接待室，网上渠道：https://fuyi.linjiang.example/）；"
            "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内依法向有管辖权的人民法院提起行政诉讼。",
            "如需咨询，可以联系临江市住房和城乡建设局政府信息公开工作机构，"
            "电话：0000-8612366，地址：临江市云亭路18号。",
        ]
    )


@pytest.mark.duty("S2-2.11")
@pytest.mark.duty("S2-2.10.1")
def test_what_is_handed_out_is_listed_with_its_form_and_way(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.1-b", form_change_reason="原件为大幅面图纸，复制会损坏，改为提供扫描件。")
    words = draft(request).text
    assert "《施工合同》（全文，共1页）" in words
    assert "以上信息以电子文件的形式提供，每件1份，获取途径为：在网上查询页下载。" in words
    assert "原件为大幅面图纸，复制会损坏，改为提供扫描件。" in words
    assert "本次提供信息不收取费用。" in words


def test_an_organisation_is_addressed_as_one(agency) -> None:
    request = agency.received(
        applicant_kind="business",
        name="临江某电梯有限公司",
        identity_kind="uscc",
        identity_number="11370000004503125F",
        representative="李四",
        contact_person="王五",
    )
    decided(agency, request, "3.4.2-1")
    assert "本机关没有你单位申请公开的现成信息" in draft(request).text


@pytest.mark.duty("law.B3")
@pytest.mark.parametrize("code", sorted({way.letter for outcome in OUTCOMES for way in outcome.ways}))
def test_no_answer_letter_is_whole_without_remedy_article_and_online_review(agency, settings, code) -> None:
    row = next(row for row in all_templates() if row.code == code)
    verbatim = {element.key for element in row.elements if element.verbatim}
    assert {"articles", "remedy", "review_url"} <= verbatim
    assert not [block.code for block in row.blocks if block.editable and block.code in ("law", "remedy", "decision")]


def test_without_a_court_or_a_reviewer_nothing_is_signed(agency, settings) -> None:
    settings.REMEDY = {"review_address": "", "review_url": "", "court": ""}
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    reviewed(agency, request)
    with pytest.raises(Blocked) as blocked:
        services.sign(request, **agency.as_(Role.SIGNER))
    assert blocked.value.reasons == (
        "政府信息无法提供答复书：没有救济告知",
        "政府信息无法提供答复书：没有写网上申请行政复议的渠道",
    )
    assert not Letter.objects.filter(template_code="R-4.2").exists()


def test_an_organ_led_from_above_names_its_superior(agency) -> None:
    office = agency.appoint(Role.OVERSIGHT)
    values = {
        "review_organ": "某省税务局",
        "court": "临江市中级人民法院",
        "basis": "《行政复议法》第二十七条",
        "starts_on": "2026-01-01",
    }
    call = {"actor": actor_of(office, at=MORNING), "at": MORNING}
    with pytest.raises(NotAllowed):
        services.set_remedy_body(organ=agency.organ, values=values, **agency.as_(Role.HEAD))
    with pytest.raises(InvalidInput) as error:
        services.set_remedy_body(organ=agency.organ, values={"basis": "", "review_url": "fuyi"}, **call)
    assert set(error.value.messages) == {"basis", "review_url"}
    services.set_remedy_body(organ=agency.organ, values=values, **call)
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    words = draft(request).text
    assert "依法向某省税务局申请行政复议" in words
    assert "依法向临江市中级人民法院提起行政诉讼" in words
    assert "临江市人民政府申请行政复议" not in words


@pytest.mark.duty("S2-2.10.2")
def test_a_clerk_words_the_reason_and_nothing_that_is_locked(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.5-5")
    with pytest.raises(InvalidInput) as error:
        services.set_wording(
            request,
            letter="R-3.5",
            edits={"remedy": "对本答复不服的，可以来信反映。"},
            **agency.as_(Role.HANDLER),
        )
    assert error.value.messages == {"remedy": "这一段是固定文字，不能改"}
    words = {"reason": "申请的是本机关的值班安排，属于内部工作流程。"}
    services.set_wording(request, letter="R-3.5", edits=words, **agency.as_(Role.HANDLER))
    signed(agency, request)
    text = content_of(Letter.objects.get(template_code="R-3.5")).text
    assert "申请的是本机关的值班安排，属于内部工作流程。" in text
    assert "该信息公开后会产生上述后果" not in text


def test_deciding_anew_forgets_the_wording_of_the_letter(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.5-5")
    words = {"reason": "申请的是本机关的值班安排。"}
    services.set_wording(request, letter="R-3.5", edits=words, **agency.as_(Role.HANDLER))
    decided(agency, request, "3.3.5-5", reason="申请的是本机关的公务用车安排。")
    assert not Wording.objects.exists()
    assert "申请的是本机关的公务用车安排。" in draft(request).text


def test_a_reason_of_dots_is_no_reason(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.5-5")
    services.set_wording(request, letter="R-3.5", edits={"reason": "……"}, **agency.as_(Role.HANDLER))
    reviewed(agency, request)
    with pytest.raises(Blocked) as blocked:
        services.sign(request, **agency.as_(Role.SIGNER))
    assert blocked.value.reasons == ("政府信息不予公开答复书：没有写理由",)


@pytest.mark.duty("S2-2.10.3")
def test_a_masked_copy_is_not_called_the_whole_text(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.2-1")
    words = draft(request).text
    assert "《施工合同》（共1页，部分内容已经遮盖）" in words
    assert "全文" not in words

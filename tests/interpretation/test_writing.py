"""What an explanation has to say, how it is reviewed, how it comes back."""

from datetime import date

import pytest

from disclosure.documents import services as documents
from interpretation.judging.services import judge
from interpretation.materials import services
from interpretation.materials.elements import ELEMENTS, completeness
from interpretation.materials.forms import Explain
from interpretation.materials.models import Material
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.notices.models import Notice
from portal.screening.models import RefusedText
from portal.screening.selectors import open_findings
from portal.workflow import blockers
from tests.disclosure.office import MORNING, open_office
from tests.interpretation.explaining import PLANNED, SAID, WRITTEN, approved, planned, submitted, written


def missing(material) -> list[str]:
    return blockers(material, "submit", at=MORNING)


def without(*codes):
    return dict.fromkeys(codes, "")


# --- elements -----------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.5.1", "S1-5.4b", "S2-4.2a")
def test_background_basis_goals_tasks_content_and_scope_are_always_told(office) -> None:
    material = written(office, office.draft(is_normative=True), **without(*SAID))
    assert missing(material) == [
        "还没有写“制定背景”",
        "还没有写“制定依据”",
        "还没有写“目标”",
        "还没有写“重点任务”",
        "还没有写“主要内容”",
        "还没有写“涉及范围”",
    ]
    with pytest.raises(Blocked):
        services.submit(material, **office.as_(Role.HANDLER))


CONDITIONAL = {
    "rights": ["具体做法和依据"],
    "benefit": ["惠民利民举措", "执行途径和操作方法"],
    "service": ["受理单位和地址", "联系方式", "办理条件", "办理资料", "办理程序", "办理时限", "注意事项"],
    "enterprise": ["申报流程", "申报材料清单", "咨询人员及联系方式"],
    "enforcement": ["执行标准", "执行范围", "执行程序"],
    "superior": ["本市的特点和亮点"],
}


@pytest.mark.duty("S0-2.5.2a", "S0-2.5.2b", "S0-2.5.4", "S0-2.5.5", "S0-2.5.6b")
@pytest.mark.duty("S2-4.2b", "S2-4.2c", "S2-4.2d", "S2-4.2f")
@pytest.mark.parametrize("trait", CONDITIONAL)
def test_what_the_document_touches_asks_for_elements_of_its_own(office, trait) -> None:
    draft = office.draft(is_normative=True)
    judge(draft, traits=[trait], **office.as_(Role.HANDLER))
    assert missing(written(office, draft)) == [f"还没有写“{label}”" for label in CONDITIONAL[trait]]


@pytest.mark.duty("S0-2.5.3")
def test_an_expert_matter_asks_for_its_terms(office) -> None:
    draft = office.draft(is_normative=True)
    judge(draft, grounds=["expertise"], **office.as_(Role.HANDLER))
    assert missing(written(office, draft)) == ["还没有写“关键词诠释”"]


@pytest.mark.duty("S0-2.5.6a", "S2-4.2e")
@pytest.mark.parametrize("kind", ["amends", "replaces", "repeals"])
def test_a_revision_is_compared_with_what_it_changes(office, kind) -> None:
    old, draft = office.published(), office.draft(is_normative=True)
    documents.relate(source=draft, target=old, kind=kind, **office.as_(Role.HANDLER))
    assert missing(written(office, draft)) == ["还没有写“修订理由”", "还没有写“新旧对照和衔接”"]


@pytest.mark.duty("S4-1.11c")
def test_a_head_who_explains_says_what_comes_next(office) -> None:
    material = written(office, office.draft(is_normative=True), is_by_head=True)
    assert missing(material) == ["还没有写“后续工作考虑”"]


@pytest.mark.duty("S0-2.9c", "S3-3.2c")
def test_completeness_counts_the_eleven_elements() -> None:
    scored = [row.label for row in ELEMENTS if row.scored]
    assert scored == [
        "制定背景",
        "意见采纳",
        "目标",
        "主要内容",
        "涉及范围",
        "执行标准",
        "关键词诠释",
        "惠民利民举措",
        "新旧对照和衔接",
        "注意事项",
        "后续工作考虑",
    ]
    found = completeness(SAID)
    assert (found.written, found.of, found.percent) == (4, 11, 36)


# --- plan and face ------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.4a")
def test_a_plan_has_outline_form_channel_and_time(office) -> None:
    draft = office.draft(is_normative=True)
    planned(office, draft, outline="", form="", channel="", planned_on=None)
    assert missing(written(office, draft)) == [
        "解读方案还没有填写材料提纲",
        "解读方案还没有填写解读形式",
        "解读方案还没有填写解读渠道",
        "解读方案还没有填写解读时间",
    ]


@pytest.mark.duty("S0-2.4b", "S0-2.9b")
def test_a_merged_plan_is_enough_when_the_explanation_names_channel_and_time(office) -> None:
    draft = office.draft(is_normative=True)
    services.plan(draft, values={"is_merged": True}, **office.as_(Role.HANDLER))
    bare = written(office, draft, channel="", planned_on=None, first_interpreter="")
    assert missing(bare) == ["还没有填写解读渠道", "还没有填写解读时间", "还没有填写第一解读人"]
    services.write(
        bare,
        values={name: WRITTEN[name] for name in ("channel", "planned_on", "first_interpreter")},
        **office.as_(Role.HANDLER),
    )
    assert missing(bare) == []


def test_no_plan_is_for_the_past_and_an_approved_one_stays(office) -> None:
    draft = office.draft(is_normative=True)
    with pytest.raises(InvalidInput, match="解读时间不能早于今天"):
        planned(office, draft, planned_on=date(2026, 5, 20))
    approved(office, draft)
    with pytest.raises(InvalidInput, match="已经审定"):
        services.plan(office.fresh(draft), values=PLANNED | {"outline": "另写"}, **office.as_(Role.HANDLER))


FORMS = {
    "picture": ["图片解读还没有上传图片，也没有填网址", "图片、图表、漫画要有替代文字，给看不见的人读"],
    "infographic": ["图解解读还没有上传图解，也没有填网址", "图片、图表、漫画要有替代文字，给看不见的人读"],
    "audio": ["音频解读还没有上传音频，也没有填网址", "音频、视频要有文字稿，给听不见的人读"],
    "video": ["视频解读还没有上传视频，也没有填网址", "音频、视频要有文字稿，给听不见的人读", "视频、动画要有字幕"],
    "animation": ["动画解读还没有上传动画，也没有填网址", "音频、视频要有文字稿，给听不见的人读", "视频、动画要有字幕"],
}


@pytest.mark.duty("S0-2.6a", "S1-5.4c")
@pytest.mark.parametrize("form", FORMS)
def test_what_some_cannot_see_or_hear_is_told_in_words_too(office, form) -> None:
    material = written(office, office.draft(is_normative=True), form=form)
    assert missing(material) == FORMS[form]
    given = {
        "media_url": "https://www.linjiang.example/v/1",
        "alternative": "画面上写着报名日期。",
        "has_captions": True,
    }
    services.write(material, values=given, **office.as_(Role.HANDLER))
    assert missing(material) == []


# --- the text -----------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.5.0")
def test_what_is_copied_is_measured_at_every_change(office) -> None:
    body = "各学校：\n报名从2026年6月10日开始，家长登录平台提交户口簿和房产证明，学校逐一核对。"
    material = written(office, office.draft(is_normative=True, body=body))
    assert material.similarity == 0
    copied = dict.fromkeys(SAID, "报名从2026年6月10日开始，家长登录平台提交户口簿和房产证明，学校逐一核对。") | {
        "lead": ""
    }
    services.write(material, values=copied, **office.as_(Role.HANDLER))
    assert Material.objects.get().similarity == 100


def test_the_record_of_a_change_names_fields_and_keeps_no_words(office) -> None:
    material = written(office, office.draft(is_normative=True))
    services.write(material, values={"content": "打电话13812345678问。"}, **office.as_(Role.HANDLER))
    event = Event.objects.filter(act="write").get()
    assert event.after == {"fields": ["content"]}


@pytest.mark.duty("S1-3.5b", "S2-6.5.5")
def test_personal_data_is_settled_before_the_head_sees_it(office) -> None:
    material = written(office, office.draft(is_normative=True), content="打电话13812345678问。")
    assert missing(material) == ["筛查发现1处个人信息没有处理"]
    found = list(open_findings(material))
    services.settle_findings(material, findings=found, decision="masked", **office.as_(Role.HANDLER))
    assert Material.objects.get().elements["content"] == "打电话138****5678问。"
    assert missing(Material.objects.get()) == []


@pytest.mark.duty("S2-6.5.1")
def test_a_mark_of_secrecy_is_refused_unstored(office) -> None:
    draft = office.draft(is_normative=True)
    with pytest.raises(InvalidInput):
        written(office, draft, content="机密★一年")
    assert (Material.objects.count(), RefusedText.objects.get().doing) == (0, "写解读材料")


def test_another_organ_writes_nothing(office) -> None:
    draft = office.draft(is_normative=True)
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    with pytest.raises(NotAllowed, match="谁起草、谁解读：由教育局"):
        planned(other, draft)


# --- review -------------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.7.3c")
def test_an_important_normative_document_is_examined_for_legality(office) -> None:
    draft = office.draft(is_normative=True)
    judge(draft, grounds=["reach"], **office.as_(Role.HANDLER))
    material = approved(office, draft)
    assert material.state == "legality"
    with pytest.raises(Blocked):
        documents.submit(draft, **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput):
        services.pass_legality(material, legality_organ="", legality_opinion="", **office.as_(Role.DEPT_REVIEWER))
    opinion = {"legality_organ": "市司法局", "legality_opinion": "合法。"}
    with pytest.raises(NotAllowed):
        services.pass_legality(material, **opinion, **office.as_(Role.HEAD))
    services.pass_legality(material, **opinion, **office.as_(Role.DEPT_REVIEWER))
    assert (material.state, material.legality_at) == ("approved", MORNING)


@pytest.mark.duty("S3-3.3.1c")
def test_what_comes_back_carries_a_reason_of_the_list_and_frees_the_plan(office) -> None:
    material = approved(office, office.draft(is_normative=True))
    with pytest.raises(InvalidInput, match="请选退回的原因"):
        services.send_back(material, reason_code="", note="", **office.as_(Role.HEAD))
    with pytest.raises(InvalidInput, match="请填写说明"):
        services.send_back(material, reason_code="other", note="", **office.as_(Role.HEAD))
    services.send_back(material, reason_code="copied", note="讲讲为什么。", **office.as_(Role.HEAD))
    assert (material.state, material.get_return_reason_display()) == ("returned", "摘抄、压缩文件要点")
    assert material.document.interpretation_plan.__class__.objects.get().approved_at is None
    assert Notice.objects.filter(kind="interpretation_turn", subject_line__contains="退回").exists()
    services.write(material, values={"content": "换个说法。"}, **office.as_(Role.HANDLER))
    services.submit(material, **office.as_(Role.HANDLER))
    services.approve(material, **office.as_(Role.HEAD))
    assert material.return_reason == ""


@pytest.mark.duty("S0-2.7.2")
def test_the_head_approves_plan_and_explanation_together(office) -> None:
    material = submitted(office, office.draft(is_normative=True))
    plan = material.document.interpretation_plan
    assert plan.approved_at is None
    services.approve(material, **office.as_(Role.HEAD))
    plan.refresh_from_db()
    assert (plan.approved_by, plan.approved_at) == ("主要负责人", MORNING)


def test_what_is_out_is_taken_down_with_a_public_reason_free_of_personal_data(office) -> None:
    office.published(is_normative=True)
    material = Material.objects.get()
    with pytest.raises(InvalidInput):
        services.withdraw(material, reason="张某的电话13812345678写错了。", **office.as_(Role.HEAD))
    services.withdraw(material, reason="数字有误。", **office.as_(Role.HEAD))
    assert (material.state, material.taken_down_at) == ("withdrawn", MORNING)


# --- forms and ways -----------------------------------------------------------------------------------


def offered(office, name) -> set[str]:
    """What a clerk can choose on the page on which an explanation begins."""
    form = Explain(subject=office.draft(is_normative=True), actor=office.actor(Role.HANDLER), at=MORNING)
    return {label for _, label in form.fields[name].choices}


@pytest.mark.duty("S0-2.6a", "S1-5.4c")
def test_all_forms_of_the_rules_can_be_chosen(office) -> None:
    assert offered(office, "form") == {"撰稿", "图片", "图表", "图解", "漫画", "音频", "视频", "动画"}


@pytest.mark.duty("S0-2.6b", "S2-4.3", "S4-1.11b")
def test_all_ways_of_the_rules_can_be_chosen(office) -> None:
    of_the_city = {"主要负责同志解读", "专家解读", "政策问答", "在线访谈", "媒体专访", "答记者问", "新闻发布会"}
    of_the_mechanism = {"分管领导解读", "权威解读", "互动回应"}
    of_the_head = {"政策例行吹风会", "专题访谈", "发表文章"}
    assert offered(office, "way") == of_the_city | of_the_mechanism | of_the_head | {"起草部门解读"}


@pytest.mark.duty("S4-1.9", "S4-1.10", "S3-3.2b", "S1-5.4a")
def test_all_themes_of_the_rules_can_be_chosen(office) -> None:
    eight = {"供给侧改革", "生态环保", "乡村振兴", "消费投资", "生态产业", "放管服与国企改革", "对外开放", "民生"}
    more = {"防范化解重大风险", "污染防治", "政府工作报告", "常务会议重要议题", "重要政策措施", "双招双引、惠企"}
    assert offered(office, "theme") == eight | more | {"请选择"}

"""拟稿: what may be written, and what happens when it is handed over."""

from datetime import date

import pytest

from disclosure.documents import services
from disclosure.documents.models import Return
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from tests.disclosure.office import DRAFT, FOUNDED, WITHHELD_DRAFT, open_office
from tests.interpretation.explaining import explained


def refusal(function, **arguments):
    with pytest.raises(InvalidInput) as refused:
        function(**arguments)
    return refused.value.messages


def a_city():
    return Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="szf", kind="government", active_from=FOUNDED
    )


def test_a_draft_needs_title_text_and_kind(office) -> None:
    assert refusal(office.draft, title=" ", body="", kind="") == {
        "title": "请填写标题",
        "body": "请填写正文",
        "kind": "请选择公文种类",
    }


def test_a_title_of_forty_thousand_characters_gets_a_clear_message(office) -> None:
    assert refusal(office.draft, title="长" * 40_000) == {"title": "标题最多300个字，现在是40000个字，请缩短"}


@pytest.mark.parametrize("name", ["title", "body", "summary", "keywords", "contact", "issuer", "source_name"])
@pytest.mark.parametrize(
    ("character", "code"), [("\x00", "U+0000"), ("\x1b", "U+001B"), ("\u202e", "U+202E"), ("\ud800", "U+D800")]
)
def test_characters_nobody_can_see_are_refused_in_every_field(office, name, character, code) -> None:
    [message] = refusal(office.draft, **{name: f"招生{character}工作"}).values()
    assert message.endswith(f"里有看不见的控制字符（{code}），请删掉，或者先粘贴到记事本再复制过来")


def test_emoji_and_rare_characters_are_kept(office) -> None:
    document = office.fresh(office.draft(title="关于𠮷祥路🚸交通安全的通告", body="请注意🚸。"))
    assert (document.title, document.body_html) == ("关于𠮷祥路🚸交通安全的通告", "<p>请注意🚸。</p>")


def test_a_script_is_text_and_nothing_else(office) -> None:
    document = office.draft(title="<script>alert(1)</script>", body="<script>alert(1)</script>")
    assert document.title == "<script>alert(1)</script>"
    assert document.body_html == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_pasted_title_becomes_one_line(office) -> None:
    assert office.draft(title="关于印发\r\n《办法》\t的通知\ufeff").title == "关于印发 《办法》 的通知"


def test_a_web_address_of_another_kind_is_refused(office) -> None:
    assert refusal(office.draft, source_url="javascript:alert(1)") == {
        "source_url": "原文链接请填完整的网址，例如 https://www.gov.cn/"
    }


@pytest.mark.duty("S2-1.2")
def test_a_document_was_made_or_obtained_and_nothing_third(office) -> None:
    assert office.draft(origin="made").origin == "made"
    assert office.draft(origin="from_public").origin == "from_public"
    assert refusal(office.draft, origin="") == {"origin": "请选择信息来源"}
    assert refusal(office.draft, origin="found") == {"origin": "信息来源里没有“found”这一项"}


def test_values_outside_the_code_lists_are_refused(office) -> None:
    assert refusal(office.draft, kind="秘籍", attribute="secret", topic="99") == {
        "kind": "公文种类里没有“秘籍”这一项",
        "attribute": "公开属性里没有“secret”这一项",
        "topic": "主题分类里没有“99”这一项",
    }


@pytest.mark.parametrize(
    "name", ["state", "index_number", "signed_at", "published_at", "formed_on", "round", "no_such"]
)
def test_what_the_system_writes_cannot_be_typed(office, name) -> None:
    assert refusal(office.draft, **{name: "2026-01-01"}) == {name: "这一项由系统填写，不能自己填"}


@pytest.mark.duty("S0-5.3")
def test_older_names_of_kinds_are_understood(office) -> None:
    assert office.draft(kind="会议纪要").kind == "纪要"
    assert office.draft(kind="命令").kind == "命令（令）"


def test_a_document_number_is_written_the_official_way(office) -> None:
    assert office.draft(doc_number="临教发[2026]第０07号").doc_number == "临教发〔2026〕7号"


@pytest.mark.duty("S0-1.3", "S0-5.4", "S2-7.5a")
def test_only_the_drafting_organ_drafts(office) -> None:
    other = open_office("czj", "临江市财政局", "临财发", None)
    with pytest.raises(NotAllowed):
        services.create_draft(organ=other.organ, values=DRAFT, **office.as_(Role.HANDLER))


@pytest.mark.duty("S2-7.5b")
def test_what_another_organ_made_is_published_by_its_maker(office) -> None:
    with pytest.raises(Blocked, match="由制作机关公开"):
        office.submitted(origin="from_organ")
    assert office.submitted(origin="from_organ", source_kind="superior").state == "checking"


@pytest.mark.duty("S0-5.7", "S3-3.1a")
def test_a_draft_without_attribute_comes_back_at_once_and_is_counted(office) -> None:
    document = office.submitted(attribute="")
    assert document.state == "returned"
    returned = Return.objects.get()
    assert (returned.reason, returned.from_state, returned.person_name) == ("no_attribute", "checking", "系统")
    services.submit(document, **office.as_(Role.HANDLER))
    assert Return.objects.filter(document=document).count() == 2


@pytest.mark.duty("S0-5.6.1b", "S2-1.4a", "S2-1.4b", "S2-6.5.8", "S3-3.1d")
@pytest.mark.parametrize("attribute", ["on_request", "withheld"])
def test_withholding_needs_a_reason_and_an_article(office, attribute) -> None:
    with pytest.raises(Blocked) as blocked:
        office.submitted(attribute=attribute, attribute_reason="")
    assert blocked.value.reasons == ("不主动公开的，要说明理由", "不主动公开的，要选定依据的条款")


@pytest.mark.duty("S2-6.9a")
def test_every_draft_says_whether_it_is_a_secret_matter(office) -> None:
    with pytest.raises(Blocked) as blocked:
        office.submitted(is_secret_matter=None)
    assert blocked.value.reasons == ("还没有标明是不是保密事项",)
    with pytest.raises(Blocked) as blocked:
        office.submitted(is_secret_matter=True)
    assert blocked.value.reasons == ("标明是保密事项的，不能定为主动公开",)


@pytest.mark.duty("S0-5.5.2a")
@pytest.mark.duty("S4-1.1c")
@pytest.mark.parametrize(
    ("clause", "body", "reason"),
    [
        ("", "名单在镇里公示五日。", "还没有选公开条款：执行这份文件产生的信息，哪些要公开，正文里有没有写明"),
        (
            "written",
            "补助每人每年一千元。",
            "公开条款选了“已经写明”，正文里却没有一处说到公开、公布、公示或者公告：请补上，或者改选",
        ),
    ],
)
def test_a_policy_says_what_of_it_will_be_public(office, clause, body, reason) -> None:
    draft = office.draft(is_normative=True, public_clause=clause, body=body)
    with pytest.raises(Blocked) as refused:
        services.submit(draft, **office.as_(Role.HANDLER))
    assert reason in refused.value.reasons
    said = {"public_clause": "written", "body": "补助每人每年一千元，名单在镇里公示五日。"}
    services.edit_draft(office.fresh(draft), changes=said, **office.as_(Role.HANDLER))
    draft = explained(office, office.fresh(draft))
    assert services.submit(draft, **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.duty("S4-1.1c")
@pytest.mark.parametrize("values", [{"is_normative": False}, {"is_normative": True, **WITHHELD_DRAFT}])
def test_what_is_no_policy_or_not_public_needs_no_such_clause(office, values) -> None:
    draft = explained(office, office.draft(**values | {"public_clause": ""}))
    assert services.submit(draft, **office.as_(Role.HANDLER)).state == "checking"


def test_a_forwarding_document_takes_over_the_attribute(office) -> None:
    original = office.draft(**WITHHELD_DRAFT)
    values = {name: value for name, value in DRAFT.items() if not name.startswith(("attribute", "release"))}
    forwarding = services.create_draft(organ=office.organ, values=values, forwards=original, **office.as_(Role.HANDLER))
    assert (forwarding.attribute, forwarding.withholding_basis) == ("withheld", "X16b")
    assert forwarding.attribute_reason == "转发类公文按原文的属性确定：原文是“不予公开”"


@pytest.mark.duty("S0-5.5.2a")
def test_a_forwarding_document_cannot_be_more_open_than_its_original(office) -> None:
    original = office.draft(**WITHHELD_DRAFT)
    values = DRAFT | {"column": office.column}
    forwarding = services.create_draft(organ=office.organ, values=values, forwards=original, **office.as_(Role.HANDLER))
    with pytest.raises(Blocked) as blocked:
        services.submit(forwarding, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("转发的原文是“不予公开”，转发件的公开属性要和原文一致",)


@pytest.mark.duty("S0-5.5.2b")
def test_an_original_without_attribute_leaves_it_to_be_determined(office) -> None:
    original = office.draft(attribute="")
    values = DRAFT | {"attribute": "", "column": office.column}
    forwarding = services.create_draft(organ=office.organ, values=values, forwards=original, **office.as_(Role.HANDLER))
    assert forwarding.attribute == ""
    assert services.submit(forwarding, **office.as_(Role.HANDLER)).state == "returned"


@pytest.mark.duty("S0-5.6.1d", "S3-3.1c")
def test_a_draft_for_another_organ_is_endorsed_by_the_head_of_the_drafting_one(office) -> None:
    city = a_city()
    values = DRAFT | {"column": office.column}
    document = services.create_draft(organ=city, drafting_organ=office.organ, values=values, **office.as_(Role.HANDLER))
    with pytest.raises(Blocked) as blocked:
        services.submit(document, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("代拟稿还没有经代拟单位主要负责人签批",)
    services.endorse(document, **office.as_(Role.HEAD))
    services.edit_draft(document, changes={"title": "改过的标题"}, **office.as_(Role.HANDLER))
    with pytest.raises(Blocked):
        services.submit(document, **office.as_(Role.HANDLER))
    services.endorse(document, **office.as_(Role.HEAD))
    assert services.submit(document, **office.as_(Role.HANDLER)).state == "checking"
    with pytest.raises(NotAllowed):
        services.pass_check(document, **office.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.duty("S0-5.6.1a", "S3-3.1c")
def test_a_draft_for_another_organ_proposes_an_attribute_with_its_reason(office) -> None:
    city = Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="szf", kind="government", active_from=FOUNDED
    )
    values = DRAFT | {"attribute": "", "attribute_reason": ""}
    document = services.create_draft(organ=city, drafting_organ=office.organ, values=values, **office.as_(Role.HANDLER))
    with pytest.raises(Blocked) as blocked:
        services.endorse(document, **office.as_(Role.HEAD))
    assert blocked.value.reasons == ("代拟稿要提出公开属性的建议", "代拟稿要说明公开属性的理由")


def test_of_two_clerks_the_second_is_told(office) -> None:
    mine = office.draft()
    theirs = office.fresh(mine)
    services.edit_draft(theirs, changes={"title": "他先改的标题"}, **office.as_(Role.INFO_CLERK))
    with pytest.raises(StaleState):
        services.edit_draft(mine, changes={"title": "我后改的标题"}, **office.as_(Role.HANDLER))
    assert office.fresh(mine).title == "他先改的标题"


def test_a_submitted_text_cannot_be_changed(office) -> None:
    document = office.submitted()
    with pytest.raises(StaleState):
        services.edit_draft(document, changes={"title": "换一个"}, **office.as_(Role.HANDLER))


def test_an_edit_records_what_was_there_before(office) -> None:
    document = office.draft(title="甲")
    services.edit_draft(document, changes={"title": "乙", "effective_on": "2026-07-01"}, **office.as_(Role.HANDLER))
    event = Event.objects.filter(act="edit").get()
    assert event.before == {"title": "甲", "effective_on": None}
    assert event.after == {"title": "乙", "effective_on": "2026-07-01"}
    assert office.fresh(document).effective_on == date(2026, 7, 1)


def test_the_next_person_is_told_without_the_title(office) -> None:
    office.submitted()
    notices = Notice.objects.filter(user=office.people[Role.INFO_CLERK])
    assert [notice.subject_line for notice in notices] == ["有一份公文待办：核对"]


def test_a_cancelled_draft_needs_a_reason(office) -> None:
    document = office.draft()
    with pytest.raises(Exception, match="作废要写明理由"):
        services.cancel(document, reason=" ", **office.as_(Role.HANDLER))
    assert services.cancel(document, reason="重复拟稿", **office.as_(Role.HANDLER)).state == "cancelled"

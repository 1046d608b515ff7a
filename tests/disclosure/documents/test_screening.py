"""Screening on the way of a document: what is found stops it until a person has decided, and is never stored plain."""

import json

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.screening.models import Finding, RefusedText
from portal.screening.selectors import open_findings, summary_by_kind
from tests.disclosure.office import ALL_CHECKED, NOTHING_SECRET

PHONE, CARD = "13800001234", "11999919491231003X"
BODY = f"补贴名单如下。\n张某，身份证号{CARD}，电话{PHONE}。\n李某，电话13800005678。"


@pytest.fixture
def draft(office):
    return office.draft(body=BODY)


def settle(office, document, decision, *, role=Role.HANDLER, findings=None, reason=""):
    chosen = list(open_findings(document)) if findings is None else findings
    return services.settle_findings(document, findings=chosen, decision=decision, reason=reason, **office.as_(role))


def shown(rows):
    return [(row.kind, row.where, row.shown) for row in rows]


def everything_stored():
    rows = [*Event.objects.values(), *Finding.objects.values(), *RefusedText.objects.values()]
    return json.dumps(rows, default=str, ensure_ascii=False)


# --- 密级标志 ----------------------------------------------------------------------------------------


@pytest.mark.duty("S2-6.5.1", "S1-3.5b", "law.K")
@pytest.mark.parametrize(
    ("field", "value"), [("body", "机密★3年\n会议纪要"), ("title", "關於工作（秘密★長期）"), ("summary", "绝 密 ★")]
)
def test_a_draft_with_a_mark_is_refused_and_only_the_refusal_is_kept(office, field, value) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.draft(**{field: value})
    assert list(refused.value.messages) == [field]
    assert "密级标志" in refused.value.messages[field]
    assert Document.objects.count() == 0
    row = RefusedText.objects.get()
    assert (row.doing, row.marks, row.person_name) == ("拟稿", 1, office.people[Role.HANDLER].name)
    assert value not in everything_stored()
    assert Event.objects.get(act="refuse_text").after == {"where": row.where, "marks": 1}


def test_a_mark_cannot_come_in_later(office) -> None:
    draft, public = office.draft(), office.published(title="关于招生的通知")
    with pytest.raises(InvalidInput, match="密级标志"):
        services.edit_draft(draft, changes={"body": "秘密★1年"}, **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput, match="密级标志"):
        services.propose_correction(
            public, changes={"body": "秘密★1年"}, reason="改", **ALL_CHECKED, **office.as_(Role.HANDLER)
        )
    assert [row.doing for row in RefusedText.objects.order_by("pk")] == ["修改草稿", "提出更正"]
    assert "秘密★" not in everything_stored() + office.fresh(draft).body
    assert office.fresh(public).open_correction() is None


# --- personal data -----------------------------------------------------------------------------------


@pytest.mark.duty("S1-3.5b", "S2-1.13b", "S2-6.3", "S2-6.5.5", "S3-2.6f")
def test_open_findings_stop_the_draft_with_a_sentence_that_says_what(office, draft) -> None:
    with pytest.raises(Blocked) as blocked:
        services.submit(draft, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("筛查发现没有处理：身份证号1处、手机号2处",)


def test_a_finding_says_where_and_shows_the_words_around_but_never_the_datum(draft) -> None:
    assert shown(open_findings(draft)) == [
        ("id_card", "正文", "119***********003X"),
        ("mobile", "正文", "138****1234"),
        ("mobile", "正文", "138****5678"),
    ]
    first = open_findings(draft)[0]
    assert (first.before, first.after) == ("补贴名单如下。 张某，身份证号", "，电话138****1234。 李某")
    assert (first.start, first.end) == (BODY.index(CARD), BODY.index(CARD) + 18)
    stored = json.dumps(list(Finding.objects.values()), default=str)
    assert PHONE not in stored
    assert CARD not in stored


@pytest.mark.duty("law.K", "S2-6.10a")
def test_masking_changes_the_text_place_by_place_and_is_kept_with_the_finding(office, draft) -> None:
    card, phone, other = open_findings(draft)
    settle(office, draft, "masked", findings=[card, other])
    draft = office.fresh(draft)
    assert draft.body == f"补贴名单如下。\n张某，身份证号119***********003X，电话{PHONE}。\n李某，电话138****5678。"
    assert CARD not in draft.body_html
    assert list(open_findings(draft)) == [phone]
    card.refresh_from_db()
    assert (card.decision, card.decider_name, card.shown) == (
        "masked",
        office.people[Role.HANDLER].name,
        "119***********003X",
    )
    settle(office, draft, "masked")
    assert services.submit(draft, **office.as_(Role.HANDLER)).state == "checking"
    assert CARD not in everything_stored()


def test_a_masked_datum_that_is_typed_again_is_found_again(office, draft) -> None:
    settle(office, draft, "masked")
    services.edit_draft(draft, changes={"body": BODY}, **office.as_(Role.HANDLER))
    assert open_findings(draft).count() == 3


def test_what_stays_needs_a_reason(office, draft) -> None:
    with pytest.raises(InvalidInput, match="请填写理由"):
        settle(office, draft, "kept")
    settle(office, draft, "kept", reason="信用信息公示，法律规定公开")
    row = Finding.objects.first()
    assert (row.decision, row.reason) == ("kept", "信用信息公示，法律规定公开")
    event = Event.objects.get(act="decide_findings")
    assert (event.reason, event.after["decision"]) == ("信用信息公示，法律规定公开", "依法公开，不遮盖")
    assert services.submit(draft, **office.as_(Role.HANDLER)).state == "checking"


def test_decisions_hold_while_the_passage_stays_and_fall_when_it_changes(office, draft) -> None:
    settle(office, draft, "not_personal", reason="测试号码")
    who = office.as_(Role.HANDLER)
    services.edit_draft(draft, changes={"body": f"新的开头。\n{BODY}"}, **who)
    assert list(open_findings(draft)) == []
    services.edit_draft(draft, changes={"body": BODY.replace("李某", "王某")}, **who)
    assert shown(open_findings(draft)) == [("mobile", "正文", "138****5678")]
    services.edit_draft(draft, changes={"body": BODY}, **who)
    assert list(open_findings(draft)) == []


def test_masking_a_neighbour_leaves_a_decision_standing(office, draft) -> None:
    card, phone, other = open_findings(draft)
    settle(office, draft, "kept", findings=[phone], reason="公务手机")
    settle(office, draft, "masked", findings=[card, other])
    assert list(open_findings(draft)) == []
    assert [(tally.kind, tally.present, tally.open) for tally in summary_by_kind(draft)] == [("mobile", 1, 0)]


def test_equal_data_count_one_by_one(office) -> None:
    draft = office.draft(body=f"甲{PHONE}、{PHONE}。", title=f"致{PHONE}的函")
    assert [row.where for row in open_findings(draft)] == ["正文", "正文", "标题"]


def test_a_text_changed_behind_the_screening_is_not_masked_blindly(office, draft) -> None:
    rows = list(open_findings(draft))
    Document.objects.filter(pk=draft.pk).update(body=f"另起一段{BODY}")
    with pytest.raises(DomainError, match="筛查以后改过"):
        settle(office, office.fresh(draft), "masked", findings=rows)
    assert office.fresh(draft).body.endswith(BODY)


def test_a_finding_of_another_document_cannot_be_decided_here(office, draft) -> None:
    foreign = list(open_findings(office.draft(title="另一份", body=BODY)))
    with pytest.raises(StaleState):
        settle(office, draft, "kept", findings=foreign, reason="误")
    with pytest.raises(DomainError):
        settle(office, draft, "masked", findings=foreign)


def test_who_may_decide(office, draft) -> None:
    for role in (Role.SIGNER, Role.DEPT_REVIEWER):
        with pytest.raises(NotAllowed):
            settle(office, draft, "kept", role=role, reason="公开")
        with pytest.raises(NotAllowed):
            settle(office, draft, "masked", role=role)
    assert office.fresh(draft).body == BODY


def test_every_field_the_public_reads_is_screened(office) -> None:
    draft = office.draft(summary=f"电话{PHONE}", keywords=PHONE, contact=f"王科长{PHONE}")
    assert [row.where for row in open_findings(draft)] == ["解释单位和电话", "关键词", "内容概述"]
    settle(office, draft, "masked")
    assert (draft.summary, draft.keywords, draft.contact) == ("电话138****1234", "138****1234", "王科长138****1234")


def test_phones_of_offices_can_be_put_on_a_list(office, settings) -> None:
    settings.OFFICIAL_CONTACTS = ["138-0000-1234"]
    assert list(open_findings(office.draft(contact=f"值班手机{PHONE}"))) == []


def test_what_is_not_for_the_public_may_name_people(office) -> None:
    document = office.submitted(
        body=BODY, attribute="on_request", attribute_reason="涉及个人隐私", withholding_basis="X15"
    )
    assert document.state == "checking"


@pytest.mark.duty("S1-3.5b", "S2-6.3")
def test_publication_screens_once_more(office) -> None:
    """A text that came in past the services is found at the last moment, and the finding is there to be decided."""
    document = office.signed()
    Document.objects.filter(pk=document.pk).update(body=f"联系人电话{PHONE}")
    document = office.fresh(document)
    with pytest.raises(Blocked, match="手机号1处"):
        services.publish(document, **office.as_(Role.INFO_CLERK))
    assert office.fresh(document).state == "signed"
    settle(office, document, "kept", role=Role.INFO_CLERK, reason="公务手机，依法公开")
    assert services.publish(document, **office.as_(Role.INFO_CLERK)).state == "published"


def test_the_gate_asks_the_same_few_questions_however_much_was_found(office, django_assert_num_queries) -> None:
    from disclosure.documents import gates

    for people in (1, 40):
        draft = office.draft(title=f"名单{people}", body="\n".join(f"{n}号，电话138000{n:05}" for n in range(people)))
        with django_assert_num_queries(2):
            assert len(gates.personal_data_is_settled(draft, office.at)) == 1


# --- words that speak of secrecy ---------------------------------------------------------------------


@pytest.mark.duty("S2-6.5.2", "S2-6.2")
def test_a_secrecy_word_waits_for_the_written_conclusion_of_the_reviewer(office) -> None:
    document = office.checked(body="内部资料 注意保存\n会议安排如下。")
    who = office.as_(Role.SECRECY_REVIEWER)
    with pytest.raises(Blocked, match="等保密审查员逐处写结论：涉密、内部字样2处"):
        services.record_secrecy_review(document, conclusion="active", basis="《保密法》", **NOTHING_SECRET, **who)
    with pytest.raises(NotAllowed):
        settle(office, document, "cleared", reason="可以公开")
    with pytest.raises(InvalidInput, match="请填写理由"):
        settle(office, document, "cleared", role=Role.SECRECY_REVIEWER)
    with pytest.raises(InvalidInput, match="不能这样处理"):
        settle(office, document, "kept", role=Role.SECRECY_REVIEWER, reason="可以公开")
    settle(office, document, "cleared", role=Role.SECRECY_REVIEWER, reason="原件已经解密，字样待删")
    services.record_secrecy_review(document, conclusion="active", basis="《保密法》", **NOTHING_SECRET, **who)
    assert document.state == "first_review"


# --- corrections -------------------------------------------------------------------------------------


@pytest.mark.duty("S2-6.3", "S1-3.5b")
def test_a_correction_brings_no_personal_datum_to_the_page(office) -> None:
    document = office.published()
    services.propose_correction(
        document, changes={"body": f"咨询电话{PHONE}。"}, reason="补电话", **ALL_CHECKED, **office.as_(Role.HANDLER)
    )
    clear = {"basis": "《保密法》", **NOTHING_SECRET, **office.as_(Role.SECRECY_REVIEWER)}
    with pytest.raises(Blocked, match="更正的内容里筛查发现没有处理：手机号1处"):
        services.clear_correction(document, **clear)
    settle(office, document, "masked", role=Role.SECRECY_REVIEWER)
    services.clear_correction(document, **clear)
    services.check_correction(document, **ALL_CHECKED, **office.as_(Role.DEPT_REVIEWER))
    services.correct(document, **ALL_CHECKED, **office.as_(Role.SIGNER))
    assert office.fresh(document).body == "咨询电话138****1234。"


def test_a_dropped_correction_takes_its_findings_along(office) -> None:
    document = office.published()
    services.propose_correction(
        document, changes={"body": f"咨询电话{PHONE}。"}, reason="补电话", **ALL_CHECKED, **office.as_(Role.HANDLER)
    )
    assert open_findings(document).count() == 1
    services.drop_correction(document, reason="不用补", **office.as_(Role.SECRECY_REVIEWER))
    assert list(open_findings(document)) == []

"""From the decision to open a draft to the published result."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from disclosure.consultations import services
from disclosure.consultations.codes import ALWAYS, Category, Participation, PublishWay, SecretKind
from disclosure.consultations.models import Consultation, Opinion
from disclosure.consultations.selectors import Standing, standing_of_document
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.channels import Undeliverable
from portal.notices.composing import letter_of
from portal.notices.models import Notice
from tests.disclosure.consultations.hearing import (
    AFTER,
    DRAFT,
    END,
    LAST_DAY,
    MORNING,
    answered,
    approved,
    cleared,
    clocks,
    closed,
    drafted,
    finished,
    fresh,
    opened,
    said,
)


@pytest.mark.duty("S0-4.7b", "S3-2.1e", "S1-5.3a", "S4-1.1a")
def test_a_draft_is_open_for_thirty_days_over_a_holiday(office) -> None:
    row = opened(office)
    assert (row.opened_on, row.ends_on, row.ends_at) == (date(2026, 9, 16), LAST_DAY, END)
    assert clocks(row) == [
        ("PREPUBLISH", date(2026, 9, 22), "done"),  # Sunday the 20th is worked
        ("RULE_DRAFT_CONSULTATION", date(2026, 10, 16), ""),
    ]
    assert row.takes_opinions(datetime(2026, 10, 16, 23, 59, 59, 900000, tzinfo=SHANGHAI))
    assert not row.takes_opinions(END)


@pytest.mark.duty("S0-4.7a")
def test_five_working_days_run_from_the_decision_and_not_from_the_form(office) -> None:
    row = drafted(office, decided_on=date(2026, 9, 11))
    assert clocks(row) == [("PREPUBLISH", date(2026, 9, 18), "")]
    with pytest.raises(InvalidInput) as refused:
        drafted(office, decided_on=date(2026, 9, 17))
    assert refused.value.messages == {"decided_on": "这一天还没有到，请核对日期"}


@pytest.mark.duty("S0-4.3", "S0-6.3", "S3-2.1c")
@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("draft", "拟定方案（草案）"),
        ("explanation", "草案说明"),
        ("reasons", "理由"),
        ("basis", "决策依据"),
        ("how_to_reply", "提意见的其他方式"),
    ],
)
def test_nothing_is_handed_in_without_what_the_public_needs(office, name, label) -> None:
    with pytest.raises(Blocked) as blocked:
        services.submit(drafted(office, **{name: ""}), **office.as_(Role.HANDLER))
    assert blocked.value.reasons == (f"还没有写“{label}”",)


@pytest.mark.duty("S0-6.2")
def test_where_a_group_is_concerned_it_is_said_who_was_talked_to(office) -> None:
    row = drafted(office, affected="校车司机")
    with pytest.raises(Blocked) as blocked:
        services.submit(row, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("涉及特定群体的，要写和谁沟通协商",)
    services.change(row, values={"partners": "市道路运输协会"}, **office.as_(Role.HANDLER))
    assert services.submit(row, **office.as_(Role.HANDLER)).state == "review"


@pytest.mark.duty("S0-4.5.1", "S0-4.5.2", "S0-4.5.3", "S0-4.5.4", "S0-4.5.5")
@pytest.mark.duty("S0-4.5.6", "S0-4.5.7", "S0-4.5.8", "S0-4.5.9", "S0-4.5.10")
def test_each_of_the_ten_kinds_of_matters_can_be_opened_and_no_other(office) -> None:
    codes = (
        "plan",
        "major",
        "policy",
        "interests",
        "institution",
        "approval",
        "enforcement",
        "funds",
        "staff",
        "other",
    )
    assert tuple(Category.values) == codes
    assert [drafted(office, category=code).get_category_display() for code in codes] == [
        "发展战略、发展计划、工作目标及完成情况",
        "全局性重要事项、重大决策",
        "法规、规章、规范性文件及其他政策措施出台",
        "涉及公众切身利益或者普遍关心的重大事项",
        "机构设置、职能和设定依据变动",
        "行政审批、审核、备案等职能变动",
        "重大突发事件、重要行政执法行为的处理和执行情况",
        "重要专项经费分配和使用",
        "机构改革人员分流、工作人员分工及调整",
        "其他应当预公开的事项",
    ]
    with pytest.raises(InvalidInput):
        drafted(office, category="secret")


@pytest.mark.duty("S3-6.1")
def test_the_matter_is_one_in_which_the_public_takes_part(office) -> None:
    scopes = ("planning", "social", "rules", "project", "market", "economy", "benefit")
    assert [drafted(office, scope=code).scope for code in scopes] == list(scopes)
    with pytest.raises(InvalidInput):
        drafted(office, scope="")


@pytest.mark.duty("S0-4.6.1-5", "S1-5.3b", "S3-6.2a")
def test_the_site_and_the_open_call_are_ways_whatever_is_ticked(office) -> None:
    row = drafted(office, publish_ways=["press", "board"], participation=["hearing"])
    assert (row.publish_ways, row.participation) == (["site", "board", "press"], ["call", "hearing"])
    assert set(PublishWay.values) == {"site", "media", "board", "press", "other"}
    assert ALWAYS == {"publish_ways": "site", "participation": "call"}


@pytest.mark.duty("S0-6.1", "S1-5.3c", "S3-2.1d")
def test_every_way_the_rules_name_can_be_chosen(office) -> None:
    seven = {"forum", "hearing", "visit", "letter", "call", "questionnaire", "poll"}
    five = {"call", "hearing", "negotiation", "sitting_in", "briefing"}
    six = {"call", "new_media", "forum", "visit", "negotiation", "briefing"}
    chosen = sorted(seven | five | six)
    assert sorted(drafted(office, participation=chosen).participation) == chosen == sorted(Participation.values)


@pytest.mark.duty("S0-4.8a")
@pytest.mark.parametrize("kind", SecretKind.values)
def test_one_of_the_seven_kinds_is_enough_to_forbid_it(office, kind) -> None:
    row = services.submit(drafted(office), **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[kind], opinion="不能公开。", **office.as_(Role.SECRECY_REVIEWER))
    assert (row.state, row.secrecy_kinds) == ("draft", kind)
    Consultation.objects.filter(pk=row.pk).update(state="approved")
    with pytest.raises(Blocked) as blocked:
        services.publish(fresh(row), **office.as_(Role.INFO_CLERK))
    assert blocked.value.reasons == (f"保密审查认为涉及{SecretKind(kind).label}，不允许预公开",)


@pytest.mark.duty("S0-4.8b")
def test_nothing_is_opened_without_a_review_whoever_writes_into_the_table(office) -> None:
    row = drafted(office)
    Consultation.objects.filter(pk=row.pk).update(state="approved")
    with pytest.raises(Blocked) as blocked:
        services.publish(fresh(row), **office.as_(Role.INFO_CLERK))
    assert blocked.value.reasons == ("还没有保密审查",)
    days = {"opened_on": date(2026, 9, 16), "ends_on": LAST_DAY, "ends_at": END, "published_at": MORNING}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=row.pk).update(state="open", **days)
    forbidden = {"reviewed_at": MORNING, "secrecy_kinds": "privacy"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=row.pk).update(state="open", **days, **forbidden)


def test_the_drafter_neither_reviews_nor_approves(office) -> None:
    row = services.submit(drafted(office), **office.as_(Role.HANDLER))
    Consultation.objects.filter(pk=row.pk).update(drafter_id=office.people[Role.SECRECY_REVIEWER].pk)
    with pytest.raises(NotAllowed):
        services.review_secrecy(fresh(row), found=[], opinion="可以。", **office.as_(Role.SECRECY_REVIEWER))
    Consultation.objects.filter(pk=row.pk).update(drafter_id=1, editor_id=office.people[Role.SIGNER].pk)
    row = services.review_secrecy(fresh(row), found=[], opinion="可以。", **office.as_(Role.SECRECY_REVIEWER))
    with pytest.raises(NotAllowed):
        services.approve(row, **office.as_(Role.SIGNER))


@pytest.mark.duty("S0-4.7c", "S0-4.7b")
def test_ten_days_are_refused_and_with_a_reason_and_an_approver_allowed(office) -> None:
    row = drafted(office, days=10)
    with pytest.raises(Blocked) as blocked:
        services.submit(row, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("征求意见一般不少于30日；情况紧急要缩短的，写明理由，公布时一并说明",)
    services.change(row, values={"short_reason": "开学前必须施行。"}, **office.as_(Role.HANDLER))
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="可以。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    services.publish(row, **office.as_(Role.INFO_CLERK))
    assert (row.ends_on, row.shortener_id) == (date(2026, 9, 26), office.people[Role.SIGNER].pk)
    assert clocks(row)[1] == ("RULE_DRAFT_CONSULTATION", date(2026, 9, 26), "")


def test_a_period_the_law_fixes_is_not_shortened_whatever_the_reason(office) -> None:
    row = drafted(office, days=29, legal_kind="expropriation", short_reason="工期紧。")
    with pytest.raises(Blocked) as blocked:
        services.submit(row, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == (
        "房屋征收补偿方案征求意见不少于30日（《国有土地上房屋征收与补偿条例》第十条），不能缩短",
    )


@pytest.mark.duty("S0-4.7b", "S0-4.7c")
def test_the_database_refuses_a_shorter_period_without_reason_or_second_person(office) -> None:
    row = opened(office)
    shorter = {"ends_on": LAST_DAY - timedelta(days=1)}
    for given in (
        {},
        {"short_reason": "紧急"},
        {"shortener_id": 999},
        {"short_reason": "紧急", "shortener_id": row.drafter_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.filter(pk=row.pk).update(**shorter, **given)
    Consultation.objects.filter(pk=row.pk).update(**shorter, short_reason="紧急", shortener_id=999)
    assert fresh(row).ends_on == date(2026, 10, 15)


def test_a_period_is_extended_before_its_end_and_not_after(office) -> None:
    row = opened(office)
    given = {"ends_on": date(2026, 10, 31), "reason": "放假期间很多人没看到。"}
    with pytest.raises(NotAllowed):
        services.extend(row, **given, **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput):
        services.extend(row, **(given | {"ends_on": LAST_DAY}), **office.as_(Role.SIGNER))
    services.extend(row, **given, **office.as_(Role.SIGNER))
    assert (row.ends_at, row.days) == (datetime(2026, 11, 1, 0, 0, tzinfo=SHANGHAI), 45)
    office.at = datetime(2026, 11, 1, 0, 0, tzinfo=SHANGHAI)
    with pytest.raises(StaleState):
        services.extend(row, **(given | {"ends_on": date(2026, 11, 30)}), **office.as_(Role.SIGNER))


@pytest.mark.duty("S0-6.6")
def test_the_result_is_owed_thirty_days_from_the_last_day_whenever_the_worker_comes(office) -> None:
    row = opened(office)
    assert services.close_what_is_over(at=END - timedelta(microseconds=1)) == 0
    assert services.close_what_is_over(at=datetime(2026, 10, 19, 8, 0, tzinfo=SHANGHAI)) == 1
    assert services.close_what_is_over(at=datetime(2026, 10, 19, 8, 1, tzinfo=SHANGHAI)) == 0
    assert fresh(row).state == "closed"
    # thirty days from 16 October is 15 November, a Sunday
    assert clocks(row)[1:] == [
        ("RULE_DRAFT_CONSULTATION", date(2026, 10, 16), "done"),
        ("CONSULTATION_FEEDBACK", date(2026, 11, 16), ""),
    ]


@pytest.mark.duty("S0-6.6", "S3-6.2d")
def test_no_result_before_every_opinion_is_answered(office) -> None:
    row = opened(office)
    first, second = said(row), said(row, text="线路太少。")
    row = closed(office, row)
    services.write_result(row, result_summary="研究过了。", **office.as_(Role.HANDLER))
    with pytest.raises(Blocked) as blocked:
        services.submit_result(row, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("还有2条意见没有答复：归到主题一起答，或者单独答",)
    theme = services.name_theme(row, title="价格", summary="", **office.as_(Role.HANDLER))
    services.group(row, opinions=row.opinions.filter(pk=first.pk), theme=theme, **office.as_(Role.HANDLER))
    services.answer_theme(row, theme=theme, verdict="adopted", reason="", **office.as_(Role.HANDLER))
    services.answer_opinion(fresh(second), verdict="rejected", reason="", **office.as_(Role.HANDLER))
    assert services.submit_result(fresh(row), **office.as_(Role.HANDLER)).state == "result_review"


@pytest.mark.duty("S3-6.2d")
def test_a_view_many_share_is_not_turned_down_without_a_reason(office, settings) -> None:
    settings.CONSULTATION_CONCENTRATED = 3
    row = opened(office)
    for _ in range(3):
        said(row)
    row = answered(office, closed(office, row), verdict="rejected", reason="")
    with pytest.raises(Blocked) as blocked:
        services.submit_result(row, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("主题“价格”有3条意见，没有全部采纳，要说明理由",)
    theme = row.themes.get()
    services.answer_theme(row, theme=theme, verdict="rejected", reason="成本是每公里2元。", **office.as_(Role.HANDLER))
    assert services.submit_result(row, **office.as_(Role.HANDLER)).state == "result_review"


@pytest.mark.duty("S3-6.2d", "S0-6.6")
def test_the_result_and_all_answers_are_published_together_by_a_second_person(office) -> None:
    row = opened(office)
    said(row)
    row = answered(office, closed(office, row))
    services.submit_result(row, **office.as_(Role.HANDLER))
    Consultation.objects.filter(pk=row.pk).update(result_drafter_id=office.people[Role.DISCLOSURE_HEAD].pk)
    with pytest.raises(NotAllowed):
        services.publish_result(fresh(row), **office.as_(Role.DISCLOSURE_HEAD))
    done = services.publish_result(fresh(row), **office.as_(Role.SIGNER))
    assert (done.state, done.is_late, clocks(done)[-1]) == (
        "result",
        False,
        ("CONSULTATION_FEEDBACK", date(2026, 11, 16), "done"),
    )


def test_a_result_after_its_day_is_late(office) -> None:
    row = answered(office, closed(office, opened(office)))
    office.at = datetime(2026, 11, 17, 9, 0, tzinfo=SHANGHAI)
    services.submit_result(row, **office.as_(Role.HANDLER))
    assert services.publish_result(row, **office.as_(Role.SIGNER)).is_late


@pytest.mark.duty("S0-6.6")
def test_who_left_an_address_or_a_mobile_hears_of_the_result_and_the_outbox_knows_nobody(office) -> None:
    row = opened(office)
    mailed = said(row, contact="reader@example.com", name="周晓燕")
    called = said(row, contact="13812345678")
    said(row, contact="学府路1号")
    said(row, contact="")
    back = said(row, contact="back@example.com")
    services.withdraw(back, actor=services.CITIZEN, moment=lambda: office.at)
    assert not Notice.objects.filter(kind="opinion_answered").exists()
    row = finished(office, row)

    told = Notice.objects.filter(kind="opinion_answered").order_by("pk")
    assert [(each.channel, each.about_id) for each in told] == [("email", mailed.pk), ("sms", called.pk)]
    kept = " ".join(str(value) for each in told.values() for value in each.values())
    assert not {word for word in ("reader@example.com", "13812345678", "周晓燕") if word in kept}
    letter = letter_of(told[0], at=office.at)
    assert (letter.to, mailed.number in letter.body, "/consultations/mine/" in letter.body) == (
        "reader@example.com",
        True,
        True,
    )
    assert letter_of(told[1], at=office.at).to == "13812345678"
    Opinion.objects.filter(pk=mailed.pk).update(contact="")
    with pytest.raises(Undeliverable):
        letter_of(told[0], at=office.at)


def test_a_consultation_without_any_opinion_has_a_result_too(office) -> None:
    assert finished(office, opened(office)).state == "result"


def test_cancelled_only_until_its_end_and_never_without_a_reason(office) -> None:
    row = opened(office)
    done = services.cancel(row, reason="上级已经统一规定。", **office.as_(Role.HEAD))
    assert (done.state, [outcome for _, _, outcome in clocks(done)]) == ("cancelled", ["done", "cancelled"])
    other = opened(office)
    office.at = AFTER
    with pytest.raises(Blocked):
        services.cancel(other, reason="不做了。", **office.as_(Role.HEAD))


@pytest.mark.duty("law.C17")
def test_one_of_the_three_exclusions_is_recorded_with_its_basis_by_a_second_person(office) -> None:
    row = drafted(office)
    with pytest.raises(InvalidInput):
        services.exempt(row, exclusion="emergency", exclusion_basis="", **office.as_(Role.SIGNER))
    with pytest.raises(InvalidInput):
        services.exempt(row, exclusion="busy", exclusion_basis="忙", **office.as_(Role.SIGNER))
    done = services.exempt(row, exclusion="emergency", exclusion_basis="突发事件应对法", **office.as_(Role.SIGNER))
    assert (done.state, clocks(done)) == ("exempt", [("PREPUBLISH", date(2026, 9, 22), "cancelled")])


@pytest.mark.duty("S0-4.5.3")
def test_a_document_knows_whether_its_consultation_is_finished(office) -> None:
    document = office.draft()
    assert standing_of_document(document) is Standing.NONE
    given = DRAFT | {"decided_on": MORNING.date()}
    row = services.create(organ=office.organ, values=given, document=document, **office.as_(Role.HANDLER))
    assert standing_of_document(document) is Standing.UNDER_WAY
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="可以。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    services.publish(row, **office.as_(Role.INFO_CLERK))
    assert standing_of_document(document) is Standing.UNDER_WAY
    finished(office, row)
    assert standing_of_document(document) is Standing.FINISHED


def test_the_text_of_an_opened_draft_never_changes_and_has_anchors(office) -> None:
    row = opened(office)
    assert [(piece.anchor, piece.is_heading, piece.text[:4]) for piece in row.passages.all()] == [
        ("p-1", True, "一、总则"),
        ("p-2", False, "第一条　"),
        ("p-3", False, "第二条　"),
        ("p-4", True, "二、管理"),
        ("p-5", False, "第三条　"),
    ]
    with pytest.raises(NotAllowed):
        services.change(row, values={"draft": "换了"}, **office.as_(Role.HANDLER))


def test_a_number_of_a_person_in_the_draft_is_settled_before_it_leaves(office) -> None:
    row = drafted(office, how_to_reply="找张三，13912345678。")
    with pytest.raises(Blocked) as blocked:
        services.submit(row, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("提意见的其他方式里有手机号，还没有处理",)
    with pytest.raises(InvalidInput):
        services.change(row, values={"reasons": "绝密★启用前"}, **office.as_(Role.HANDLER))
    assert fresh(row).reasons == "现在校车没有统一的规定。"


def test_approved_and_cleared_ones_can_be_sent_back(office) -> None:
    for row, role in ((cleared(office), Role.SIGNER), (approved(office), Role.SECRECY_REVIEWER)):
        assert services.send_back(row, reason="第二条写错了。", **office.as_(role)).state == "draft"

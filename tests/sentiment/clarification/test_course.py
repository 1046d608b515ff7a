"""发现, 报告, 确认, 批准, 发布, 评估: what has to happen before the city tells what is true."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from portal.subjects import ref
from sentiment.clarification import services
from sentiment.clarification.approvals import RULES, Level, rules_for
from sentiment.clarification.codes import Channel, Kind
from sentiment.clarification.models import Clarification
from tests.sentiment.clarification.rumour import (
    CLAIM,
    TRUTH,
    approved,
    confirmed,
    consent_of,
    found,
    moment,
    published,
    reported,
    submitted,
    written,
)
from tests.sentiment.mailbox.post import FOUNDED

pytestmark = pytest.mark.django_db


def told(row, person):
    return Notice.objects.filter(about_id=row.pk, user=person).exists()


# --- found and reported -------------------------------------------------------------------------------


@pytest.mark.duty("S2-8.1")
def test_two_kinds_are_clarified() -> None:
    assert [each.label for each in Kind] == ["虚假信息", "不完整信息"]


@pytest.mark.duty("S2-8.4a", "S2-8.2")
def test_the_hours_run_from_the_moment_it_was_found(post, desk) -> None:
    row = found(post)
    clock = Deadline.objects.of(ref(row)).get()
    assert (clock.rule, clock.due_at) == ("CLARIFICATION_REPORT", moment(11))
    services.report(row, **post.as_(Role.INFO_CLERK, moment(10, 59)))
    assert (row.state, row.reported_at, row.is_late) == ("reported", moment(10, 59), False)
    assert told(row, desk.people[Role.OVERSIGHT])
    clock.refresh_from_db()
    assert clock.outcome == "done"


@pytest.mark.duty("S2-8.4a", "S2-8.9")
def test_a_report_after_two_hours_is_late_and_is_kept_so(post) -> None:
    assert reported(post, at=moment(11)).is_late is True


@pytest.mark.duty("S2-8.4a")
def test_hours_do_not_stop_at_night(post) -> None:
    row = services.find(
        organ=post.organ,
        values=CLAIM | {"found_at": moment(23, 40)},
        **post.as_(Role.INFO_CLERK, moment(23, 50)),
    )
    assert Deadline.objects.of(ref(row)).get().due_at == moment(1, 40, day=3)


def test_nothing_is_found_in_the_future(post) -> None:
    with pytest.raises(InvalidInput, match="不能晚于现在"):
        found(post, found_at=moment(9, 11))


def test_secrecy_marks_are_not_taken_in(post) -> None:
    with pytest.raises(InvalidInput, match="密级标志"):
        found(post, claim="网传一份文件：机密★5年。")
    assert not Clarification.objects.exists()


@pytest.mark.duty("S2-8.4a", "S2-8.3b")
def test_the_oversight_office_confirms_and_names_whose_it_is(post, desk, police) -> None:
    row = reported(post)
    with pytest.raises(NotAllowed):
        services.confirm(row, organ=post.organ, **post.as_(Role.HEAD))
    services.confirm(row, organ=police.organ, **desk.as_(Role.OVERSIGHT))
    assert (row.organ, row.finder) == (police.organ, post.organ)
    assert told(row, police.people[Role.HEAD])


def test_not_everything_is_clarified(post, desk) -> None:
    row = reported(post)
    with pytest.raises(DomainError, match="理由"):
        services.dismiss(row, reason="", **desk.as_(Role.OVERSIGHT))
    services.dismiss(row, reason="没有传播", **desk.as_(Role.OVERSIGHT))
    assert row.state == "dismissed"


@pytest.mark.duty("S2-8.5")
def test_an_emergency_goes_the_way_of_emergencies(post, desk) -> None:
    row = confirmed(post, desk)
    services.divert(row, reason="按供水应急预案，由市应急指挥部统一发布", **desk.as_(Role.OVERSIGHT))
    assert (row.state, "应急指挥部" in row.emergency_note) == ("emergency", True)
    with pytest.raises(NotAllowed):
        services.write(row, values=TRUTH, organs=[], **post.as_(Role.HANDLER))


# --- the rules of approval ----------------------------------------------------------------------------


@pytest.mark.duty("S2-8.6.1", "S2-8.6.2a", "S2-8.6.2b", "S2-8.6.2c")
@pytest.mark.parametrize(
    ("name_of", "is_sensitive", "concerns_others", "levels"),
    [
        ("city", False, False, ["city"]),
        ("city", True, True, ["city", "consent", "city"]),
        ("organ", False, False, ["head"]),
        ("organ", False, True, ["head", "consent"]),
        ("organ", True, False, ["head", "city"]),
        ("organ", True, True, ["head", "consent", "city"]),
        ("", True, True, []),
    ],
)
def test_the_table_says_who_must_approve(name_of, is_sensitive, concerns_others, levels) -> None:
    row = Clarification(name_of=name_of, is_sensitive=is_sensitive, concerns_others=concerns_others)
    assert [rule.level.value for rule in rules_for(row)] == levels


def test_every_rule_names_its_article() -> None:
    assert [rule.duties for rule in RULES] == [("S2-8.6.1",), ("S2-8.6.2a",), ("S2-8.6.2b",), ("S2-8.6.2c",)]
    assert {rule.level for rule in RULES} == set(Level)


@pytest.mark.duty("S2-8.6.2a")
def test_an_organ_speaks_for_itself_with_the_approval_of_its_head(post, desk) -> None:
    row = submitted(post, desk)
    with pytest.raises(Blocked, match="须经主要负责人审批"):
        services.publish(row, **post.as_(Role.INFO_CLERK))
    with pytest.raises(NotAllowed):
        services.approve_head(row, **post.as_(Role.SIGNER))
    services.approve_head(row, **post.as_(Role.HEAD))
    services.publish(row, **post.as_(Role.INFO_CLERK))
    assert row.is_public


@pytest.mark.duty("S2-8.6.1")
def test_the_name_of_the_city_needs_the_city(post, city) -> None:
    row = submitted(post, city, name_of="city")
    with pytest.raises(Blocked, match="须经市人民政府批准"):
        services.publish(row, **post.as_(Role.INFO_CLERK))
    with pytest.raises(StaleState):
        services.approve_head(row, **post.as_(Role.HEAD))
    with pytest.raises(InvalidInput, match="请填写批准的依据"):
        services.approve_city(row, city_approval="", **city.as_(Role.OFFICE_APPROVER))
    services.approve_city(row, city_approval="临政阅〔2026〕8号", **city.as_(Role.OFFICE_APPROVER))
    services.publish(row, **post.as_(Role.INFO_CLERK))
    assert (row.is_public, row.author) == (True, "市人民政府")


@pytest.mark.duty("S2-8.6.2c")
def test_what_is_sensitive_goes_up_after_the_head(post, city) -> None:
    row = submitted(post, city, is_sensitive=True)
    with pytest.raises(StaleState):
        services.approve_city(row, city_approval="x", **city.as_(Role.OFFICE_APPROVER))
    services.approve_head(row, **post.as_(Role.HEAD))
    with pytest.raises(Blocked, match="重要事项或者敏感问题"):
        services.publish(row, **post.as_(Role.INFO_CLERK))
    services.approve_city(row, city_approval="临政阅〔2026〕8号", **city.as_(Role.OFFICE_APPROVER))
    services.publish(row, **post.as_(Role.INFO_CLERK))
    assert row.is_public


@pytest.mark.duty("S2-8.6.1", "S2-8.6.2c")
@pytest.mark.parametrize("role", [Role.SIGNER, Role.DISCLOSURE_HEAD])
def test_no_organ_enters_the_approval_of_the_city_for_itself(post, police, city, role) -> None:
    row = submitted(post, city, name_of="city")
    with pytest.raises(NotAllowed, match="市政府办分管领导"):
        services.approve_city(row, city_approval="口头同意", **post.as_(role))
    both = {"user": post.people[role], "role": Role.OFFICE_APPROVER, "starts_on": FOUNDED}
    Appointment.objects.create(organ=city.organ, **both)
    with pytest.raises(NotAllowed, match="在责任机关任职"):
        services.approve_city(row, city_approval="口头同意", **post.as_(role))
    Appointment.objects.create(organ=city.organ, **both | {"user": police.people[role]})
    services.approve_city(row, city_approval="临政阅〔2026〕8号", **police.as_(role))
    assert row.city_approved_by == police.people[role].name


def test_who_approved_as_head_does_not_enter_the_city_after_a_change_of_post(post, city) -> None:
    row = submitted(post, city, is_sensitive=True)
    services.approve_head(row, **post.as_(Role.HEAD))
    person = post.people[Role.HEAD]
    Appointment.objects.filter(user=person).update(organ=city.organ, role=Role.OFFICE_APPROVER)
    with pytest.raises(NotAllowed, match="主要负责人身份审批过"):
        services.approve_city(row, city_approval="口头同意", **post.as_(Role.HEAD))


@pytest.mark.duty("S2-8.6.2b")
def test_the_other_organ_agrees_before_it_is_handed_in(post, desk, police) -> None:
    row = written(post, desk, organs=[police.organ])
    with pytest.raises(Blocked, match="市公安局等答复"):
        services.submit(row, **post.as_(Role.HANDLER))
    consent = consent_of(row, police)
    assert "今天18时恢复供水" in consent.words
    with pytest.raises(NotAllowed):
        services.agree(consent, **post.as_(Role.HEAD))
    services.refuse(consent, opinion="交通管制的范围写错了", **police.as_(Role.SIGNER))
    with pytest.raises(Blocked, match="市公安局不同意"):
        services.submit(row, **post.as_(Role.HANDLER))


@pytest.mark.duty("S2-8.6.2b")
def test_an_organ_that_agreed_to_other_words_is_asked_anew(post, desk, police) -> None:
    row = written(post, desk, organs=[police.organ])
    services.agree(consent_of(row, police), **police.as_(Role.HEAD))
    services.write(row, values=TRUTH, organs=[police.organ], **post.as_(Role.HANDLER))
    assert consent_of(row, police).state == "agreed"
    reworded = TRUTH | {"statement": "今天20时恢复供水，全市没有停水。"}
    services.write(row, values=reworded, organs=[police.organ], **post.as_(Role.HANDLER))
    assert consent_of(row, police).state == "asked"
    with pytest.raises(Blocked):
        services.submit(row, **post.as_(Role.HANDLER))


def test_what_was_sent_back_is_approved_anew(post, desk) -> None:
    row = approved(post, desk)
    services.send_back(row, reason="时间不准", **post.as_(Role.HEAD))
    assert (row.state, row.head_approved_at) == ("confirmed", None)
    services.submit(row, **post.as_(Role.HANDLER))
    with pytest.raises(Blocked):
        services.publish(row, **post.as_(Role.INFO_CLERK))


def test_the_writer_does_not_approve(post, desk) -> None:
    post.people[Role.HEAD].appointments.update(user=post.people[Role.HANDLER])
    row = submitted(post, desk)
    with pytest.raises(NotAllowed, match="自己起草的"):
        services.approve_head(row, **post.as_(Role.HANDLER))


@pytest.mark.duty("S2-8.6.1", "S2-8.6.2a")
def test_the_database_shows_nothing_that_was_not_approved(post, city) -> None:
    for values in ({}, {"name_of": "city"}, {"is_sensitive": True}):
        row = submitted(post, city, **values)
        with pytest.raises(IntegrityError), transaction.atomic():
            Clarification.objects.filter(pk=row.pk).update(state="published", published_at=moment(10))


# --- published ----------------------------------------------------------------------------------------


@pytest.mark.duty("S2-8.4b")
def test_five_channels_are_chosen_and_each_is_accounted_for(post, desk) -> None:
    assert [each.label for each in Channel] == ["互联网", "广播", "电视", "报刊", "新闻发布会"]
    row = published(post, desk)
    judged = {"effect": "settled", "effect_note": "24小时没有新的转发"}
    with pytest.raises(Blocked) as blocked:
        services.evaluate(row, **judged, **post.as_(Role.HANDLER))
    assert blocked.value.reasons == ("还没有登记在互联网的发布", "还没有登记在广播的发布")
    for channel, outlet in (("internet", "市政府网站"), ("radio", "交通广播")):
        values = {"channel": channel, "released_at": moment(10), "outlet": outlet, "link": ""}
        services.note_release(row, values=values, **post.as_(Role.INFO_CLERK, moment(12)))
    services.evaluate(row, **judged, **post.as_(Role.HANDLER, moment(12, day=3)))
    assert (row.state, row.is_public) == ("evaluated", True)


def test_what_screening_finds_stops_it(post, desk) -> None:
    row = written(post, desk, claim="王某的手机13987654321在传。")
    with pytest.raises(Blocked, match="手机号"):
        services.submit(row, **post.as_(Role.HANDLER))


@pytest.mark.duty("S2-8.10")
def test_a_transfer_to_the_police_is_on_record_and_never_public(post, desk, client) -> None:
    row = published(post, desk)
    values = {
        "authority": "市公安局网络安全保卫支队",
        "letter_number": "临住建函〔2026〕12号",
        "transferred_on": date(2026, 3, 2),
        "matter": "首发账号“江边木棉”的截图和链接",
    }
    with pytest.raises(NotAllowed):
        services.transfer(row, values=values, **post.as_(Role.HANDLER))
    services.transfer(row, values=values, **post.as_(Role.HEAD))
    with pytest.raises(InvalidInput, match="已经登记过"):
        services.transfer(row, values=values, **post.as_(Role.HEAD))
    later = values | {"letter_number": "临住建函〔2026〕13号", "transferred_on": date(2026, 3, 3)}
    with pytest.raises(InvalidInput, match="不能晚于今天"):
        services.transfer(row, values=later, **post.as_(Role.HEAD))
    assert row.transfers.get().person_name == "主要负责人"
    page = client.get(f"/clarifications/{row.pk}/").content.decode()
    assert ("今天18时恢复供水" in page, "木棉" in page, "微信群" in page) == (True, False, False)


def test_the_page_that_was_taken_down_says_why(post, desk, client) -> None:
    row = published(post, desk)
    services.take_down(row, reason="恢复时间有变化，另行发布", **post.as_(Role.HEAD))
    page = client.get(f"/clarifications/{row.pk}/")
    words = page.content.decode()
    assert (page.status_code, "恢复时间有变化" in words, "18时" in words) == (410, True, False)


def test_the_list_the_feed_and_the_sitemap_hold_what_is_public(post, desk, client) -> None:
    row, hidden = published(post, desk), submitted(post, desk)
    for address in ("/clarifications/", "/feeds/clarifications/", "/feeds/clarifications.json"):
        page = client.get(address).content.decode()
        assert f"/clarifications/{row.pk}/" in page, address
        assert f"/clarifications/{hidden.pk}/" not in page, address
    page = client.get("/sitemap-clarifications.xml").content.decode()
    assert (f"/clarifications/{row.pk}/" in page, f"/clarifications/{hidden.pk}/" in page) == (True, False)

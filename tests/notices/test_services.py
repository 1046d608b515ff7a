"""The outbox: told once, tried again, given up loudly."""

from datetime import date, datetime, timedelta

import pytest

from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.notices import services
from portal.notices.channels import Undeliverable
from portal.notices.models import Notice
from portal.notices.selectors import recipients_of, unread_count
from portal.notices.states import wait_after

ADMINISTRATOR = Actor(kind=ActorKind.USER, id=9, name="系统管理员", roles=frozenset({(1, "system_admin")}))
CLERK = Actor(kind=ActorKind.USER, id=8, name="经办人", roles=frozenset({(1, "handler")}))


def queue(at, key="k1", to="reader@example.invalid", channel="email"):
    return services.queue(
        channel=channel, to=to, subject_line="期限提醒", body="还剩3个工作日", kind="reminder", dedupe_key=key, at=at
    )


def test_the_same_key_is_stored_once_and_says_so(db, at) -> None:
    first, is_new = queue(at)
    second, is_new_again = queue(at)
    assert (is_new, is_new_again) == (True, False)
    assert first == second
    assert Notice.objects.count() == 1


def test_a_person_without_mail_address_is_refused_at_the_field(handler, at) -> None:
    handler.email = ""
    with pytest.raises(InvalidInput) as refused:
        queue(at, to=handler)
    assert refused.value.messages == {"to": "没有可用的电子邮件地址。"}


def test_a_line_break_cannot_enter_the_subject_line(db, at) -> None:
    notice, _ = services.queue(
        channel="email", to="a@example.invalid", subject_line="提醒\r\nBcc: x@example.invalid", body="", kind="k",
        dedupe_key="k", at=at,
    )  # fmt: skip
    assert notice.subject_line == "提醒 Bcc: x@example.invalid"


def test_tell_reaches_the_inbox_at_once_and_mail_later(handler, at, recorder) -> None:
    new = services.tell([handler], subject_line="退文", body="缺属性", kind="return", dedupe_key="d1", at=at)
    assert new == 2
    assert unread_count(handler) == 1
    assert recorder.sent == []
    assert services.deliver(at=at) == 1
    assert len(recorder.sent) == 1


def test_told_twice_is_told_once(handler, at) -> None:
    services.tell([handler], subject_line="退文", body="缺属性", kind="return", dedupe_key="d1", at=at)
    assert services.tell([handler], subject_line="退文", body="缺属性", kind="return", dedupe_key="d1", at=at) == 0
    assert Notice.objects.count() == 2


def test_a_sent_message_is_not_sent_again(db, at, recorder) -> None:
    notice, _ = queue(at)
    services.deliver(at=at)
    services.deliver(at=at + timedelta(days=1))
    assert recorder.sent == [notice.pk]


def test_of_two_workers_with_the_same_row_one_sends(db, at, recorder) -> None:
    notice, _ = queue(at)
    one, other = Notice.objects.get(pk=notice.pk), Notice.objects.get(pk=notice.pk)
    assert services._deliver_one(one, at=at) is True
    assert services._deliver_one(other, at=at) is False
    assert recorder.sent == [notice.pk]


def test_a_claimed_message_is_left_alone_by_other_workers(db, at, recorder) -> None:
    queue(at)
    services._claim(Notice.objects.get(), at=at)
    assert services.deliver(at=at) == 0


def test_a_failure_is_tried_again_after_one_two_four_minutes(db, at, recorder) -> None:
    queue(at)
    recorder.failure = OSError("connection to reader@example.invalid refused")
    services.deliver(at=at)
    notice = Notice.objects.get()
    assert (notice.status, notice.attempts, notice.last_error) == ("waiting", 1, "OSError")
    assert notice.next_attempt_at == at + timedelta(minutes=1)
    assert [wait_after(n) for n in (1, 2, 3)] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert wait_after(60) == timedelta(hours=2)


def test_after_eight_failures_the_message_is_dead(db, at, recorder) -> None:
    queue(at)
    recorder.failure = OSError()
    for hours in range(0, 80, 10):
        services.deliver(at=at + timedelta(hours=hours))
    notice = Notice.objects.get()
    assert (notice.status, notice.attempts) == ("dead", 8)
    recorder.failure = None
    assert services.deliver(at=at + timedelta(days=30)) == 0


def test_a_message_that_kills_its_worker_comes_to_an_end(db, at, recorder) -> None:
    queue(at)
    Notice.objects.update(attempts=8)
    services.deliver(at=at)
    notice = Notice.objects.get()
    assert (notice.status, notice.last_error) == ("dead", "每次发送都中断了")
    assert recorder.sent == []


def test_what_can_never_arrive_is_dead_at_once_with_its_reason(db, at, recorder) -> None:
    queue(at)
    recorder.failure = Undeliverable("邮件服务器不接受这个地址")
    services.deliver(at=at)
    notice = Notice.objects.get()
    assert (notice.status, notice.attempts, notice.last_error) == ("dead", 1, "邮件服务器不接受这个地址")


def test_one_poison_message_does_not_stop_the_others(db, at, recorder, monkeypatch) -> None:
    poison, _ = queue(at, key="a")
    healthy, _ = queue(at, key="b")
    send = recorder.send

    def explode(notice, *, at):
        if notice.pk == poison.pk:
            raise ZeroDivisionError
        send(notice, at=at)

    monkeypatch.setattr(recorder, "send", explode)
    assert services.deliver(at=at) == 1
    assert recorder.sent == [healthy.pk]
    assert Notice.objects.get(pk=poison.pk).last_error == "ZeroDivisionError"


def test_neither_address_nor_content_reaches_the_log(db, at, recorder, caplog) -> None:
    notice, _ = queue(at)
    recorder.failure = OSError("reader@example.invalid 还剩3个工作日")
    services.deliver(at=at)
    assert caplog.messages == [f"notice {notice.pk} not delivered, attempt 1"]


def test_a_dead_message_can_be_sent_again_and_the_act_is_recorded(db, at, recorder) -> None:
    notice, _ = queue(at)
    Notice.objects.update(status="dead", attempts=8)
    services.send_again(notice, actor=ADMINISTRATOR, at=at)
    assert services.deliver(at=at) == 1
    assert list(Event.objects.values_list("act", "actor_name")) == [("notice_send_again", "系统管理员")]
    with pytest.raises(DomainError, match="不用重发"):
        services.send_again(notice, actor=ADMINISTRATOR, at=at)


def test_a_clerk_may_not_send_again(db, at) -> None:
    notice, _ = queue(at)
    with pytest.raises(NotAllowed):
        services.send_again(notice, actor=CLERK, at=at)


def test_mark_read_touches_only_the_readers_own_messages(handler, at, django_user_model) -> None:
    other = django_user_model.objects.create_user("other", password="x", name="经办人乙")
    for person in (handler, other):
        services.tell([person], subject_line="a", body="b", kind="k", dedupe_key="d", at=at)
    theirs = Notice.objects.get(channel="in_site", user=other)
    assert services.mark_read(user=handler, at=at, notice_id=theirs.pk) == 0
    assert services.mark_read(user=handler, at=at) == 1
    assert (unread_count(handler), unread_count(other)) == (0, 1)


def test_recipients_hold_the_role_in_the_organ_on_that_day(handler, organ, django_user_model) -> None:
    gone = django_user_model.objects.create_user("gone", password="x", name="经办人乙")
    Appointment.objects.create(
        user=gone, organ=organ, role=Role.HANDLER, starts_on=date(2025, 1, 1), ends_on=date(2026, 5, 20)
    )
    left = django_user_model.objects.create_user("left", password="x", name="经办人丙", is_active=False)
    Appointment.objects.create(user=left, organ=organ, role=Role.HANDLER, starts_on=date(2025, 1, 1))
    day = datetime.fromisoformat("2026-05-21T09:30+08:00")
    assert recipients_of(organ, Role.HANDLER, at=day) == [handler]
    assert recipients_of(organ, Role.SIGNER, at=day) == []
    assert recipients_of(None, Role.HANDLER, at=day) == [handler]
    assert recipients_of(organ, Role.HANDLER, at=day - timedelta(days=1)) == [handler, gone]

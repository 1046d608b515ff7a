"""One mail with everything new: nothing lost, nothing doubled, nothing that is not public, whatever befalls workers."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.catalogue.models import Column
from disclosure.documents import services as documents
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.following import kinds, tasks
from portal.following.models import Digest, Follower, Following, Line
from portal.following.services import digesting, send_due
from portal.following.states import next_moment
from portal.notices.channels import email
from portal.notices.models import Notice
from portal.notices.services import deliver
from portal.search import indexing
from tests.disclosure.office import MORNING, open_office
from tests.following.conftest import NEXT_DIGEST, digests, follow, publish, sent

DAY = timedelta(days=1)
AFTERNOON = datetime(2026, 5, 21, 15, 0, tzinfo=SHANGHAI)


class Killed(BaseException):
    """What a worker that is killed leaves behind: nothing catches it."""


def titles(message) -> list[str]:
    return [line.removeprefix("· ") for line in message.body.splitlines() if line.startswith("· ")]


# --- what is told ---------------------------------------------------------------------------------------


@pytest.mark.duty("S1-6.5")
def test_one_mail_tells_what_is_new_from_all_that_is_followed(office) -> None:
    follow("organ", "jyj")
    follow("search", "q=招生", at=MORNING + timedelta(minutes=5))
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc="11441700007280420Y")
    first = publish(office, "关于校园安全的通知")
    publish(other, "关于加装电梯的通知", body="加装电梯的事项通知如下。")
    second = publish(other, "关于人才公寓随迁子女招生的通知")
    (message,) = digests(NEXT_DIGEST)
    assert message.to == ["li-ming@example.com"]
    assert message.subject == "您关注的内容有2件新文件"
    assert titles(message) == ["关于校园安全的通知", "关于人才公寓随迁子女招生的通知"]
    assert "【教育局】1件" in message.body
    assert "【搜索“招生”的最新文件】1件" in message.body
    for document in (first, second):
        assert f"http://www.linjiang.example/documents/{document.pk}/" in message.body


def test_nothing_new_is_no_mail(office) -> None:
    publish(office, "关注以前的通知", at=MORNING - timedelta(hours=1))
    follow("organ", "jyj")
    assert digests(NEXT_DIGEST) == []
    assert Follower.objects.get().next_digest_at == NEXT_DIGEST + DAY


def test_an_item_two_followings_find_is_told_once(office) -> None:
    follow("organ", "jyj")
    follow("column", "jyj-policy", at=MORNING + timedelta(minutes=5))
    publish(office, "关于招生的通知")
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于招生的通知"]


def test_a_column_tells_what_is_published_below_it(office) -> None:
    below = Column.objects.create(
        name="招生", code="jyj-enrol", organ=office.organ, parent=office.column, kind="policy", description="招生"
    )
    follow("column", "jyj-policy")
    publish(office, "关于招生的通知", column=below)
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于招生的通知"]


def test_who_follows_an_organ_that_was_merged_hears_of_its_heir(office) -> None:
    follow("organ", "jyj")
    heir = open_office(code="jtj", name="临江市教育体育局", number_code="临教体发", uscc="11441700007280420Y")
    office.organ.successor = heir.organ
    office.organ.save(update_fields=["successor"])
    publish(heir, "关于体育中考的通知")
    assert titles(digests(NEXT_DIGEST)[0]) == ["关于体育中考的通知"]


def test_imported_history_is_no_news(office) -> None:
    follow("organ", "jyj")
    publish(office, "关于旧事的通知")
    from disclosure.documents.models import Document

    Document.objects.update(import_source="old-site", import_id="1")
    assert digests(NEXT_DIGEST) == []


def test_a_weekly_digest_comes_on_monday(office) -> None:
    follow("organ", "jyj", frequency="weekly")
    publish(office, "星期四的通知")
    publish(office, "星期五的通知", at=NEXT_DIGEST + timedelta(hours=2))
    assert digests(NEXT_DIGEST) == []
    (message,) = digests(datetime(2026, 5, 25, 8, 0, tzinfo=SHANGHAI))
    assert titles(message) == ["星期五的通知", "星期四的通知"]


@pytest.mark.parametrize(
    ("frequency", "after", "expected"),
    [
        ("daily", datetime(2026, 5, 21, 7, 59, tzinfo=SHANGHAI), datetime(2026, 5, 21, 8, 0, tzinfo=SHANGHAI)),
        ("daily", datetime(2026, 5, 21, 8, 0, tzinfo=SHANGHAI), datetime(2026, 5, 22, 8, 0, tzinfo=SHANGHAI)),
        ("weekly", datetime(2026, 5, 21, 9, 0, tzinfo=SHANGHAI), datetime(2026, 5, 25, 8, 0, tzinfo=SHANGHAI)),
        ("weekly", datetime(2026, 5, 25, 7, 0, tzinfo=SHANGHAI), datetime(2026, 5, 25, 8, 0, tzinfo=SHANGHAI)),
        ("weekly", datetime(2026, 5, 25, 8, 0, tzinfo=SHANGHAI), datetime(2026, 6, 1, 8, 0, tzinfo=SHANGHAI)),
        ("weekly", datetime(2026, 12, 31, 9, 0, tzinfo=SHANGHAI), datetime(2027, 1, 4, 8, 0, tzinfo=SHANGHAI)),
    ],
)
def test_digests_are_due_at_eight(frequency, after, expected) -> None:
    assert next_moment(frequency, after) == expected


def test_a_long_list_says_where_the_rest_is(office, monkeypatch) -> None:
    follow("organ", "jyj")
    for number in range(3):
        publish(office, f"第{number}号通知")
    monkeypatch.setattr("portal.following.letters.LINES_SHOWN", 2)
    (message,) = digests(NEXT_DIGEST)
    assert len(titles(message)) == 2
    assert "还有1件：http://www.linjiang.example/organs/jyj/" in message.body


# --- once ---------------------------------------------------------------------------------------------


def test_a_second_run_sends_nothing(office) -> None:
    follow("organ", "jyj")
    publish(office, "关于招生的通知")
    assert len(digests(NEXT_DIGEST)) == 1
    assert digests(NEXT_DIGEST) == []
    assert digests(NEXT_DIGEST + DAY) == []


def test_three_missed_days_lose_nothing(office) -> None:
    follow("organ", "jyj")
    for day in range(4):
        publish(office, f"第{day}天的通知", at=AFTERNOON + day * DAY)
    (message,) = digests(NEXT_DIGEST + 3 * DAY + timedelta(hours=9))
    assert titles(message) == ["第3天的通知", "第2天的通知", "第1天的通知", "第0天的通知"]
    assert digests(NEXT_DIGEST + 4 * DAY) == []


def test_a_document_published_again_after_a_recall_is_told_once(office) -> None:
    follow("organ", "jyj")
    document = publish(office, "关于招生的通知")
    assert len(digests(NEXT_DIGEST)) == 1
    from disclosure.documents.models import Document

    Document.objects.filter(pk=document.pk).update(published_at=NEXT_DIGEST + timedelta(hours=3))
    assert digests(NEXT_DIGEST + DAY) == []


def test_what_was_saved_after_a_later_act_is_told_with_the_next_digest(office) -> None:
    """Its moment lies before the last digest, which could not see it yet."""
    follow("organ", "jyj")
    assert digests(NEXT_DIGEST) == []
    publish(office, "保存得晚的通知", at=NEXT_DIGEST - timedelta(minutes=1))
    assert titles(digests(NEXT_DIGEST + DAY)[0]) == ["保存得晚的通知"]


# --- never what is not public ---------------------------------------------------------------------------


@pytest.mark.duty("S2-10.5d", "S2-7.11a")
def test_what_was_taken_down_before_the_digest_is_not_in_it(office) -> None:
    follow("organ", "jyj")
    document = publish(office, "泄漏石竹的通知")
    office.draft(title="石竹草稿")
    office.signed(title="石竹待发布")
    documents.withdraw(document, reason="内容有误", **office.as_(Role.SIGNER))
    assert digests(NEXT_DIGEST) == []


@pytest.mark.duty("S2-10.5d", "S2-7.11a")
def test_what_was_taken_down_while_the_mail_waited_is_not_in_it(office) -> None:
    follow("organ", "jyj")
    document = publish(office, "泄漏石竹的通知")
    publish(office, "关于招生的通知")
    send_due(at=NEXT_DIGEST)
    documents.recall(document, reason="内容有误", actor=office.actor(Role.SIGNER), at=NEXT_DIGEST)
    (message,) = sent(NEXT_DIGEST + timedelta(hours=1))
    assert titles(message) == ["关于招生的通知"]
    assert "石竹" not in message.body


def test_a_mail_with_nothing_left_to_tell_does_not_leave(office) -> None:
    follow("organ", "jyj")
    document = publish(office, "泄漏石竹的通知")
    send_due(at=NEXT_DIGEST)
    documents.recall(document, reason="内容有误", actor=office.actor(Role.SIGNER), at=NEXT_DIGEST)
    assert sent(NEXT_DIGEST + timedelta(hours=1)) == []
    assert Notice.objects.get(kind="following_digest").last_error == "要告知的文件都已经撤下，不用发了"


def test_what_is_followed_no_more_is_not_in_a_mail_that_waited(office) -> None:
    follower = follow("organ", "jyj")
    follow("search", "q=电梯", at=MORNING + timedelta(minutes=5))
    publish(office, "关于招生的通知")
    send_due(at=NEXT_DIGEST)
    follower.followings.get(kind="organ").delete()
    assert sent(NEXT_DIGEST) == []


# --- killed, failing and competing workers ----------------------------------------------------------------


def test_a_worker_killed_while_it_writes_a_digest_leaves_nothing_half_done(office, monkeypatch) -> None:
    follow("organ", "jyj")
    publish(office, "关于招生的通知")
    with monkeypatch.context() as patch:

        def killed(**_given):
            raise Killed

        patch.setattr(digesting, "queue", killed)
        with pytest.raises(Killed):
            send_due(at=NEXT_DIGEST)
    assert (Digest.objects.count(), Line.objects.count()) == (0, 0)
    assert len(digests(NEXT_DIGEST + timedelta(minutes=10))) == 1
    assert digests(NEXT_DIGEST + DAY) == []


def test_a_worker_killed_between_digest_and_delivery_sends_it_once(office) -> None:
    follow("organ", "jyj")
    publish(office, "关于招生的通知")
    send_due(at=NEXT_DIGEST)
    send_due(at=NEXT_DIGEST + timedelta(minutes=10))
    assert len(sent(NEXT_DIGEST + timedelta(minutes=10))) == 1
    assert sent(NEXT_DIGEST + timedelta(hours=5)) == []


def test_a_worker_killed_after_the_mail_server_took_the_mail_repeats_the_very_same_message(office, monkeypatch) -> None:
    """The server drops the second copy by its Message-ID; no later run makes a third."""
    follow("organ", "jyj")
    publish(office, "关于招生的通知")
    send_due(at=NEXT_DIGEST)
    mail.outbox.clear()
    send = email.Email.send

    def killed(self, notice, *, at):
        send(self, notice, at=at)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(email.Email, "send", killed)
        with pytest.raises(Killed):
            deliver(at=NEXT_DIGEST)
    for hours in (1, 2, 3):
        deliver(at=NEXT_DIGEST + timedelta(hours=hours))
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert (first.to, first.subject, first.body) == (second.to, second.subject, second.body)


def test_a_digest_that_cannot_be_saved_stops_nobody_else(office) -> None:
    poisoned = follow("organ", "jyj")
    follow("organ", "jyj", address="other@example.com", at=MORNING + timedelta(minutes=5))
    document = publish(office, "关于招生的通知")
    digest = Digest.objects.create(follower=poisoned, made_at=MORNING)
    key = {"label": "disclosure.document", "object_id": document.pk}

    def told_meanwhile(batch, news):
        Line.objects.get_or_create(digest=digest, follower=poisoned, **key)
        return set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digesting, "_told", told_meanwhile)
        assert [message.to for message in digests(NEXT_DIGEST)] == [["other@example.com"]]
    assert digests(NEXT_DIGEST + timedelta(minutes=10)) == []
    assert Follower.objects.get(pk=poisoned.pk).next_digest_at == NEXT_DIGEST + DAY


def test_two_workers_with_the_same_person_write_one_digest(office) -> None:
    follow("organ", "jyj")
    publish(office, "关于招生的通知")
    batch = list(Follower.objects.due(NEXT_DIGEST))
    assert send_due(at=NEXT_DIGEST) == 1
    assert digesting._serve(batch, at=NEXT_DIGEST) == 0
    assert len(sent(NEXT_DIGEST)) == 1


def test_without_an_index_followers_of_searches_wait_and_lose_nothing(office, settings, tmp_path) -> None:
    follow("search", "q=招生")
    follow("organ", "jyj", address="other@example.com", at=MORNING + timedelta(minutes=5))
    publish(office, "关于招生的通知")
    whole, settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR, tmp_path / "nothing"
    if settings.SEARCH_ENGINE == "postgres":
        pytest.skip("the index in the database cannot be taken away")
    assert [message.to for message in digests(NEXT_DIGEST)] == [["other@example.com"]]
    settings.SEARCH_INDEX_DIR = whole
    assert [message.to for message in digests(NEXT_DIGEST + timedelta(minutes=10))] == [["li-ming@example.com"]]


def test_what_the_index_takes_in_late_is_told_once_all_the_same(office) -> None:
    follow("search", "q=招生")
    indexing.rebuild(at=MORNING)
    office.at = AFTERNOON
    office.published(title="关于招生的通知")
    mails = digests(NEXT_DIGEST)
    indexing.rebuild(at=NEXT_DIGEST)
    mails += digests(NEXT_DIGEST + DAY)
    assert [titles(message) for message in mails] == [["关于招生的通知"]]


def test_the_task_serves_who_is_due(office, time_machine) -> None:
    follow("organ", "jyj")
    publish(office, "关于招生的通知")
    time_machine.move_to(NEXT_DIGEST - timedelta(minutes=1), tick=False)
    assert tasks.send_digests() == 0
    time_machine.move_to(NEXT_DIGEST, tick=False)
    assert tasks.send_digests() == 1


# --- cost and growth --------------------------------------------------------------------------------------


def _queries(documents_each: int, office, *, start) -> int:
    for number in range(documents_each):
        publish(office, f"{start:%d}日第{number}号通知", at=start)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert send_due(at=start + DAY) == 2
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_documents(office) -> None:
    follow("organ", "jyj")
    follow("column", "jyj-policy", at=MORNING + timedelta(minutes=5))
    follow("organ", "jyj", address="other@example.com", at=MORNING + timedelta(minutes=9))
    few = _queries(1, office, start=AFTERNOON)
    many = _queries(8, office, start=AFTERNOON + DAY)
    assert many == few


def test_a_mail_is_written_with_as_many_queries_for_one_item_as_for_ten(office) -> None:
    counts = []
    follow("organ", "jyj")
    for day, amount in enumerate((1, 10)):
        for number in range(amount):
            publish(office, f"{day}第{number}号通知", at=AFTERNOON + day * DAY)
        send_due(at=NEXT_DIGEST + day * DAY)
        with CaptureQueriesContext(connection) as asked:
            deliver(at=NEXT_DIGEST + day * DAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(titles(mail.outbox[-1])) == 10


def test_a_new_kind_is_a_row(office, monkeypatch) -> None:
    from disclosure.documents.models import Document

    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    def by_topic(keys, items):
        rows = Document.objects.filter(pk__in=[pk for _, pk in items], topic__in=keys)
        found = {}
        for topic, pk in rows.values_list("topic", "pk"):
            found.setdefault(topic, []).append(("disclosure.document", pk))
        return found

    kinds.register(
        kinds.Kind(
            "topic",
            "主题",
            names=lambda keys: dict.fromkeys(keys, "科技、教育"),
            page=lambda key: f"/topics/{key}/",
            sort=by_topic,
        )
    )
    follow("topic", "11")
    publish(office, "关于招生的通知", topic="11")
    publish(office, "关于电梯的通知", topic="10")
    (message,) = digests(NEXT_DIGEST)
    assert titles(message) == ["关于招生的通知"]
    assert "【科技、教育】1件" in message.body
    assert Following.objects.get().kind == "topic"

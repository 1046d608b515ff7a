"""受理, 转办, 答复: what a letter goes through, by when, and who may do what."""

from datetime import date

import pytest

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from portal.receipts.receivers import Receiver, Taken, register, unregister
from portal.screening.models import RefusedText
from portal.subjects import ref
from sentiment.mailbox import services
from sentiment.mailbox.codes import KINDS, Source
from sentiment.mailbox.models import Message
from sentiment.mailbox.services import CITIZEN
from tests.sentiment.mailbox.post import ANSWER, LETTER, MORNING, moment, token

pytestmark = pytest.mark.django_db


def ends(message):
    """Running clocks of the letter: rule and last day."""
    rows = Deadline.objects.of(ref(message)).running()
    return dict(rows.values_list("rule", "due_on"))


# --- coming in ----------------------------------------------------------------------------------------


@pytest.mark.duty("S0-7.1")
def test_a_letter_gets_a_number_and_starts_its_clocks_the_day_it_comes(post) -> None:
    sent = post.sent()
    assert (sent.message.number, sent.message.state, sent.message.source) == ("信2026-000001", "submitted", "site")
    assert ends(sent.message) == {"LETTER_SIMPLE": date(2026, 3, 9), "LETTER_RED_LINE": date(2026, 6, 2)}
    assert post.sent().message.number == "信2026-000002"


@pytest.mark.duty("law.E6")
@pytest.mark.parametrize("kind", ["help", "suggestion", "complaint", "report"])
def test_what_is_no_question_is_answered_in_fifteen_working_days(post, kind) -> None:
    assert ends(post.received(kind=kind))["LETTER_REPLY"] == date(2026, 3, 23)


@pytest.mark.duty("S1-4.3")
def test_the_platform_takes_letters_from_five_channels(post) -> None:
    assert [each.label for each in Source] == [
        "政府网站",
        "热线电话",
        "政务微博、微信",
        "政务服务网",
        "政务服务APP（皖事通等）",
    ]
    for source in ("phone", "social", "service", "app"):
        sent = services.register(organ=post.organ, source=source, values=LETTER, **post.as_(Role.INFO_CLERK))
        assert (sent.message.source, sent.message.state) == (source, "submitted")
    with pytest.raises(InvalidInput):
        services.register(organ=post.organ, source="site", values=LETTER, **post.as_(Role.INFO_CLERK))
    with pytest.raises(NotAllowed):
        services.register(organ=post.organ, source="phone", values=LETTER, **post.as_(Role.SECRECY_REVIEWER))


def test_who_does_not_know_the_organ_writes_to_the_oversight_office(desk, post) -> None:
    sent = services.submit(organ=None, values=LETTER, token=token(), actor=CITIZEN, at=MORNING)
    assert sent.message.organ == desk.organ
    told = Notice.objects.filter(about_id=sent.message.pk, user=desk.people[Role.OVERSIGHT])
    assert told.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "", "请选择类别"),
        ("title", " ", "请填写标题"),
        ("text", "", "请填写内容"),
        ("text", "长" * 3001, "内容最多3000个字，现在是3001个字，请缩短"),
        ("phone", "123", "联系电话请填11位手机号，或者带区号的固定电话"),
        ("email", "zhang", "电子邮箱请填完整的邮箱，例如 name@example.com"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(post, field, value, words) -> None:
    with pytest.raises(InvalidInput) as refused:
        post.sent(**{field: value})
    assert refused.value.messages[field] == words
    assert not Message.objects.exists()


def test_there_is_a_way_to_reach_the_writer(post) -> None:
    with pytest.raises(InvalidInput, match="电话和邮箱至少留一个"):
        post.sent(phone="", email="")


def test_secrecy_marks_are_not_taken_in(post) -> None:
    with pytest.raises(InvalidInput, match="密级标志"):
        post.sent(text="转发一份文件：机密★5年，内容如下。")
    assert (Message.objects.count(), RefusedText.objects.count()) == (0, 1)


def test_the_same_form_sent_twice_is_one_letter_with_one_code(post) -> None:
    given = {"organ": post.organ, "token": "t" * 43, "actor": CITIZEN, "at": MORNING}
    first = services.submit(values=LETTER, **given)
    again = services.submit(values=LETTER, **given)
    assert (again.message.pk, again.code, Message.objects.count()) == (first.message.pk, first.code, 1)
    with pytest.raises(services.AlreadyFiled, match="编号信2026-000001"):
        services.submit(values=LETTER | {"title": "另一件事"}, **given)


def test_neither_the_code_nor_the_writer_stands_in_the_table_in_plain_words(post) -> None:
    sent = post.sent()
    row = Message.objects.filter(pk=sent.message.pk).values().get()
    stored = " ".join(str(value) for value in row.values() if value is not None)
    assert sent.code not in stored
    assert "张小满" not in stored
    assert "zhang@example.com" not in stored


# --- passing on ---------------------------------------------------------------------------------------


@pytest.mark.duty("S1-4.3")
def test_passing_it_on_leaves_the_dates_and_moves_the_reminders(post, police) -> None:
    message = post.received()
    before = ends(message)
    services.hand_over(message, organ=police.organ, reason="属于户籍业务", **post.as_(Role.INFO_CLERK))
    assert (message.organ, message.state, message.hand_overs) == (police.organ, "submitted", 1)
    assert ends(message) == before
    assert set(Deadline.objects.of(ref(message)).values_list("organ", flat=True)) == {police.organ.pk}
    services.accept(message, **police.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.submit_answer(message, answer=ANSWER, **post.as_(Role.HANDLER))


def test_after_two_rounds_only_the_oversight_office_names_the_organ(desk, post, police) -> None:
    message = post.received()
    services.hand_over(message, organ=police.organ, reason="归公安", **post.as_(Role.HANDLER))
    services.hand_over(message, organ=post.organ, reason="归住建", **police.as_(Role.HANDLER))
    with pytest.raises(NotAllowed, match="由政务公开办指定"):
        services.hand_over(message, organ=police.organ, reason="归公安", **post.as_(Role.HANDLER))
    services.hand_over(message, organ=police.organ, reason="确定由公安办", **desk.as_(Role.OVERSIGHT))
    assert message.organ == police.organ


def test_a_letter_is_not_passed_to_where_it_is_nor_without_a_reason(post, police) -> None:
    message = post.received()
    with pytest.raises(InvalidInput, match="已经在这个机关"):
        services.hand_over(message, organ=post.organ, reason="x", **post.as_(Role.HANDLER))
    with pytest.raises(DomainError, match="理由"):
        services.hand_over(message, organ=police.organ, reason=" ", **post.as_(Role.HANDLER))


def test_another_kind_has_its_own_limit_from_the_day_of_receipt(post) -> None:
    message = post.accepted()
    later = moment(3, 4)
    services.reclassify(message, kind="complaint", reason="反映的是窗口态度", **post.as_(Role.INFO_CLERK, later))
    assert ends(message) == {"LETTER_REPLY": date(2026, 3, 23), "LETTER_RED_LINE": date(2026, 6, 2)}
    closed = Deadline.objects.get(rule="LETTER_SIMPLE", subject_id=message.pk)
    assert closed.outcome == "superseded"


# --- answering ----------------------------------------------------------------------------------------


@pytest.mark.duty("S0-7.1", "S0-7.3")
def test_an_answer_is_examined_by_another_person_and_ends_all_clocks(post) -> None:
    message = post.drafted()
    with pytest.raises(NotAllowed):
        services.approve(message, **post.as_(Role.HANDLER))
    services.approve(message, **post.as_(Role.DEPT_REVIEWER, moment(3, 9)))
    assert (message.state, message.answer, message.is_late) == ("answered", ANSWER, False)
    assert ends(message) == {}


def test_who_drafted_it_does_not_approve_it_in_another_role(post) -> None:
    person = post.people[Role.HANDLER]
    post.people[Role.SIGNER].appointments.update(user=person)
    message = post.drafted()
    with pytest.raises(NotAllowed, match="自己起草的答复"):
        services.approve(message, **post.as_(Role.HANDLER))


@pytest.mark.duty("S0-7.3")
def test_an_answer_after_the_last_day_counts_as_late(post) -> None:
    assert post.answered(on=moment(3, 10)).is_late is True


def test_an_answer_that_was_returned_keeps_its_clock_running(post) -> None:
    message = post.drafted()
    services.send_back(message, reason="没有写依据", **post.as_(Role.SIGNER))
    assert message.state == "handling"
    assert "LETTER_SIMPLE" in ends(message)


def test_the_answer_stays_out_of_the_trail(post) -> None:
    message = post.answered()
    told = " ".join(str(event.after) for event in Event.objects.filter(subject_id=message.pk))
    assert "三分之二" not in told
    assert "13812345678" not in told


@pytest.mark.duty("law.E6")
def test_what_belongs_elsewhere_is_told_and_counts_as_a_response(post) -> None:
    message = post.accepted()
    told = {"elsewhere": "petition", "answer": "请向市信访局提出。"}
    with pytest.raises(NotAllowed):
        services.redirect(message, **told, **post.as_(Role.HANDLER))
    services.redirect(message, **told, **post.as_(Role.DISCLOSURE_HEAD))
    assert (message.state, message.answer, ends(message)) == ("redirected", "请向市信访局提出。", {})


@pytest.mark.duty("S0-7.3")
def test_what_is_no_letter_stops_its_clocks_and_counts_nowhere(post) -> None:
    message = post.received(text="测试测试")
    services.set_aside(message, fault="empty", reason="没有内容", **post.as_(Role.DISCLOSURE_HEAD))
    assert (message.state, ends(message), Message.objects.counted().count()) == ("invalid", {}, 0)


def test_more_time_needs_the_deputy_head_and_ends_at_the_cap(post) -> None:
    message = post.accepted(kind="complaint")
    with pytest.raises(NotAllowed):
        services.extend(message, days=5, reason="要实地检测", **post.as_(Role.HANDLER))
    services.extend(message, days=5, reason="要实地检测", **post.as_(Role.SIGNER, moment(3, 20)))
    assert ends(message)["LETTER_REPLY"] == date(2026, 3, 30)
    with pytest.raises(DomainError):
        services.extend(message, days=11, reason="还要", **post.as_(Role.SIGNER, moment(3, 23)))


def test_a_simple_question_is_not_extended(post) -> None:
    with pytest.raises(NotAllowed, match="不能延长"):
        services.extend(post.accepted(), days=5, reason="x", **post.as_(Role.SIGNER))


# --- the writer ---------------------------------------------------------------------------------------


def test_the_writer_takes_it_back_before_the_answer_and_not_after(post) -> None:
    message = post.drafted()
    services.withdraw(message, actor=CITIZEN, at=MORNING)
    assert (message.state, ends(message)) == ("withdrawn", {})
    with pytest.raises(StaleState):
        services.withdraw(post.answered(), actor=CITIZEN, at=MORNING)


def test_the_writer_says_how_it_was_and_may_change_it(post) -> None:
    message = post.answered()
    services.rate(message, score="2", words="太慢", actor=CITIZEN, at=MORNING)
    services.rate(message, score="5", words="", actor=CITIZEN, at=MORNING)
    assert (message.score, message.score_words) == (5, "")
    with pytest.raises(InvalidInput):
        services.rate(message, score="6", words="", actor=CITIZEN, at=MORNING)
    with pytest.raises(InvalidInput):
        services.rate(message, score="5", words="打我电话13812345678", actor=CITIZEN, at=MORNING)
    with pytest.raises(StaleState):
        services.rate(post.accepted(), score="5", words="", actor=CITIZEN, at=MORNING)


# --- the oversight office and other rooms -------------------------------------------------------------


@pytest.mark.duty("S0-7.3")
def test_the_oversight_office_urges_up_to_the_head(desk, post) -> None:
    message = post.accepted()
    with pytest.raises(NotAllowed):
        services.urge(message, reason="快办", **post.as_(Role.HEAD))
    services.urge(message, reason="3月12日前答复", **desk.as_(Role.OVERSIGHT))
    told = Notice.objects.filter(about_id=message.pk, subject_line__startswith="政务公开办督办")
    assert post.people[Role.HEAD].pk in set(told.values_list("user", flat=True))


def test_another_room_takes_a_letter_over_once_and_the_answer_is_still_due(post) -> None:
    taken = []

    def take(carried, *, added, reason, actor, at):
        taken.append((carried.number, reason))
        return Taken("YQ2026-0001")

    register(Receiver("storm", "舆情工单", take, lambda _organ, actor: "" if actor.roles else "不行"))
    try:
        message = post.accepted()
        with pytest.raises(NotAllowed, match="不行"):
            services.convert(message, code="storm", reason="多人反映", actor=CITIZEN, at=MORNING)
        services.convert(message, code="storm", reason="多人反映", **post.as_(Role.HANDLER))
        assert (taken, message.converted_to) == ([("信2026-000001", "多人反映")], "舆情工单 YQ2026-0001")
        assert "LETTER_SIMPLE" in ends(message)
        with pytest.raises(StaleState, match="已经转为"):
            services.convert(message, code="storm", reason="再转", **post.as_(Role.HANDLER))
    finally:
        unregister("storm")


def test_every_kind_has_its_row() -> None:
    assert {kind: row.rule for kind, row in KINDS.items()} == {
        "consultation": "LETTER_SIMPLE",
        "help": "LETTER_REPLY",
        "suggestion": "LETTER_REPLY",
        "complaint": "LETTER_REPLY",
        "report": "LETTER_REPLY",
    }

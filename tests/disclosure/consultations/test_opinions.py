"""What citizens say: taken to the last moment of the last day, kept private, changed until the end."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.consultations import services
from disclosure.consultations.models import Opinion, OpinionFile, Reply
from disclosure.consultations.retention import RULES
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.privacy.services import plain_text, reveal
from tests.disclosure.consultations.hearing import (
    END,
    MORNING,
    OPINION,
    QUESTIONS,
    approved,
    closed,
    drafted,
    finished,
    fresh,
    opened,
    said,
    token,
)

LAST = datetime(2026, 10, 16, 23, 59, 59, 900000, tzinfo=SHANGHAI)
TOO_LATE = datetime(2026, 10, 17, 0, 0, 0, 100000, tzinfo=SHANGHAI)
OVER = "征求意见2026年10月16日24时截止，按服务器的时间已经不能提交。您写的文字还在下面，可以复制下来。"


@pytest.mark.duty("S0-6.3", "S0-4.7b")
def test_a_tenth_of_a_second_before_the_end_is_in_time_and_after_it_is_not(office) -> None:
    row = opened(office)
    assert said(row, at=LAST).received_at == LAST
    with pytest.raises(services.PeriodOver) as refused:
        said(row, at=TOO_LATE)
    assert refused.value.message == OVER
    with pytest.raises(services.PeriodOver):
        said(row, at=END)
    assert Opinion.objects.count() == 1


def test_a_form_that_was_opened_in_time_and_waited_before_the_lock_is_late(office) -> None:
    """The moment is asked after the lock, not when the form came in."""
    row = opened(office)
    moments = iter([LAST, LAST, TOO_LATE])
    given = {"values": OPINION, "token": token(), "actor": services.CITIZEN, "moment": lambda: next(moments)}
    with pytest.raises(services.PeriodOver):
        services.send_opinion(row, **given)
    assert not Opinion.objects.exists()


def test_nothing_is_taken_before_it_is_opened_nor_after_it_was_cancelled(office) -> None:
    with pytest.raises(services.PeriodOver):
        said(approved(office))
    row = opened(office)
    services.cancel(row, reason="不做了。", **office.as_(Role.HEAD))
    with pytest.raises(services.PeriodOver):
        said(row)


def test_an_extension_takes_what_would_have_been_late(office) -> None:
    row = opened(office)
    services.extend(row, ends_on=date(2026, 10, 20), reason="放假。", **office.as_(Role.SIGNER))
    assert said(row, at=TOO_LATE).number == f"意{row.pk}-000001"


def test_an_opinion_stands_on_one_passage_or_on_the_whole(office) -> None:
    row = opened(office)
    assert said(row, anchor="p-3").passage.text == "第二条　校车每公里收费0.5元。"
    assert said(row).passage is None
    with pytest.raises(InvalidInput):
        said(row, anchor="p-9")


def test_a_form_sent_twice_is_one_opinion_with_one_code(office) -> None:
    row, own = opened(office), token()

    def send(**values):
        given = {"values": OPINION | values, "token": own, "actor": services.CITIZEN, "moment": lambda: MORNING}
        return services.send_opinion(row, **given)

    first, second = send(), send()
    assert (first.opinion.pk, first.code) == (second.opinion.pk, second.code)
    with pytest.raises(services.AlreadySent):
        send(text="另外一条")
    assert Opinion.objects.count() == 1


@pytest.mark.duty("law.K")
def test_who_writes_is_sealed_kept_out_of_the_trail_and_read_by_a_logged_look(office) -> None:
    opinion = fresh(said(opened(office)))
    assert (str(opinion.name), str(opinion.contact)) == ("周**", "138****5678")
    trail = str(list(Event.objects.filter(subject_label="disclosure.opinion").values()))
    assert "周晓燕" not in trail
    assert "太贵" not in trail
    given = {"reason": "了解情况", "at": MORNING}
    assert reveal(opinion, "contact", actor=office.actor(Role.HANDLER), **given) == "13812345678"
    with pytest.raises(NotAllowed):
        reveal(opinion, "contact", actor=office.actor(Role.SIGNER), **given)
    assert Event.objects.filter(act="reveal").count() == 1


def test_it_is_rewritten_until_the_end_and_then_grouped_anew(office) -> None:
    row = opened(office)
    opinion = said(row)
    theme = services.name_theme(row, title="价格", summary="", **office.as_(Role.HANDLER))
    services.group(row, opinions=row.opinions.all(), theme=theme, **office.as_(Role.HANDLER))
    services.show(fresh(opinion), **office.as_(Role.HANDLER))
    new = OPINION | {"text": "改为每公里0.3元。", "name": "周小燕"}
    services.rewrite(fresh(opinion), values=new, actor=services.CITIZEN, moment=lambda: LAST)
    found = fresh(opinion)
    assert (found.text, found.state, found.theme, plain_text(found, "name")) == (
        "改为每公里0.3元。",
        "valid",
        None,
        "周小燕",
    )
    with pytest.raises(services.PeriodOver):
        services.rewrite(found, values=new, actor=services.CITIZEN, moment=lambda: TOO_LATE)


def test_its_files_are_exchanged_until_the_end_and_never_become_too_many(office) -> None:
    row = opened(office)
    opinion, other = said(row), said(row)
    give = {"values": OPINION, "actor": services.CITIZEN}
    three = [(f"{each}.txt", ContentFile(b"a")) for each in "甲乙丙"]
    services.rewrite(fresh(opinion), **give, enclosures=three, moment=lambda: LAST)
    services.rewrite(fresh(other), **give, enclosures=three[:1], moment=lambda: LAST)
    first, second, _ = opinion.files.all()
    more = [("丁.txt", ContentFile(b"a")), ("戊.txt", ContentFile(b"a"))]
    with pytest.raises(InvalidInput) as refused:
        services.rewrite(fresh(opinion), **give, dropped=[first.pk], enclosures=more, moment=lambda: LAST)
    assert refused.value.messages == {"enclosures": "连同原来的，最多3个附件；先勾选要去掉的"}
    assert opinion.files.count() == 3
    taken = [first.pk, second.pk, other.files.get().pk]  # the last belongs to somebody else
    services.rewrite(fresh(opinion), **give, dropped=taken, enclosures=more[:1], moment=lambda: LAST)
    assert [each.file.name for each in opinion.files.all()] == ["丙.txt", "丁.txt"]
    assert other.files.count() == 1
    with pytest.raises(services.PeriodOver):
        services.rewrite(fresh(opinion), **give, dropped=taken, moment=lambda: TOO_LATE)
    assert opinion.files.count() == 2


def test_it_is_withdrawn_until_the_end(office) -> None:
    row = opened(office)
    first, second = said(row), said(row)
    services.withdraw(first, actor=services.CITIZEN, moment=lambda: LAST)
    assert row.opinions.counted().count() == 1
    with pytest.raises(services.PeriodOver):
        services.withdraw(second, actor=services.CITIZEN, moment=lambda: TOO_LATE)
    with pytest.raises(StaleState):
        services.withdraw(fresh(first), actor=services.CITIZEN, moment=lambda: LAST)


def test_files_come_with_it_and_not_more_than_three(office) -> None:
    row = opened(office)

    def send(files):
        given = {"values": OPINION, "token": token(), "actor": services.CITIZEN, "moment": lambda: MORNING}
        return services.send_opinion(row, **given, enclosures=[(f"{each}.txt", ContentFile(b"a")) for each in files])

    assert send("甲乙丙").opinion.files.count() == 3
    with pytest.raises(InvalidInput):
        send("甲乙丙丁")
    with pytest.raises(InvalidInput) as refused:
        services.send_opinion(
            row,
            values=OPINION,
            token=token(),
            actor=services.CITIZEN,
            moment=lambda: MORNING,
            enclosures=[("程序.exe", ContentFile(b"MZ"))],
        )
    assert list(refused.value.messages) == ["enclosures"]
    assert Opinion.objects.count() == 1


# --- shown to everybody -------------------------------------------------------------------------------


@pytest.mark.duty("law.K")
def test_only_what_was_agreed_to_is_shown_and_nothing_that_leads_to_its_writer(office) -> None:
    row = opened(office)
    with pytest.raises(Blocked):
        services.show(said(row, consents=False), **office.as_(Role.HANDLER))
    named = said(row, text="我是周晓燕，电话13812345678，太贵。")
    assert named.shown_text == "我是周晓燕，电话138****5678，太贵。"
    with pytest.raises(Blocked) as blocked:
        services.show(named, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("公开的文字里写着本人的姓名、单位，请改掉",)
    services.prepare(named, shown_text="太贵。", **office.as_(Role.HANDLER))
    services.show(named, **office.as_(Role.HANDLER))
    assert [each.shown_text for each in Opinion.objects.public()] == ["太贵。"]
    services.hide(named, reason="发现还有个人信息", **office.as_(Role.INFO_CLERK))
    assert not Opinion.objects.public().exists()


def test_what_is_none_counts_nowhere_and_the_writer_reads_why(office) -> None:
    row = opened(office)
    opinion = said(row, text="加微信卖车票")
    services.set_aside(opinion, fault="advert", reason="广告", **office.as_(Role.DISCLOSURE_HEAD))
    assert (opinion.get_fault_display(), row.opinions.counted().count()) == ("广告、垃圾信息", 0)


def test_one_year_after_the_result_nobody_knows_who_wrote(office) -> None:
    row = opened(office)
    said(row)
    given = {"values": OPINION, "token": token(), "actor": services.CITIZEN, "moment": lambda: MORNING}
    services.send_opinion(row, **given, enclosures=[("甲.txt", ContentFile(b"a"))])
    done = finished(office, row)
    writer, enclosures = RULES
    assert (writer.due(done.result_at + timedelta(days=360)).count(), enclosures.due(done.result_at).count()) == (0, 0)
    later = done.result_at + timedelta(days=370)
    assert (writer.due(later).count(), enclosures.due(later).count(), OpinionFile.objects.count()) == (2, 1, 1)


# --- grouping -----------------------------------------------------------------------------------------


def test_many_opinions_are_grouped_in_one_statement_and_others_stay(office) -> None:
    row = opened(office)
    for place in range(6):
        said(row, text=f"太贵{place}" if place % 2 else f"线路{place}")
    clerk = office.as_(Role.HANDLER)
    theme = services.name_theme(row, title="价格", summary="", **clerk)
    dear = row.opinions.filter(text__contains="太贵")
    with CaptureQueriesContext(connection) as seen:
        assert services.group(row, opinions=dear, theme=theme, **clerk) == 3
    written = [each["sql"] for each in seen if each["sql"].startswith("UPDATE") and "disclosure_opinion" in each["sql"]]
    assert len(written) == 1
    assert sorted(each.text for each in theme.opinions.all()) == ["太贵1", "太贵3", "太贵5"]
    assert services.group(row, opinions=theme.opinions.all(), theme=None, **clerk) == 3
    with pytest.raises(InvalidInput):
        services.group(row, opinions=row.opinions.none(), theme=theme, **clerk)


def test_only_the_office_groups_and_never_into_anothers_theme(office) -> None:
    row, other = opened(office), opened(office)
    said(row)
    foreign = services.name_theme(other, title="别的", summary="", **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput):
        services.group(row, opinions=row.opinions.all(), theme=foreign, **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.name_theme(row, title="价格", summary="", **office.as_(Role.SECRECY_REVIEWER))
    with pytest.raises(InvalidInput):
        services.name_theme(other, title="别的", summary="", **office.as_(Role.HANDLER))


# --- questionnaire ------------------------------------------------------------------------------------


def asked(office):
    row = drafted(office)
    services.set_questions(row, questions=QUESTIONS, **office.as_(Role.HANDLER))
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="可以。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    return services.publish(row, **office.as_(Role.INFO_CLERK))


def fill(row, answers, *, at=MORNING, key=None):
    given = {"answers": answers, "who": {"person_kind": "citizen"}, "token": key or token()}
    return services.fill_in(row, **given, actor=services.CITIZEN, moment=lambda: at)


@pytest.mark.duty("S0-6.1")
def test_a_questionnaire_is_answered_in_its_four_kinds(office) -> None:
    row = asked(office)
    reply = fill(row, {1: ["0"], 2: ["0", "2"], 3: ["0", "1"], 4: ["谢谢"]})
    rows = reply.answers.order_by("question__position", "row", "option")
    assert list(rows.values_list("question__position", "row", "option", "text")) == [
        (1, 0, 0, ""),
        (2, 0, 0, ""),
        (2, 0, 2, ""),
        (3, 0, 0, ""),
        (3, 1, 1, ""),
        (4, 0, None, "谢谢"),
    ]


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({}, {"q-1": "请答第1题", "q-2": "请答第2题", "q-3": "第3题每一行都要选"}),
        ({1: ["0", "1"], 2: ["0"], 3: ["0", "0"]}, {"q-1": "第1题只选一项"}),
        ({1: ["7"], 2: ["0"], 3: ["0"]}, {"q-1": "第1题没有这个选项", "q-3": "第3题每一行都要选"}),
    ],
)
def test_what_is_wrong_is_said_at_its_question(office, answers, faults) -> None:
    with pytest.raises(InvalidInput) as refused:
        fill(asked(office), answers)
    assert refused.value.messages == faults


def test_a_reply_is_one_however_often_the_form_is_sent_and_none_after_the_end(office) -> None:
    row, key, answers = asked(office), token(), {1: ["0"], 2: ["1"], 3: ["0", "0"]}
    assert fill(row, answers, key=key) == fill(row, answers, key=key)
    with pytest.raises(services.PeriodOver):
        fill(row, answers, at=TOO_LATE)
    assert Reply.objects.count() == 1


def test_questions_are_set_before_it_is_handed_in(office) -> None:
    row = drafted(office)
    one_option = [{"kind": "single", "text": "坐吗", "options": ["坐"]}]
    with pytest.raises(InvalidInput):
        services.set_questions(row, questions=one_option, **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.set_questions(opened(office), questions=QUESTIONS, **office.as_(Role.HANDLER))


def test_opinions_are_answered_while_it_is_open_and_after_but_not_once_the_result_waits(office) -> None:
    row = opened(office)
    opinion = said(row)
    services.answer_opinion(opinion, verdict="partly", reason="降到0.4元。", **office.as_(Role.HANDLER))
    row = closed(office, row)
    services.write_result(row, result_summary="研究过了。", **office.as_(Role.HANDLER))
    services.submit_result(row, **office.as_(Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.answer_opinion(fresh(opinion), verdict="adopted", reason="", **office.as_(Role.HANDLER))

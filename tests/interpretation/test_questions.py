"""A reader asks on the page of a policy; the organ that explains it answers there."""

from datetime import date, timedelta

import pytest
from django.test import Client

from disclosure.documents import services as documents
from interpretation.materials.models import Material
from interpretation.questions import services
from interpretation.questions.models import Question
from interpretation.questions.reform import move_questions
from interpretation.questions.search import LABEL
from interpretation.questions.selectors import asked_since_explained
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.screening.models import RefusedText
from portal.search.registry import public_ids
from tests.disclosure.office import MORNING, open_office
from tests.interpretation.explaining import published

ASKED = "外地户口的孩子能报名吗？"
SAID = {"question": "外地户口能报名吗？", "answer": "能，带居住证。"}


@pytest.fixture
def policy(office):
    return office.published(is_normative=True)


def ask(policy, question=ASKED, contact="", at=MORNING):
    return services.ask(policy, question=question, contact=contact, at=at)


def answered(office, policy, **said):
    return services.answer(ask(policy), **(SAID | said), **office.as_(Role.HANDLER))


def out(office, policy):
    return services.publish(answered(office, policy), **office.as_(Role.DISCLOSURE_HEAD))


def page(client, policy) -> str:
    return client.get(f"/documents/{policy.pk}/").content.decode()


@pytest.mark.duty("S1-4.1b")
def test_a_question_goes_to_the_organ_that_explains_and_has_five_working_days(office, policy) -> None:
    row = ask(policy)
    assert (row.state, row.organ) == ("asked", office.organ)
    clock = Deadline.objects.running().get(subject_label="interpretation.question")
    assert (clock.rule, clock.due_on) == ("LETTER_SIMPLE", date(2026, 5, 28))
    assert Notice.objects.filter(kind="policy_question").exists()


@pytest.mark.duty("S1-4.1b", "S3-3.3.1g")
def test_two_people_answer_and_the_page_shows_it(client, office, policy) -> None:
    row = answered(office, policy)
    assert SAID["answer"] not in page(client, policy)
    with pytest.raises(NotAllowed):
        services.publish(row, **office.as_(Role.HANDLER))
    services.publish(row, **office.as_(Role.DISCLOSURE_HEAD))
    shown = page(client, policy)
    assert (SAID["question"] in shown, SAID["answer"] in shown, ASKED in shown) == (True, True, False)
    assert '<li><a href="#questions">问答</a></li>' in shown
    assert not Deadline.objects.running().filter(subject_label="interpretation.question").exists()


def test_nobody_lets_out_his_own_answer(office, policy) -> None:
    row = answered(office, policy)
    Question.objects.filter(pk=row.pk).update(answerer=office.people[Role.HEAD])
    with pytest.raises(NotAllowed, match="自己写的答复"):
        services.publish(Question.objects.get(pk=row.pk), **office.as_(Role.HEAD))


@pytest.mark.duty("S1-3.5b")
def test_personal_data_is_masked_before_it_is_stored_and_never_goes_out(office, policy) -> None:
    row = ask(policy, question="我的电话13812345678，孩子能报名吗？")
    assert row.question == "我的电话138****5678，孩子能报名吗？"
    services.answer(row, question="能报名吗", answer="找13912345678。", **office.as_(Role.HANDLER))
    with pytest.raises(Blocked, match="筛查发现1处没有处理"):
        services.publish(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert plain_text(ask(policy, contact="138 1234 5678"), "contact") == "13812345678"


@pytest.mark.duty("S2-6.5.1")
def test_a_mark_of_secrecy_is_refused_unstored(policy) -> None:
    with pytest.raises(InvalidInput):
        ask(policy, question="机密★三年 这份文件怎么理解")
    assert (Question.objects.count(), RefusedText.objects.get().doing) == (0, "网上政策咨询")


@pytest.mark.parametrize(("question", "contact"), [("", ""), ("\u3000 \n", ""), ("字" * 501, ""), (ASKED, "12345")])
def test_what_cannot_be_answered_is_refused(policy, question, contact) -> None:
    with pytest.raises(InvalidInput):
        ask(policy, question=question, contact=contact)


def test_who_left_an_address_is_told_once(office, policy) -> None:
    row = ask(policy, contact="13812345678")
    services.close(row, reason="请到窗口核对材料。", **office.as_(Role.HANDLER))
    told = Notice.objects.get(kind="policy_question_answer")
    assert told.body == f"您咨询的《{policy.title}》的答复：请到窗口核对材料。"


def test_the_organ_writes_questions_and_answers_itself(client, office, policy) -> None:
    row = services.compose(policy, **SAID, **office.as_(Role.HANDLER))
    services.publish(row, **office.as_(Role.DISCLOSURE_HEAD))
    assert (row.is_own, SAID["answer"] in page(client, policy)) == (True, True)


def test_with_the_document_its_answers_leave_the_page(client, office, policy) -> None:
    row = out(office, policy)
    assert public_ids(LABEL, [row.pk]) == {row.pk}
    documents.withdraw(policy, reason="有误", **office.as_(Role.SIGNER))
    assert public_ids(LABEL, [row.pk]) == set()
    assert SAID["answer"] not in page(client, policy)


@pytest.mark.duty("S3-3.3.1g")
def test_what_is_asked_often_wants_another_round_until_there_is_one(office, policy) -> None:
    for minutes in range(1, 4):
        ask(policy, at=MORNING + timedelta(minutes=minutes))
    later = MORNING + timedelta(days=1)
    (asked,) = asked_since_explained(Question.objects.all(), at=later)
    assert (asked.document, asked.count, asked.wants_round) == (policy, 3, True)
    office.at = MORNING + timedelta(hours=2)
    published(office, policy, title="家长问得最多的一件事")
    assert Material.objects.public().count() == 2
    assert asked_since_explained(Question.objects.all(), at=later) == []


# --- the page -----------------------------------------------------------------------------------------


@pytest.mark.duty("S1-4.1b")
def test_a_reader_asks_without_an_account(client, policy) -> None:
    form = client.get(f"/documents/{policy.pk}/ask/").content.decode()
    assert f'<a href="/documents/{policy.pk}/">' in form
    given = {"question": ASKED, "contact": ""}
    answer = client.post(f"/documents/{policy.pk}/ask/", given, follow=True)
    assert "负责解读的单位会在5个工作日内答复" in answer.content.decode()
    assert Question.objects.get().question == ASKED


def test_nothing_typed_is_lost_on_an_error(client, policy) -> None:
    page = client.post(f"/documents/{policy.pk}/ask/", {"question": ASKED, "contact": "不是号码"}).content.decode()
    assert (ASKED in page, "请填11位手机号或者邮箱" in page, Question.objects.count()) == (True, True, 0)


def test_a_machine_in_the_trap_is_thanked_and_forgotten(client, policy) -> None:
    answer = client.post(f"/documents/{policy.pk}/ask/", {"question": ASKED, "website": "http://x"})
    assert (answer.status_code, Question.objects.count()) == (302, 0)


def test_one_address_asks_ten_times_an_hour(policy) -> None:
    client = Client()
    for _ in range(10):
        assert client.post(f"/documents/{policy.pk}/ask/", {"question": ASKED}).status_code == 302
    assert "提交得太多了" in client.post(f"/documents/{policy.pk}/ask/", {"question": ASKED}).content.decode()
    assert Question.objects.count() == 10


def test_what_is_not_public_is_not_asked_about(client, office) -> None:
    assert client.get(f"/documents/{office.draft().pk}/ask/").status_code == 404


@pytest.mark.duty("S2-7.5c")
def test_a_reform_hands_open_questions_to_the_heir(office, policy) -> None:
    row, done = ask(policy), out(office, policy)
    heir = open_office(code="jtj", name="临江市教育体育局", number_code="临教体发", uscc=None)
    moved = move_questions(Succession(office.organ, heir.organ, date(2026, 6, 1), SYSTEM, MORNING))
    assert [found.pk for found in moved] == [row.pk]
    assert Question.objects.get(pk=done.pk).organ == office.organ

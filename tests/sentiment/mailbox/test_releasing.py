"""公开: by consent, written anew, screened, released by a second person; and what it shows."""

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.states import Role
from portal.errors import Blocked, NotAllowed, StaleState
from portal.privacy.retention import rules
from portal.privacy.services import plain_text
from portal.screening.selectors import open_findings
from portal.search import indexing
from portal.search.query import Query
from portal.search.selectors import search
from sentiment.mailbox import services
from sentiment.mailbox.admin import MessageAdmin
from sentiment.mailbox.models import Message
from tests.sentiment.mailbox.post import MORNING, PUBLIC, moment

pytestmark = pytest.mark.django_db


@pytest.mark.duty("S0-7.2")
def test_a_letter_is_public_by_consent_and_by_two_people(post) -> None:
    message = post.prepared()
    with pytest.raises(NotAllowed):
        services.publish(message, **post.as_(Role.HANDLER))
    services.publish(message, **post.as_(Role.DISCLOSURE_HEAD))
    assert list(Message.objects.public()) == [message]


@pytest.mark.duty("law.K")
def test_without_consent_nothing_is_prepared_published_or_stored_as_public(post) -> None:
    message = post.answered(consents=False)
    with pytest.raises(NotAllowed, match="不同意公开"):
        services.prepare(message, values=PUBLIC, **post.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        services.publish(message, **post.as_(Role.DISCLOSURE_HEAD))
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="published", published_at=MORNING, **PUBLIC)


def test_a_report_of_somebody_is_never_public(post) -> None:
    message = post.answered(kind="report")
    with pytest.raises(NotAllowed):
        services.prepare(message, values=PUBLIC, **post.as_(Role.HANDLER))
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state="published", published_at=MORNING, **PUBLIC)


def test_nothing_is_published_before_it_is_written_for_everybody(post) -> None:
    with pytest.raises(Blocked, match="还没有公开的标题"):
        services.publish(post.answered(), **post.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.duty("law.K")
@pytest.mark.parametrize(
    ("field", "words", "why"),
    [
        ("public_question", "张小满问要多少户同意。", "公开的问题里写着留言人的姓名"),
        ("public_answer", "结果已经发到zhang@example.com。", "公开的答复里写着留言人的电子邮箱"),
        ("public_title", "13812345678的问题", "公开的标题里写着留言人的联系电话"),
        ("public_question", "邻居的手机是13987654321。", "公开的问题里有手机号"),
    ],
)
def test_nothing_that_leads_to_a_person_gets_out(post, field, words, why) -> None:
    message = post.prepared(public=PUBLIC | {field: words})
    with pytest.raises(Blocked, match=why):
        services.publish(message, **post.as_(Role.DISCLOSURE_HEAD))


def test_a_number_of_an_office_may_stay_for_a_reason_on_record(post) -> None:
    message = post.prepared(public=PUBLIC | {"public_answer": "咨询值班手机13987654321。"})
    found = list(open_findings(message))
    decided = {"decision": "not_personal", "reason": "单位值班手机"}
    services.settle_findings(message, findings=found, **decided, **post.as_(Role.HANDLER))
    assert services.publish(message, **post.as_(Role.SIGNER)).is_public


def test_the_first_draft_for_everybody_is_masked_by_the_system(post) -> None:
    message = post.answered()
    started = MessageAdmin.initial(MessageAdmin, "prepare", message)  # type: ignore[arg-type]  # no site is needed
    assert "13812345678" not in started["public_question"]
    assert started["public_answer"].startswith("张某：按照加装电梯办法")


def test_who_wrote_the_public_words_does_not_release_them(post) -> None:
    post.people[Role.SIGNER].appointments.update(user=post.people[Role.HANDLER])
    with pytest.raises(NotAllowed, match="自己整理的文字"):
        services.publish(post.prepared(), **post.as_(Role.HANDLER))


def test_what_was_taken_down_keeps_its_page_and_loses_its_words(post, client) -> None:
    message = post.published()
    page = client.get(f"/mailbox/{message.pk}/")
    assert (page.status_code, "三分之二" in page.content.decode()) == (200, True)
    services.take_down(message, reason="政策已经调整", **post.as_(Role.INFO_CLERK))
    page = client.get(f"/mailbox/{message.pk}/")
    assert (page.status_code, "政策已经调整" in page.content.decode()) == (410, True)
    assert "三分之二" not in page.content.decode()


def test_the_search_finds_the_public_words_and_no_others(post) -> None:
    message = post.published()
    post.answered(title="木棉路路灯不亮")
    indexing.rebuild(at=MORNING)
    assert [hit.url for hit in search(Query(q="加装电梯")).result.hits] == [f"/mailbox/{message.pk}/"]
    assert list(search(Query(q="木棉")).result.hits) == []
    assert list(search(Query(q="翠湖里小区")).result.hits) == []


@pytest.mark.duty("law.K")
def test_who_wrote_is_forgotten_a_year_after_the_answer(post) -> None:
    message = post.answered()
    [rule] = [row for row in rules() if row.code == "message_writer"]
    assert list(rule.due(moment(12, 31))) == []
    assert list(rule.due(moment(3, 3).replace(year=2027))) == [message]
    assert set(rule.erase) == {"name", "phone", "email"}
    assert plain_text(message, "name") == "张小满"

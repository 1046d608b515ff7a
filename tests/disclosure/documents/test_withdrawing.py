"""召回 and 撤回: the text is gone at once, the page stays."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, StaleState
from portal.search import registry
from portal.search.models import IndexTask


def recalled(office, document=None, after=timedelta(hours=2)):
    document = document or office.published()
    return services.recall(document, reason="附件传错", actor=office.actor(Role.SIGNER), at=office.at + after)


def withdrawn(office, document=None, **arguments):
    document = document or office.published()
    given = {"reason": "依据已经废止"} | arguments
    return services.withdraw(document, **given, **office.as_(Role.SIGNER))


def test_a_withdrawn_text_is_public_nowhere_but_its_page_stays(office) -> None:
    document = withdrawn(office)
    assert list(Document.objects.public()) == []
    assert list(Document.objects.with_page()) == [document]
    assert (document.is_public, document.is_tombstone) == (False, True)
    assert document.taken_down_reason == "依据已经废止"
    assert registry.public_ids("disclosure.document", [document.pk]) == set()
    assert IndexTask.objects.filter(object_id=document.pk).count() == 2


def test_a_withdrawal_needs_a_reason(office) -> None:
    with pytest.raises(DomainError, match="撤回要写明理由"):
        withdrawn(office, reason="  ")


def test_a_withdrawal_names_its_successor_on_both_pages(office) -> None:
    old, new = office.published(), office.published(title="新的通知")
    withdrawn(office, old, successor=new)
    assert old.successor == new
    assert list(new.relations_out.values_list("kind", "target")) == [("replaces", old.pk)]


def test_a_successor_must_be_public(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        withdrawn(office, successor=office.draft())
    assert refused.value.messages == {"successor": "替代文件要先发布，才能写在撤回说明里"}


def test_the_title_can_be_hidden_with_the_text(office) -> None:
    assert withdrawn(office, hides_title=True).public_title == ""


def test_a_withdrawal_is_final(office) -> None:
    document = withdrawn(office)
    with pytest.raises(StaleState):
        withdrawn(office, document)


def test_a_recall_is_possible_for_thirty_six_hours(office) -> None:
    document = office.published()
    with pytest.raises(Blocked) as blocked:
        recalled(office, document, timedelta(hours=36, seconds=1))
    assert blocked.value.reasons == ("发布已经超过36小时，不能召回，请用“撤回”并说明理由",)
    assert recalled(office, document, timedelta(hours=36)).state == "recalled"


def test_a_recalled_document_owes_its_publication_anew(office) -> None:
    recalled(office)
    running = Deadline.objects.running().get()
    assert (running.rule, running.opened_on) == ("PUBLISH", date(2026, 5, 21))


def test_while_a_recalled_document_is_reworked_its_page_shows_the_old_title_and_no_text(office) -> None:
    document = services.rework(recalled(office), **office.as_(Role.HANDLER))
    services.edit_draft(document, changes={"title": "还没有定稿的新标题"}, **office.as_(Role.HANDLER))
    document = office.fresh(document)
    assert (document.state, document.is_tombstone) == ("draft", True)
    assert document.public_title == "临江市教育局关于做好2026年义务教育阶段招生工作的通知"
    assert list(Document.objects.with_page()) == [document]
    assert list(Document.objects.public()) == []


def test_a_reworked_document_comes_back_at_the_same_address_with_the_same_numbers(office) -> None:
    first = office.published()
    number, index_number = first.doc_number, first.index_number
    document = services.rework(recalled(office, first), **office.as_(Role.HANDLER))
    services.submit(document, **office.as_(Role.HANDLER))
    services.pass_check(document, **office.as_(Role.INFO_CLERK))
    services.record_secrecy_review(
        document,
        conclusion="active",
        state_secret=False,
        trade_secret=False,
        privacy=False,
        security=False,
        basis="《保密法》",
        **office.as_(Role.SECRECY_REVIEWER),
    )
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        office.approve(document, role)
    office.at = datetime(2026, 5, 25, 10, 0, tzinfo=SHANGHAI)
    office.sign(document)
    services.publish(document, **office.as_(Role.INFO_CLERK))
    assert (document.doc_number, document.index_number) == (number, index_number)
    assert (document.formed_on, document.changed_on) == (date(2026, 5, 21), date(2026, 5, 25))
    assert (document.is_public, document.is_tombstone) == (True, False)
    assert not Deadline.objects.running().exists()


@pytest.mark.duty("S3-2.5b")
def test_an_overturned_penalty_comes_down_in_three_working_days(office) -> None:
    document = office.published(kind="处罚结果")
    services.report_overturned(
        document, overturned_on=date(2026, 5, 20), reason="复议决定撤销", **office.as_(Role.INFO_CLERK)
    )
    running = Deadline.objects.running().get()
    assert (running.rule, running.due_on) == ("PENALTY_WITHDRAW", date(2026, 5, 25))
    withdrawn(office, document, reason="处罚决定已被行政复议撤销")
    running.refresh_from_db()
    assert running.outcome == "done"


def test_only_licences_and_penalties_are_overturned(office) -> None:
    with pytest.raises(StaleState):
        services.report_overturned(
            office.published(), overturned_on=date(2026, 5, 20), reason="x", **office.as_(Role.INFO_CLERK)
        )


def test_a_recalled_document_may_hide_its_title_until_it_is_published_again(office, client) -> None:
    document = office.published(title="关于张三事项的通知")
    services.recall(document, reason="标题里有个人隐私", hides_title=True, **office.as_(Role.SIGNER))
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert "张三" not in page
    assert "标题里有个人隐私" in page

"""Two clerks, two workers, one document; many documents, one series of numbers."""

import pytest

from disclosure.documents import services, tasks
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import StaleState
from tests.disclosure.office import open_office
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    return open_office()


@pytest.mark.duty("law.F")
def test_many_publications_at_once_never_share_an_index_number(office) -> None:
    documents = [office.signed(title=f"第{place}份通知") for place in range(8)]
    clerk = office.as_(Role.INFO_CLERK)
    results = at_once(lambda pk: services.publish(Document.objects.get(pk=pk), **clerk), [row.pk for row in documents])
    assert [result for result in results if isinstance(result, Exception)] == []
    numbers = Document.objects.order_by("index_number").values_list("index_number", flat=True)
    assert list(numbers) == [f"11370000004503125F/2026-{place:05d}" for place in range(1, 9)]


def test_many_signatures_at_once_never_share_a_document_number(office) -> None:
    documents = [office.reviewed(title=f"第{place}份通知") for place in range(6)]
    signer = office.as_(Role.SIGNER)
    at_once(
        lambda pk: services.sign(Document.objects.get(pk=pk), attribute="active", **signer),
        [row.pk for row in documents],
    )
    assert sorted(Document.objects.values_list("doc_number", flat=True)) == [
        "临教发〔2026〕1号",
        "临教发〔2026〕2号",
        "临教发〔2026〕3号",
        "临教发〔2026〕4号",
        "临教发〔2026〕5号",
        "临教发〔2026〕6号",
    ]


def test_of_many_clerks_who_change_one_draft_one_wins_and_the_others_are_told(office) -> None:
    draft = office.draft()
    clerk = office.as_(Role.HANDLER)
    copies = [(Document.objects.get(pk=draft.pk), f"第{place}稿") for place in range(5)]
    results = at_once(lambda pair: services.edit_draft(pair[0], changes={"title": pair[1]}, **clerk), copies)
    winners = [result for result in results if not isinstance(result, Exception)]
    assert len(winners) == 1
    assert [type(result) for result in results if isinstance(result, Exception)] == [StaleState] * 4
    assert office.fresh(draft).title == winners[0].title
    assert Event.objects.filter(act="edit").count() == 1


def test_two_workers_publish_a_scheduled_document_once(office) -> None:
    document = office.signed()
    Document.objects.filter(pk=document.pk).update(publish_after=office.at)
    results = at_once(lambda at: tasks.publish_scheduled(at=at), [office.at] * 3)
    assert sorted(results) == [0, 0, 1]
    assert Event.objects.filter(act="publish").count() == 1

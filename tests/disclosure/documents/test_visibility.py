"""One rule says what is public; nothing else is in lists, in search, or in its outbox."""

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from disclosure.documents.search import LABEL
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.search import registry
from tests.disclosure.office import WITHHELD_DRAFT, open_office


def one_in_every_state(office):
    """Each with a word nobody outside may read."""
    recalled = office.published(title="机要词 已召回")
    services.recall(recalled, reason="错", **office.as_(Role.SIGNER))
    withdrawn = office.published(title="机要词 已撤回")
    services.withdraw(withdrawn, reason="错", **office.as_(Role.SIGNER))
    reworked = office.published(title="机要词 重新拟稿")
    services.recall(reworked, reason="错", **office.as_(Role.SIGNER))
    services.rework(reworked, **office.as_(Role.HANDLER))
    cancelled = services.cancel(office.draft(title="机要词 作废"), reason="错", **office.as_(Role.HANDLER))
    hidden = [
        office.draft(title="机要词 拟稿"),
        office.submitted(title="机要词 核对"),
        office.submitted(title="机要词 退文", attribute=""),
        office.checked(title="机要词 保密"),
        office.cleared(title="机要词 报审", conclusion="refer"),
        office.cleared(title="机要词 初审"),
        office.reviewed(title="机要词 待签"),
        office.signed(title="机要词 待发"),
        office.filed(),
        recalled,
        withdrawn,
        reworked,
        cancelled,
    ]
    return hidden, office.published(title="公开的通知")


@pytest.mark.duty("S2-10.5d")
def test_only_the_published_document_is_public_anywhere(office) -> None:
    hidden, public = one_in_every_state(office)
    source = registry.source_of(LABEL)
    assert [row.pk for row in Document.objects.public()] == [public.pk]
    assert [row.pk for row in source.public()] == [public.pk]
    assert registry.public_ids(LABEL, [row.pk for row in [*hidden, public]]) == {public.pk}
    assert "机要词" not in str([source.to_entry(row) for row in source.public()])


def test_the_row_and_the_query_agree(office) -> None:
    one_in_every_state(office)
    rows = Document.objects.all()
    assert {row.pk for row in rows if row.is_public} == set(Document.objects.public().values_list("pk", flat=True))
    with_page = {row.pk for row in rows if row.is_public or row.is_tombstone}
    assert with_page == set(Document.objects.with_page().values_list("pk", flat=True))


def test_an_attribute_that_is_not_active_is_never_public_whatever_the_state(office) -> None:
    document = office.draft(**WITHHELD_DRAFT)
    assert not Document(state="published", attribute="withheld").is_public
    assert document not in Document.objects.public()


def test_staff_see_their_own_cases_and_what_is_public(office) -> None:
    other = open_office("czj", "临江市财政局", "临财发", None)
    mine, theirs, public = office.draft(), other.draft(), office.published()
    assert set(Document.objects.visible_to(office.actor(Role.HANDLER))) == {mine, public}
    assert set(Document.objects.visible_to(other.actor(Role.HANDLER))) == {theirs, public}
    assert set(Document.objects.visible_to(office.actor(Role.OFFICE_APPROVER))) == {mine, theirs, public}


def test_a_system_administrator_reads_no_case(office) -> None:
    office.draft()
    user = office.appoint(Role.SYSTEM_ADMIN)
    assert list(Document.objects.visible_to(actor_of(user, at=office.at))) == []


def test_an_entry_carries_what_search_offers(office) -> None:
    document = office.published(topic="11", subtopic="1102")
    entry = registry.source_of(LABEL).to_entry(document)
    assert (entry.doc_number, entry.year, entry.url) == ("临教发〔2026〕1号", 2026, f"/documents/{document.pk}/")
    assert [choice.name for choice in (entry.kind, entry.organ, entry.topic, entry.validity)] == [
        "通知",
        "临江市教育局",
        "科技、教育",
        "有效",
    ]
    assert [choice.code for choice in entry.columns] == ["jyj-policy"]

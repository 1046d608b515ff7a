"""What is not published is filed, assessed again, and released when it can be."""

from datetime import date

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document, WithheldRecord
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.errors import NotAllowed


@pytest.mark.duty("S0-5.6.3", "S2-1.4c")
def test_a_withheld_document_is_filed_with_a_number_and_its_reason(office) -> None:
    document = office.filed()
    record = WithheldRecord.objects.get()
    assert (document.state, document.annotation) == ("filed", "（此件不予公开）")
    assert record.number == "11370000004503125F/BA2026-00001"
    assert (record.basis, record.reason) == ("X16b", "向上级的请示，属于过程性信息")
    assert list(Document.objects.with_page()) == []


@pytest.mark.duty("S0-1.4b")
def test_what_is_withheld_is_assessed_again_within_twelve_months(office) -> None:
    office.filed()
    clock = Deadline.objects.get()
    # 2027-05-21 is a Friday.
    assert (clock.rule, clock.due_on) == ("WITHHELD_REVIEW", date(2027, 5, 21))


@pytest.mark.duty("S0-1.4b")
def test_an_assessment_that_changes_nothing_starts_the_next_period(office) -> None:
    document = office.filed()
    services.reassess(document, reason="仍是过程性信息", **office.as_(Role.DISCLOSURE_HEAD))
    assert list(Deadline.objects.order_by("pk").values_list("outcome", flat=True)) == ["done", ""]
    assert WithheldRecord.objects.get().assessed_at == office.at


@pytest.mark.duty("S0-1.4c")
def test_what_can_be_public_now_goes_through_every_review_again_on_the_clock(office) -> None:
    document = office.filed()
    services.release(document, reason="事项已经办结，可以公开", **office.as_(Role.DISCLOSURE_HEAD))
    assert (document.state, document.attribute) == ("draft", "active")
    running = Deadline.objects.running().get()
    assert (running.rule, running.due_on) == ("WITHHELD_RELEASE", date(2026, 6, 18))
    assert WithheldRecord.objects.get().released_at == office.at
    assert document.secrecy_conclusion().conclusion == "exempt"


@pytest.mark.duty("S0-1.4b")
def test_only_the_head_of_disclosure_assesses(office) -> None:
    with pytest.raises(NotAllowed):
        services.release(office.filed(), reason="公开吧", **office.as_(Role.HANDLER))

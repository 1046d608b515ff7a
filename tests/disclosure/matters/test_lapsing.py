"""When a basis lapses the list follows within 20 working days, or somebody says why it need not."""

from datetime import date, timedelta

import pytest

from disclosure.documents import services as documents
from disclosure.matters import services
from disclosure.matters.models import MatterBasis
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, StaleState
from tests.disclosure.matters.items import changed, fresh, listed


def clock(matter) -> Deadline:
    return Deadline.objects.get(subject_label="disclosure.matter", subject_id=matter.pk)


@pytest.mark.duty("S0-11.2")
def test_a_change_of_the_basis_opens_a_limit_of_twenty_working_days(office) -> None:
    matter = listed(office)
    given = {"what": "《某办法》废止", "lapsed_on": date(2026, 5, 20)}
    services.note_lapse(matter, **given, **office.as_(Role.INFO_CLERK))
    assert (clock(matter).rule, clock(matter).due_on) == ("LIST_UPDATE", date(2026, 6, 17))
    assert fresh(matter).basis_note == "《某办法》废止"
    changed(office, fresh(matter), basis="《新办法》第三条")
    assert (clock(matter).outcome, fresh(matter).basis_lapsed_on) == ("done", None)


@pytest.mark.duty("S0-11.2")
def test_what_was_checked_and_stays_says_why(office) -> None:
    matter = listed(office)
    with pytest.raises(StaleState):
        services.keep(matter, reason="不用改", **office.as_(Role.DISCLOSURE_HEAD))
    services.note_lapse(matter, what="条款号变了", lapsed_on=date(2026, 5, 20), **office.as_(Role.INFO_CLERK))
    with pytest.raises(DomainError, match="理由"):
        services.keep(matter, reason=" ", **office.as_(Role.DISCLOSURE_HEAD))
    services.keep(matter, reason="内容没有变化", **office.as_(Role.DISCLOSURE_HEAD))
    assert (clock(matter).outcome, fresh(matter).basis_lapsed_on) == ("done", None)


@pytest.mark.duty("S0-11.2")
def test_a_document_that_is_repealed_is_noted_once(office) -> None:
    matter = listed(office)
    document = office.published(expires_on=date(2026, 5, 25))
    connect(office, matter, document)
    assert services.note_lapsed_documents(at=office.at) == 0
    documents.declare_repealed(document, repealed_on=date(2026, 5, 21), reason="新办法替代", **office.as_(Role.SIGNER))
    assert [services.note_lapsed_documents(at=office.at), services.note_lapsed_documents(at=office.at)] == [1, 0]
    assert (clock(matter).due_on, fresh(matter).basis_note) == (date(2026, 6, 18), f"{document.title}已经废止")
    services.keep(fresh(matter), reason="已核对", **office.as_(Role.DISCLOSURE_HEAD))
    assert services.note_lapsed_documents(at=office.at) == 0


@pytest.mark.duty("S0-11.2")
def test_a_document_that_expires_is_noted_from_the_day_after(office) -> None:
    matter = listed(office)
    connect(office, matter, office.published(expires_on=date(2026, 5, 25)))
    office.at += timedelta(days=4)
    assert services.note_lapsed_documents(at=office.at) == 0
    office.at += timedelta(days=1)
    assert services.note_lapsed_documents(at=office.at) == 1
    assert fresh(matter).basis_lapsed_on == date(2026, 5, 26)
    assert MatterBasis.objects.get().noted_on == date(2026, 5, 26)


def connect(office, matter, document):
    given = {"columns": [], "documents": [], "lists": [], "bases": [document], "upper": None}
    return services.connect(matter, **given, **office.as_(Role.INFO_CLERK))


def test_a_day_ahead_or_no_words_are_refused(office) -> None:
    matter = listed(office)
    for wrong in ({"what": "废止", "lapsed_on": date(2026, 5, 22)}, {"what": "", "lapsed_on": date(2026, 5, 20)}):
        with pytest.raises(InvalidInput):
            services.note_lapse(matter, **wrong, **office.as_(Role.INFO_CLERK))

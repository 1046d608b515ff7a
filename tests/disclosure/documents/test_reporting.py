"""我为政府网站找错."""

import pytest

from disclosure.documents import services
from disclosure.documents.models import ErrorReport
from portal.accounts.states import Role
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice


def report(office, **arguments):
    given = {"page": "/documents/1/", "text": "第二段日期写错了", "organ": office.organ, "at": office.at} | arguments
    return services.report_error(**given)


@pytest.mark.duty("S2-10.7a")
def test_a_report_goes_to_the_organ_of_the_page(office) -> None:
    document = office.published()
    Notice.objects.all().delete()
    found = report(office, document=document, organ=None)
    assert (found.organ, found.document, found.state) == (office.organ, document, "open")
    assert Notice.objects.filter(user=office.people[Role.INFO_CLERK]).count() == 1


@pytest.mark.duty("S2-10.7b")
def test_a_report_is_answered_once_with_words(office) -> None:
    found = report(office)
    with pytest.raises(InvalidInput):
        services.answer_error(found, fixed=True, answer=" ", **office.as_(Role.INFO_CLERK))
    services.answer_error(found, fixed=True, answer="已更正", **office.as_(Role.INFO_CLERK))
    assert (found.state, found.answer) == ("done", "已更正")
    with pytest.raises(StaleState):
        services.answer_error(found, fixed=False, answer="再答", **office.as_(Role.INFO_CLERK))


def test_an_organ_answers_its_own_reports(office) -> None:
    with pytest.raises(NotAllowed):
        services.answer_error(report(office), fixed=True, answer="好", **office.as_(Role.SIGNER))


@pytest.mark.parametrize("text", ["", "   ", "字" * 1001, "错\x00误"])
def test_hostile_reports_get_a_message_and_leave_no_row(office, text) -> None:
    with pytest.raises(InvalidInput) as refused:
        report(office, text=text)
    assert list(refused.value.messages) == ["text"]
    assert not ErrorReport.objects.exists()

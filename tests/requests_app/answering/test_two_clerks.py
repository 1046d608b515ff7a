"""Two clerks have the same page of an answer open: whoever comes second is told, and nothing of the first is lost."""

from datetime import date

import pytest

from portal.letters.models import Letter
from requests_app.answering.models import PageRange, Wording
from requests_app.cases.models import DisclosureRequest
from tests.requests_app.agency import Role, moment
from tests.requests_app.answering.steps import attached, decided, reviewed
from tests.requests_app.desk_pages import CASE, hidden, signed_in

pytestmark = pytest.mark.django_db
WAY = {"clear": "yes", "is_request": "yes", "mine": "yes", "exists": "yes", "open": "public"}
OPEN = WAY | {"outcome": "3.1", "way": "a"}
STALE = "刚才有人先改了这件事"


@pytest.fixture(autouse=True)
def _one_morning(settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)


@pytest.fixture
def clerks(agency):
    """The handler and the head of the disclosure office, each in a browser of their own."""
    return signed_in(agency.people[Role.HANDLER]), signed_in(agency.people[Role.DISCLOSURE_HEAD])


def at_the_same_page(clerks, url, query=None):
    """Both open the page; returns the hidden fields each will send."""
    answers = [clerk.get(url, query or {}) for clerk in clerks]
    assert [answer.status_code for answer in answers] == [200, 200]
    pages = [answer.content.decode() for answer in answers]
    assert hidden(pages[0])["version"] == hidden(pages[1])["version"]
    return [hidden(page) for page in pages]


def test_an_outcome_somebody_else_has_just_chosen_is_not_overwritten(agency, clerks) -> None:
    request = agency.received()
    url = f"{CASE}/{request.pk}/change/decide/1/"
    first, second = at_the_same_page(clerks, url, OPEN)
    access = {"articles": "《中华人民共和国政府信息公开条例》第三十六条第一项"}
    assert clerks[0].post(url, first | access | {"access": "临江市政府网站"}).status_code == 302
    answer = clerks[1].post(url, second | access | {"access": "市档案馆"})
    page = answer.content.decode()
    assert (answer.status_code, STALE in page, "市档案馆" in page) == (200, True, True)
    assert request.decisions.get().access == "临江市政府网站"
    again = hidden(page) | access | {"access": "市档案馆"}
    assert clerks[1].post(url, again).status_code == 302
    assert request.decisions.get().access == "市档案馆"


def test_pages_chosen_by_somebody_else_meanwhile_stay(agency, clerks) -> None:
    request = agency.received()
    decided(agency, request)
    other = attached(agency, agency.fresh(request), name="验收报告.txt")
    url = f"{CASE}/{request.pk}/change/pages/1/"
    first, second = at_the_same_page(clerks, url)
    given = PageRange.objects.get()
    both = {"pages-0": str(given.file_id), "pages-1": str(other.pk)}
    assert clerks[0].post(url, first | both).status_code == 302
    page = clerks[1].post(url, second | {"pages-0": str(given.file_id)}).content.decode()
    assert STALE in page
    assert sorted(PageRange.objects.values_list("file", flat=True)) == sorted([given.file_id, other.pk])


def test_the_words_of_a_letter_are_not_overwritten_either(agency, clerks) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    url = f"{CASE}/{request.pk}/change/wording/R-4.2/"
    assert clerks[0].get(f"{CASE}/{request.pk}/change/draft/R-4.2.docx").status_code == 200
    first, second = at_the_same_page(clerks, url)
    block = next(iter(_editable(clerks[0].get(url).content.decode())))
    assert clerks[0].post(url, first | {block: "第一位经办人写的话。"}).status_code == 302
    page = clerks[1].post(url, second | {block: "第二位写的话。"}).content.decode()
    assert STALE in page
    assert "第二位写的话。" in page
    assert Wording.objects.get().edits[block] == "第一位经办人写的话。"


def test_of_signing_and_sending_back_the_first_holds(agency, clerks) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    reviewed(agency, request)
    signers = [signed_in(agency.people[role]) for role in (Role.SIGNER, Role.HEAD)]
    act = f"{CASE}/{request.pk}/change/act"
    sign = hidden(signers[0].get(f"{act}/sign/").content.decode())
    back = hidden(signers[1].get(f"{act}/return_signing/").content.decode())
    assert signers[0].post(f"{act}/sign/", sign).status_code == 302
    answer = signers[1].post(f"{act}/return_signing/", back | {"reason": "再想想"})
    assert (answer.status_code, STALE in answer.content.decode()) == (409, True)
    assert DisclosureRequest.objects.get(pk=request.pk).state == "signed"
    assert not Letter.objects.filter(void__isnull=False).exists()


def _editable(page):
    """The names of the text areas of the page."""
    return [part.split('"')[0] for part in page.split('<textarea name="')[1:]]

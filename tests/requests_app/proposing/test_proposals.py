"""What several people asked for and got should be there for everybody (Regulations art. 44)."""

from datetime import date

import pytest

from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.subjects import ref
from requests_app.cases.services import restrict
from requests_app.proposing import services
from requests_app.proposing.models import PublicationProposal
from tests.disclosure.office import open_office
from tests.requests_app.agency import CITIZEN, Role, moment, open_agency
from tests.requests_app.proposing.asked import ANOTHER, NEARLY, NEXT_DAY, disclosed

pytestmark = pytest.mark.django_db


def clock(proposal):
    return Deadline.objects.of(ref(proposal)).get(rule="PUBLISH")


@pytest.fixture
def suggested(agency):
    request = disclosed(agency)
    return services.suggest(request, text="请把加装电梯的合同都公开", actor=CITIZEN, at=NEXT_DAY)


def mails(words):
    return [plain_text(row, "address") for row in Notice.objects.filter(kind="foi_applicant", body__contains=words)]


# --- found --------------------------------------------------------------------------------------------


@pytest.mark.duty("S4-1.5c")
def test_two_people_who_asked_nearly_the_same_make_one_proposal_once(agency) -> None:
    first, second = disclosed(agency), disclosed(agency, items=NEARLY, **ANOTHER)
    assert services.find_proposals(at=NEXT_DAY) == 1
    proposal = PublicationProposal.objects.get()
    assert (proposal.state, proposal.origin, proposal.organ) == ("open", "found", agency.organ)
    assert [item.request for item in proposal.items.order_by("pk")] == [first, second]
    assert Event.objects.get(act="propose").actor_name == "系统"
    assert services.find_proposals(at=NEXT_DAY) == 0
    assert Notice.objects.filter(subject_line__contains="多人申请同一信息").exists()


@pytest.mark.duty("S4-1.5c")
def test_one_person_asking_twice_is_not_several(agency) -> None:
    disclosed(agency)
    disclosed(agency, items=NEARLY)
    assert services.find_proposals(at=NEXT_DAY) == 0


@pytest.mark.parametrize(
    ("more", "on", "outcome"),
    [
        ({"items": [{"text": "2026年义务教育学校招生划片范围和招生计划"}]}, date(2026, 3, 9), "3.1"),
        ({"items": NEARLY}, date(2026, 3, 9), "3.3.4"),
        ({"items": NEARLY}, date(2025, 3, 9), "3.1"),
        ({"items": [{"text": "电梯"}]}, date(2026, 3, 9), "3.1"),
    ],
    ids=["other matter", "refused", "too long ago", "too short to compare"],
)
def test_what_is_not_the_same_information_disclosed_within_a_year_is_not_proposed(agency, more, on, outcome) -> None:
    disclosed(agency)
    disclosed(agency, on=on, outcome=outcome, **more, **ANOTHER)
    assert services.find_proposals(at=NEXT_DAY) == 0


def test_another_organ_is_another_matter(agency, city) -> None:
    other = open_agency(code="jyj", name="临江市教育局", number_code="临教发", uscc=None, parent=city)
    disclosed(agency)
    disclosed(other, **ANOTHER)
    assert services.find_proposals(at=NEXT_DAY) == 0


def test_the_numbers_can_be_set(agency, settings) -> None:
    disclosed(agency)
    disclosed(agency, items=NEARLY, **ANOTHER)
    settings.PROPOSALS = {"applicants": 3, "within_months": 12}
    assert services.find_proposals(at=NEXT_DAY) == 0


def test_who_asks_later_joins_the_open_proposal_and_makes_no_new_one_of_a_declined_one(agency) -> None:
    disclosed(agency)
    disclosed(agency, items=NEARLY, **ANOTHER)
    services.find_proposals(at=NEXT_DAY)
    third = {"identity_number": "329999197802150031", "name": "王五"}
    disclosed(agency, items=NEARLY, **third)
    assert services.find_proposals(at=NEXT_DAY) == 0
    proposal = PublicationProposal.objects.get()
    assert proposal.items.count() == 3
    services.decline(proposal, reason="涉及施工企业商业秘密", **agency.as_(Role.DISCLOSURE_HEAD, NEXT_DAY))
    disclosed(agency, items=NEARLY, identity_number="329999200001010041")
    assert services.find_proposals(at=NEXT_DAY) == 0


@pytest.mark.duty("S2-2.4a")
def test_a_restricted_request_gives_nothing_away(agency) -> None:
    """Neither when proposals are looked for, nor to those who may not know a request restricted afterwards."""
    hidden = disclosed(agency)
    disclosed(agency, items=NEARLY, **ANOTHER)
    head = agency.as_(Role.DISCLOSURE_HEAD, NEXT_DAY)
    services.find_proposals(at=NEXT_DAY)
    restrict(agency.fresh(hidden), reason="涉及信访人", **head)
    clerk = agency.as_(Role.INFO_CLERK, NEXT_DAY)["actor"]
    assert not PublicationProposal.objects.visible_to(clerk).exists()
    assert PublicationProposal.objects.visible_to(head["actor"]).exists()
    PublicationProposal.objects.all().delete()
    assert services.find_proposals(at=NEXT_DAY) == 0


# --- suggested, decided -------------------------------------------------------------------------------


@pytest.mark.duty("S4-1.5c")
def test_an_applicant_suggests_and_reads_why_it_was_not_taken_up(agency, suggested) -> None:
    assert (suggested.origin, suggested.state, suggested.request.number) == ("suggested", "open", "临住建2026-0001")
    services.decline(suggested, reason="合同里有企业的商业秘密", **agency.as_(Role.INFO_CLERK, NEXT_DAY))
    assert (suggested.state, suggested.reason) == ("declined", "合同里有企业的商业秘密")
    assert mails("合同里有企业的商业秘密") == ["zhangsan@example.com"]


def test_nothing_is_declined_without_a_reason(agency, suggested) -> None:
    with pytest.raises(DomainError, match="理由"):
        services.decline(suggested, reason=" ", **agency.as_(Role.INFO_CLERK, NEXT_DAY))


@pytest.mark.duty("S4-1.5c")
def test_from_acceptance_twenty_working_days_run_until_the_document_is_public(agency, suggested) -> None:
    office = open_office(code="jsj", name="临江市建设管理处", number_code="临建管发", uscc="11370000004503126J")
    services.accept(suggested, **agency.as_(Role.DISCLOSURE_HEAD, NEXT_DAY))
    assert (suggested.state, clock(suggested).opened_on, clock(suggested).due_on) == (
        "accepted",
        date(2026, 3, 10),
        date(2026, 4, 8),
    )
    late = moment(date(2026, 5, 22))
    draft, published = office.draft(), office.published()
    who = agency.as_(Role.INFO_CLERK, late)
    with pytest.raises(InvalidInput, match="还没有公开"):
        services.complete(suggested, document=draft, **who)
    services.complete(suggested, document=published, **who)
    assert (suggested.state, suggested.document, clock(suggested).closed_on) == ("done", published, date(2026, 5, 22))
    assert mails(published.get_absolute_url()) == ["zhangsan@example.com"]


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SIGNER, Role.SECRECY_REVIEWER])
def test_only_the_disclosure_office_decides(agency, suggested, role) -> None:
    with pytest.raises(NotAllowed):
        services.accept(suggested, **agency.as_(role, NEXT_DAY))


def test_a_stranger_enters_no_suggestion_for_an_applicant(agency, city) -> None:
    other = open_agency(code="jyj", name="临江市教育局", number_code="临教发", uscc=None, parent=city)
    with pytest.raises(NotAllowed):
        services.suggest(disclosed(agency), text="公开", **other.as_(Role.HANDLER, NEXT_DAY))


def test_suggestions_of_one_request_do_not_pile_up(agency, suggested) -> None:
    for _ in range(2):
        services.suggest(suggested.request, text="再建议一次", actor=CITIZEN, at=NEXT_DAY)
    with pytest.raises(DomainError, match="正在研究"):
        services.suggest(suggested.request, text="第四次", actor=CITIZEN, at=NEXT_DAY)


def test_the_trail_and_the_title_hold_nothing_the_applicant_wrote(suggested) -> None:
    assert str(suggested) == f"市住房和城乡建设局主动公开建议{suggested.pk}号"
    event = Event.objects.get(act="suggest")
    assert (event.after, event.subject_title) == ({"request": "临住建2026-0001"}, str(suggested))

"""A reform of organs: what is proposed and drafted goes on at the heir, what is public stays where it was released."""

from datetime import date

import pytest

from portal.accounts.models import Organ
from portal.accounts.services import merge_organs, split_organ
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.subjects import ref
from requests_app.proposing import services
from tests.requests_app.agency import CITIZEN, Role, moment, open_agency
from tests.requests_app.proposing.asked import NEXT_DAY, disclosed

pytestmark = pytest.mark.django_db
BASIS = "临政发〔2026〕3号"
REFORM = moment(date(2026, 3, 16))
WORDS = {"title": "加装电梯合同", "question": "加装电梯的施工合同。", "answer": "合同见附件。"}


@pytest.fixture
def heir(city):
    return open_agency(code="cxj", name="临江市城乡建设局", number_code="临城建发", uscc=None, parent=city)


def proposal(agency):
    return services.suggest(disclosed(agency), text="请公开合同", actor=CITIZEN, at=NEXT_DAY)


def draft(agency):
    return services.draft(organ=agency.organ, values=WORDS, **agency.as_(Role.HANDLER, NEXT_DAY))


def published(agency):
    answer = services.submit(draft(agency), **agency.as_(Role.HANDLER, NEXT_DAY))
    return services.publish(answer, **agency.as_(Role.SIGNER, NEXT_DAY))


@pytest.mark.duty("S2-7.5c")
def test_what_is_open_goes_on_at_the_heir_and_its_clock_with_it(agency, heir) -> None:
    asked, written = proposal(agency), draft(agency)
    services.accept(asked, **agency.as_(Role.DISCLOSURE_HEAD, NEXT_DAY))
    due = Deadline.objects.of(ref(asked)).get().due_on
    merge_organs([agency.organ], into=heir.organ, basis=BASIS, actor=SYSTEM, at=REFORM)
    asked.refresh_from_db()
    written.refresh_from_db()
    clock = Deadline.objects.of(ref(asked)).get()
    assert (asked.organ, written.organ, clock.organ, clock.due_on) == (heir.organ, heir.organ, heir.organ, due)
    told = Event.objects.filter(act="pass_to_heir", subject_label="requests_app.publicationproposal")
    assert [event.subject_id for event in told] == [asked.pk]
    services.submit(written, **heir.as_(Role.HANDLER, moment(date(2026, 3, 17))))
    assert written.state == "approval"


@pytest.mark.duty("S2-7.5c")
def test_what_is_settled_or_public_stays_with_the_organ_that_did_it(agency, heir) -> None:
    asked, released = proposal(agency), published(agency)
    services.decline(asked, reason="涉及商业秘密", **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 11))))
    merge_organs([agency.organ], into=heir.organ, basis=BASIS, actor=SYSTEM, at=REFORM)
    asked.refresh_from_db()
    released.refresh_from_db()
    assert (asked.organ, released.organ) == (agency.organ, agency.organ)


def test_in_a_split_each_goes_where_it_was_assigned(agency, heir) -> None:
    goes, stays = draft(agency), draft(agency)
    chosen = {("requests_app.publishedanswer", goes.pk): heir.organ}
    split_organ(agency.organ, heir=agency.organ, assigned=chosen, basis=BASIS, actor=SYSTEM, at=REFORM)
    goes.refresh_from_db()
    stays.refresh_from_db()
    assert (goes.organ, stays.organ) == (heir.organ, agency.organ)
    assert Organ.objects.get(pk=agency.organ.pk).active_to is None

"""What is known of people goes when its time is over, and not while somebody still has to be written to."""

from datetime import date

import pytest
from django.core.management import call_command

from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.errors import DomainError
from portal.letters.models import LetterText
from portal.letters.services import content_of
from portal.privacy.retention import rule
from portal.privacy.services import plain_text, purge
from requests_app.cases import services as cases
from requests_app.cases.models import Applicant
from requests_app.rectifying import services as rectifying
from requests_app.remedies import services as remedies
from tests.requests_app.agency import CITIZEN, Role, moment
from tests.requests_app.proposing.asked import answered

pytestmark = pytest.mark.django_db

BEFORE, AFTER = moment(date(2031, 3, 4)), moment(date(2031, 3, 5))
"""The requests below are closed on 2026-03-04."""


def erased(code, at):
    return purge(rule(code), at=at, dry_run=False).erased


@pytest.mark.duty("law.K")
def test_an_applicant_is_forgotten_five_years_after_the_request_was_closed(agency) -> None:
    request = answered(agency)
    assert erased("request_applicant", BEFORE) == 0
    assert erased("request_applicant", AFTER) == 1
    left = Applicant.objects.get()
    sealed = ("name", "identity_number", "phone", "email", "address", "representative", "agent_name")
    assert [plain_text(left, name) for name in sealed] == [""] * 7
    assert (left.identity_index, left.purged_at) == ("", AFTER)
    event = Event.objects.get(act="purge_personal_data")
    assert event.after["rule"] == "request_applicant"
    assert "张三" not in str(event.__dict__)
    assert erased("request_applicant", AFTER) == 0
    assert request.items.get().counted_outcome == "3.1"


@pytest.mark.duty("law.K")
def test_the_words_of_letters_go_with_it_and_the_register_stays(agency) -> None:
    request = answered(agency)
    letter = request.services.get(purpose="answer").letter
    assert "张三" in content_of(letter).text
    assert erased("request_letter_words", BEFORE) == 0
    assert erased("request_letter_words", AFTER) == LetterText.objects.count() > 0
    with pytest.raises(DomainError, match="已经按期清除"):
        content_of(letter)
    assert letter.number == "临住建公开〔2026〕1号"


def test_nothing_goes_while_a_remedy_or_a_correction_is_pending(agency) -> None:
    request = answered(agency)
    given = {"kind": "complaint", "authority": "临江市人民政府", "accepted_on": date(2026, 3, 9)}
    remedy = remedies.register(request, **given, **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 9))))
    asked = {"record": "登记表", "fault": "面积", "evidence": "证书", "actor": CITIZEN}
    rectifying.ask(request, **asked, at=moment(date(2026, 3, 9)))
    assert (erased("request_applicant", AFTER), erased("request_letter_words", AFTER)) == (0, 0)
    how = {"result": "upheld", "result_text": "维持", "decided_on": date(2026, 3, 20)}
    remedies.close(remedy, **how, **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 20))))
    assert erased("request_applicant", AFTER) == 0
    row = request.record_corrections.get()
    rectifying.cancel(row, reason="撤回", actor=CITIZEN, at=moment(date(2026, 3, 21)))
    assert erased("request_applicant", AFTER) == 1


@pytest.mark.duty("S2-2.9.1b")
def test_who_was_never_reached_is_kept_one_year_and_then_forgotten(agency) -> None:
    day = moment(date(2026, 3, 3))
    request = agency.registered(channel="plain_mail")
    cases.mark_unreachable(request, reason="打了三次没有人接", **agency.as_(Role.INFO_CLERK, day))
    over = Deadline.objects.get(rule="UNREACHABLE_RETENTION").due_on
    assert over >= date(2027, 3, 3)
    later = moment(date(2027, 3, 10))
    assert erased("request_unreached", later) == 0
    cases.archive(agency.fresh(request), **agency.as_(Role.INFO_CLERK, later))
    assert erased("request_unreached", later) == 1
    assert plain_text(Applicant.objects.get(), "name") == ""


def test_a_city_sets_other_periods(agency, settings) -> None:
    answered(agency)
    settings.RETENTION_MONTHS = {"request_applicant": "12"}
    assert erased("request_applicant", moment(date(2027, 3, 5))) == 1


def test_what_was_written_about_a_record_goes_too(agency) -> None:
    asked = {"record": "登记表", "fault": "面积", "evidence": "证书"}
    row = rectifying.ask(agency.received(), **asked, actor=CITIZEN, at=moment(date(2026, 3, 3)))
    rectifying.cancel(row, reason="撤回", actor=CITIZEN, at=moment(date(2026, 3, 4)))
    assert (erased("record_correction_words", BEFORE), erased("record_correction_words", AFTER)) == (0, 1)
    row.refresh_from_db()
    assert (row.record, row.fault, row.evidence, row.purged_at) == ("", "", "", AFTER)


def test_the_command_counts_them(agency, capsys, time_machine) -> None:
    answered(agency)
    time_machine.move_to(AFTER, tick=False)
    call_command("purge_expired", rule="request_applicant")
    assert "到期1项" in capsys.readouterr().out

"""A request comes in: number, code, day of receipt by channel, clocks."""

from datetime import date, datetime

import pytest

from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import InvalidInput, NotAllowed
from portal.notices.models import Notice
from portal.receipts.codes import code_digest
from portal.subjects import ref
from requests_app.cases import services
from requests_app.cases.models import DisclosureRequest
from tests.requests_app.agency import CITIZEN, COMPANY, MORNING, ONE_ITEM, PERSON, Role, moment

pytestmark = pytest.mark.django_db


def clock(request, rule):
    return Deadline.objects.of(ref(request)).filter(rule=rule).first()


@pytest.mark.duty("S2-2.9.0")
def test_a_request_is_numbered_at_once_and_no_number_comes_twice(agency) -> None:
    first, second = agency.filed(), agency.filed()
    assert (first.request.number, second.request.number) == ("临住建2026-0001", "临住建2026-0002")


@pytest.mark.duty("S2-2.3d")
def test_an_online_request_is_received_on_the_day_the_organ_confirms(agency) -> None:
    request = agency.filed(at=datetime(2026, 2, 27, 16, tzinfo=SHANGHAI)).request
    assert (request.state, request.received_on, clock(request, "FOI_REPLY")) == ("submitted", None, None)
    services.confirm(request, **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 2))))
    assert (request.state, request.received_on) == ("handling", date(2026, 3, 2))
    assert clock(request, "FOI_REPLY").due_on == date(2026, 3, 30)
    assert clock(request, "FOI_CORRECTION_NOTICE") is None  # no duty until somebody wants to ask


@pytest.mark.duty("S2-2.3c")
@pytest.mark.parametrize("channel", ["in_person", "oral", "signed_mail"])
def test_what_is_handed_in_or_signed_for_is_received_on_that_day(agency, channel) -> None:
    request = agency.registered(channel=channel, arrived_on=date(2026, 2, 27))
    assert (request.state, request.received_on) == ("handling", date(2026, 2, 27))
    assert clock(request, "FOI_REPLY").due_on == date(2026, 3, 26)  # Saturday 2026-02-28 was a working day


@pytest.mark.parametrize("channel", ["plain_mail", "email", "fax"])
def test_everything_else_waits_for_the_confirmation(agency, channel) -> None:
    request = agency.registered(channel=channel)
    assert (request.state, request.received_on, clock(request, "FOI_REPLY")) == ("submitted", None, None)
    assert clock(request, "FOI_CONFIRM").due_on == date(2026, 3, 4)


def test_nobody_confirmed_for_two_working_days_so_it_confirms_itself(agency) -> None:
    request = agency.filed().request
    assert services.confirm_unattended(at=moment(date(2026, 3, 4), 23)) == 0
    assert services.confirm_unattended(at=moment(date(2026, 3, 5), 1)) == 1
    request = agency.fresh(request)
    assert (request.state, request.received_on) == ("handling", date(2026, 3, 5))
    assert clock(request, "FOI_CONFIRM").outcome == "deemed"
    confirmed = Event.objects.get(subject_label="requests_app.disclosurerequest", act="confirm")
    assert confirmed.actor_name == "系统"
    assert services.confirm_unattended(at=moment(date(2026, 3, 6), 1)) == 0


def test_a_plain_letter_nobody_can_be_called_about_never_confirms_itself(agency) -> None:
    request = agency.registered(channel="plain_mail")
    assert services.confirm_unattended(at=moment(date(2026, 4, 1))) == 0
    assert agency.fresh(request).state == "submitted"


@pytest.mark.duty("S2-2.9.1b")
def test_who_cannot_be_reached_is_kept_for_a_year_and_may_be_reached_after_all(agency) -> None:
    request = agency.registered(channel="plain_mail")
    services.mark_unreachable(
        request, reason="打了三次电话，号码是空号", **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 3)))
    )
    assert clock(request, "UNREACHABLE_RETENTION").due_on == date(2027, 3, 3)
    services.reach(
        request,
        on=date(2026, 3, 9),
        receipt_note="申请人来电",
        **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 9))),
    )
    assert (request.state, request.received_on) == ("handling", date(2026, 3, 9))
    assert clock(request, "FOI_REPLY").due_on == date(2026, 4, 7)


@pytest.mark.duty("S2-2.3.1")
@pytest.mark.parametrize(
    ("missing", "fields"),
    [
        ({"name": ""}, {"name"}),
        ({"identity_number": ""}, {"identity_number"}),
        ({"identity_number": "329999199003070019"}, {"identity_number"}),
        ({"phone": "", "email": ""}, {"phone"}),
        ({"delivery": "post"}, {"address"}),
        ({"delivery": "email", "email": ""}, {"email"}),
        ({"email": "nobody"}, {"email"}),
        ({"form": ""}, {"form"}),
    ],
)
def test_an_online_form_says_at_each_field_what_is_missing(agency, missing, fields) -> None:
    with pytest.raises(InvalidInput) as refused:
        agency.filed(**missing)
    assert set(refused.value.messages) == fields
    assert not DisclosureRequest.objects.exists()


@pytest.mark.duty("S2-2.2a")
@pytest.mark.duty("S2-2.3.2")
def test_the_purpose_is_never_asked_for(agency) -> None:
    assert agency.filed(purpose="").request.purpose == ""


def test_a_company_names_its_head_and_a_contact(agency) -> None:
    with pytest.raises(InvalidInput) as refused:
        agency.filed(**(COMPANY | {"representative": "", "contact_person": ""}))
    assert set(refused.value.messages) == {"representative", "contact_person"}
    assert agency.filed(**COMPANY).request.applicant_kind == "business"


@pytest.mark.duty("S2-2.4b")
def test_a_clerk_takes_in_what_is_incomplete(agency) -> None:
    request = agency.registered(identity_number="", identity_kind="")
    assert request.state == "handling"


@pytest.mark.duty("S2-2.3b")
def test_who_typed_for_the_applicant_is_on_record(agency) -> None:
    assert agency.registered(channel="oral").typed_by == "信息员"
    assert agency.registered(channel="in_person").typed_by == ""


def test_nothing_arrives_tomorrow(agency) -> None:
    with pytest.raises(InvalidInput) as refused:
        agency.registered(arrived_on=date(2026, 3, 3))
    assert set(refused.value.messages) == {"arrived_on"}


def test_a_stranger_registers_nothing(agency) -> None:
    with pytest.raises(NotAllowed):
        services.register(
            organ=agency.organ,
            channel="in_person",
            arrived_on=MORNING.date(),
            values=PERSON,
            items=ONE_ITEM,
            actor=CITIZEN,
            at=MORNING,
        )


def test_the_code_is_stored_as_a_digest_and_a_new_one_ends_the_old(agency) -> None:
    filed = agency.filed()
    assert len(filed.code.replace("-", "")) == 20
    assert filed.request.code_hash == code_digest(filed.request.number, filed.code.lower())
    fresh = services.reissue_code(filed.request, actor=CITIZEN, at=MORNING)
    stored = agency.fresh(filed.request).code_hash
    assert stored == code_digest(filed.request.number, fresh)
    assert stored != code_digest(filed.request.number, filed.code)


def test_no_personal_datum_stands_in_trail_ledger_or_messages(agency) -> None:
    agency.received()
    texts = [
        *(f"{row.subject_title}{row.before}{row.after}{row.reason}" for row in Event.objects.all()),
        *Deadline.objects.values_list("subject_title", flat=True),
        *Notice.objects.values_list("subject_line", flat=True),
        *Notice.objects.values_list("body", flat=True),
    ]
    assert len(texts) > 5
    for secret in ("张三", "329999199003070018", "13800000001", "zhangsan@example.com", "翠湖里"):
        assert not [text for text in texts if secret in text]

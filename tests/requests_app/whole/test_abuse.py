"""What ill will types, guesses and forges at the desk of requests comes to nothing."""

import logging
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from portal.audit.models import Event
from portal.deadlines.models import ClockEvent, Deadline
from portal.errors import InvalidInput, NotAllowed
from portal.notices.models import Notice
from requests_app.answering import services as answering
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.consulting import services as consulting
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, COMPANY, ONE_ITEM, PERSON, Role, moment, open_agency
from tests.requests_app.answering.steps import attached, decided, sent, signed
from tests.requests_app.desk.test_way import TYPED
from tests.requests_app.desk_pages import CASE, perform, signed_in

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script>'
TABS = ("work", "form", "letters", "files", "record")
TODAY, TOMORROW, YESTERDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _one_morning(settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(TODAY), tick=False)


@pytest.fixture
def desk(agency):
    return {role: signed_in(user) for role, user in agency.people.items()}


@pytest.fixture
def elsewhere(agency, city):
    """Another organ with people of its own."""
    return open_agency(code="edu", name="临江市教育局", number_code="临教发", uscc=None, parent=city)


def text_of(response):
    return b"".join(response).decode(errors="replace")


# --- what is typed ------------------------------------------------------------------------------------


def scripted(agency):
    """A request in whose every field somebody wrote a script, with a consultation, an extension and a decision."""
    values = dict.fromkeys(("name", "representative", "contact_person", "agent_name", "address"), SCRIPT)
    values |= {"purpose": SCRIPT, "needs_help": SCRIPT, "agent_identity": SCRIPT}
    item = {"text": SCRIPT, "file_number": SCRIPT, "time_span": SCRIPT}
    request = agency.received(at=moment(TODAY), items=[item, item], **(COMPANY | values))
    handler = agency.as_(Role.HANDLER, moment(TODAY))
    row = consulting.consult(
        request, kind="third_party", party=SCRIPT, party_contact=SCRIPT, summary=SCRIPT, means="post", **handler
    )
    clerk = agency.as_(Role.INFO_CLERK, moment(TODAY))
    consulting.hear(row, opinion="object", text=SCRIPT, on=TODAY, **clerk)
    request = agency.fresh(request)
    cases.restrict(request, reason=SCRIPT, **agency.as_(Role.DISCLOSURE_HEAD, moment(TODAY)))
    cases.assign(
        request,
        handler=agency.people[Role.HANDLER],
        reason=SCRIPT,
        **agency.as_(Role.DISCLOSURE_HEAD, moment(TODAY)),
    )
    decided(agency, request, "3.4.2-1", reason=SCRIPT, skipped=SCRIPT, form_change_reason=SCRIPT)
    remedies.register(
        request, kind="complaint", authority=SCRIPT, case_number=SCRIPT, accepted_on=TODAY,
        **agency.as_(Role.DISCLOSURE_HEAD, moment(TODAY)),
    )  # fmt: skip
    return request


def test_scripts_in_every_field_are_shown_as_text_on_every_page(agency, desk) -> None:
    request = scripted(agency)
    case = f"{CASE}/{request.pk}/change"
    acts = ("attach", "assign", "submit", "propose_extension", "split_off", "withdraw", "overrule", "close_remedy")
    pages = [f"{CASE}/", "/admin/", "/admin/all/", "/admin/inbox/", f"{case}/decide/1/", f"{case}/decide/1/?anew=1"]
    pages += [f"{case}/?tab={tab}" for tab in TABS] + [f"{case}/reveal/name/"]
    pages += [f"{case}/act/{act}/" for act in acts] + ["/admin/requests_app/remedy/"]
    client = desk[Role.DISCLOSURE_HEAD]
    seen = 0
    for page in pages:
        response = client.get(page)
        html = response.content.decode()
        assert response.status_code in (200, 302, 403), page
        assert "<script>alert" not in html, page
        seen += "&lt;script&gt;alert(1)" in html
    shown = client.post(f"{case}/reveal/name/", {"reason": SCRIPT}).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert seen >= 8


@pytest.mark.parametrize(
    ("field", "length", "message"),
    [
        ("name", 101, "姓名或者名称最多100个字，现在是101个字"),
        ("address", 100_000, "邮寄地址最多200个字"),
        ("purpose", 1001, "用途最多1000个字"),
        ("items", 2001, "所需信息最多2000个字"),
        ("items", 1_000_000, "所需信息最多2000个字"),
    ],
)
def test_huge_text_is_refused_with_a_message_and_stores_nothing(agency, desk, field, length, message) -> None:
    typed = TYPED | {"organ": agency.organ.pk, field: "长" * length}
    response = desk[Role.INFO_CLERK].post(f"{CASE}/start/register/", typed)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not DisclosureRequest.objects.exists()


def test_what_nobody_can_see_is_refused(agency) -> None:
    with pytest.raises(InvalidInput, match="看不见的控制字符"):
        agency.filed(items=[{"text": "施工\x00合同"}])


def test_a_hundred_items_are_too_many(agency) -> None:
    with pytest.raises(InvalidInput, match="一次最多20项"):
        agency.filed(items=[{"text": f"第{number}份合同"} for number in range(100)])


@pytest.mark.parametrize("name", ["state", "received_on", "number", "organ_id", "due_on"])
def test_a_field_of_the_system_does_not_come_from_outside(agency, name) -> None:
    with pytest.raises(InvalidInput) as refused:
        cases.file_online(
            organ=agency.organ, values=PERSON | {name: "2026-01-01"}, items=ONE_ITEM, actor=CITIZEN, at=moment(TODAY)
        )
    assert set(refused.value.messages) == {name}


# --- what is forged -----------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["online", "transfer", "phone", ""])
def test_a_clerk_cannot_say_that_something_came_online_or_in_a_way_there_is_not(agency, channel) -> None:
    with pytest.raises(InvalidInput) as refused:
        agency.registered(channel=channel)
    assert set(refused.value.messages) == {"channel"}


def test_nothing_arrives_is_confirmed_or_reached_on_a_day_that_cannot_be(agency) -> None:
    with pytest.raises(InvalidInput, match="还没有到"):
        agency.registered(arrived_on=TOMORROW)
    clerk = agency.as_(Role.INFO_CLERK, moment(TODAY))
    for day in (YESTERDAY, TOMORROW):
        with pytest.raises(InvalidInput):
            cases.confirm(agency.filed().request, on=day, **clerk)
    letter = agency.registered(channel="plain_mail")
    cases.mark_unreachable(letter, reason="空号", **clerk)
    for day in (YESTERDAY, TOMORROW):
        with pytest.raises(InvalidInput):
            cases.reach(letter, on=day, receipt_note="来电", **clerk)


def test_an_answer_is_not_sent_before_it_was_signed_nor_served_before_it_was_sent(agency) -> None:
    request = agency.received(at=moment(TODAY))
    at = moment(date(2026, 3, 5))
    decided(agency, request, "3.4.2-1", at=at)
    signed(agency, request, at=at)
    for day in (date(2026, 3, 4), date(2026, 3, 6)):
        with pytest.raises(InvalidInput) as refused:
            sent(agency, agency.fresh(request), on=day, at=at)
        assert set(refused.value.messages) == {"on"}
    request = agency.fresh(request)
    sent(agency, request, at=at)
    clerk = agency.as_(Role.INFO_CLERK, at)
    for day in (date(2026, 3, 4), date(2026, 3, 6)):
        with pytest.raises(InvalidInput) as refused:
            answering.serve_answer(agency.fresh(request), served_on=day, proof="EMS妥投", **clerk)
        assert set(refused.value.messages) == {"served_on"}
    with pytest.raises(InvalidInput) as refused:
        answering.serve_answer(agency.fresh(request), served_on=date(2026, 3, 5), proof=" ", **clerk)
    assert set(refused.value.messages) == {"proof"}
    assert agency.fresh(request).state == "signed"


def test_nobody_is_answered_over_the_internet_who_did_not_ask_for_it(agency) -> None:
    request = agency.registered(channel="in_person", delivery="post", address="临江市云亭路18号")
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    with pytest.raises(InvalidInput) as refused:
        sent(agency, request, means="online")
    assert set(refused.value.messages) == {"means"}


def test_dates_typed_at_the_desk_are_checked_as_well(agency, desk) -> None:
    typed = TYPED | {"organ": agency.organ.pk, "channel": "plain_mail"}
    desk[Role.INFO_CLERK].post(f"{CASE}/start/register/", typed)
    request = DisclosureRequest.objects.get()
    for day in ("2026-03-01", "2026-03-03", "2026-02-30", "昨天"):
        answer = perform(desk[Role.INFO_CLERK], request, "confirm", on=day)
        assert answer.status_code == 200, day
        assert 'class="error' in answer.content.decode() or "err" in answer.content.decode()
    assert agency.fresh(request).received_on is None


# --- what is guessed ----------------------------------------------------------------------------------


def addresses(request, letter, file):
    case = f"{CASE}/{request.pk}/change"
    parts = ["", "decide/1/", "pages/1/", "wording/R-1b/", "draft/R-1b.docx", f"letter/{letter.letter_id}.docx"]
    parts += [f"slip/{letter.pk}.docx", "sheet/form.docx", "sheet/register.docx", f"file/{file.pk}/", "reveal/name/"]
    parts += ["dossier.zip", "act/claim/", "act/withdraw/", "act/restrict/"]
    return [f"{case}/{part}" for part in parts] + [f"{CASE}/{request.pk}/history/"]


@pytest.fixture
def answered(agency):
    """A case with a letter and a file that is handed out."""
    request = agency.received(at=moment(TODAY))
    file = attached(agency, request)
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    return request, request.services.get(purpose="answer"), file


def test_another_organs_case_is_not_there_by_any_address(answered, elsewhere) -> None:
    for role in (Role.HANDLER, Role.DISCLOSURE_HEAD, Role.HEAD):
        client = signed_in(elsewhere.people[role])
        for address in addresses(*answered):
            assert client.get(address).status_code == 404, address
            assert client.post(address, {"reason": "好奇", "version": "1"}).status_code == 404, address
    assert answered[0].number not in text_of(client.get(f"{CASE}/"))


def test_nobody_sees_a_case_without_signing_in(answered) -> None:
    for address in addresses(*answered):
        response = Client().get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/admin/login/"), address


def test_letters_and_files_of_one_case_do_not_come_through_another(agency, desk, answered, elsewhere) -> None:
    _, letter, file = answered
    own = agency.received(at=moment(TODAY))
    foreign = elsewhere.received(at=moment(TODAY))
    guesses = [f"letter/{letter.letter_id}.docx", f"slip/{letter.pk}.docx", f"file/{file.pk}/"]
    guesses += ["letter/999999.docx", "file/999999/", "sheet/secrets.docx", "draft/R-9.docx", "reveal/request/"]
    for guess in guesses:
        assert desk[Role.HANDLER].get(f"{CASE}/{own.pk}/change/{guess}").status_code == 404, guess
        assert signed_in(elsewhere.people[Role.HANDLER]).get(f"{CASE}/{foreign.pk}/change/{guess}").status_code == 404
    assert desk[Role.HANDLER].get(f"{CASE}/{own.pk}/change/sheet/form.exe").status_code == 404


def test_people_of_another_organ_do_nothing_through_the_services_either(agency, answered, elsewhere) -> None:
    request = agency.received(at=moment(TODAY))
    who = elsewhere.as_(Role.HANDLER, moment(TODAY))
    with pytest.raises(NotAllowed):
        cases.claim(request, **who)
    with pytest.raises(NotAllowed):
        answering.withdraw(request, reason="不要了", **who)
    with pytest.raises(NotAllowed):
        serving.register_service(
            answered[1], served_on=TODAY, proof="回执", **elsewhere.as_(Role.INFO_CLERK, moment(TODAY))
        )


def test_a_restricted_case_is_there_for_its_handler_and_the_heads_alone(agency, desk, answered) -> None:
    request = agency.fresh(answered[0])
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(TODAY))
    cases.assign(request, handler=agency.people[Role.HANDLER], reason="承办", **head)
    cases.restrict(request, reason="涉及未成年人", **head)
    case = f"{CASE}/{request.pk}/change/"
    for role in (Role.HANDLER, Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD):
        assert desk[role].get(case).status_code == 200, role
        assert request.number in text_of(desk[role].get(f"{CASE}/")), role
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SECRECY_REVIEWER):
        for address in addresses(*answered):
            assert desk[role].get(address).status_code == 404, (role, address)
        for listing in (f"{CASE}/", "/admin/", "/admin/all/"):
            assert request.number not in text_of(desk[role].get(listing)), (role, listing)


def test_a_restricted_case_does_not_show_beside_the_applicants_others(agency, desk) -> None:
    """The same person asked for the same before; that case is restricted."""
    hidden, other = agency.received(at=moment(TODAY)), agency.received(at=moment(TODAY))
    page = f"{CASE}/{other.pk}/change/"
    assert hidden.number in text_of(desk[Role.INFO_CLERK].get(page))
    who = agency.as_(Role.DISCLOSURE_HEAD, moment(TODAY))
    cases.restrict(hidden, reason="涉及未成年人", **who)
    assert hidden.number not in text_of(desk[Role.INFO_CLERK].get(page))
    assert hidden.number in text_of(desk[Role.DISCLOSURE_HEAD].get(page))


def test_a_withdrawn_case_offers_no_act_of_the_answer(agency, desk) -> None:
    request = agency.received(at=moment(TODAY))
    answering.withdraw(request, reason="不需要了", actor=CITIZEN, at=moment(TODAY))
    case = f"{CASE}/{request.pk}/change"
    assert desk[Role.HANDLER].get(f"{case}/").status_code == 200
    for act in ("notify_correction", "consult", "attach", "claim", "propose_extension", "demand_reasons", "submit"):
        response = desk[Role.HANDLER].get(f"{case}/act/{act}/")
        assert response.status_code in (302, 403), act
    assert desk[Role.HANDLER].get(f"{case}/decide/1/").status_code == 403


# --- what must not be told ----------------------------------------------------------------------------

SECRETS = ("张三", "329999199003070018", "13800000001", "zhangsan@example.com", "秘密建筑公司", "0000-7654321")


def test_no_personal_datum_is_in_logs_trail_ledger_messages_or_exports(agency, desk, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    request = agency.received(at=moment(TODAY))
    handler = agency.as_(Role.HANDLER, moment(TODAY))
    row = consulting.consult(
        request, kind="third_party", party="秘密建筑公司", party_contact="0000-7654321", summary="总价", means="post",
        **handler,
    )  # fmt: skip
    consulting.hear(row, opinion="agree", text="同意", on=TODAY, **agency.as_(Role.INFO_CLERK, moment(TODAY)))
    request = agency.fresh(request)
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    sent(agency, request, means="online")
    for tab in TABS:
        page = text_of(desk[Role.HANDLER].get(f"{CASE}/{request.pk}/change/?tab={tab}"))
        assert not [secret for secret in SECRETS if secret in page], tab
    texts = [caplog.text, "\n".join(str(cell.value) for cell in _cells(desk[Role.HANDLER]))]
    texts += [f"{event.subject_title}{event.before}{event.after}{event.reason}" for event in Event.objects.all()]
    texts += [f"{clock.subject_title}{clock.title}" for clock in Deadline.objects.all()]
    texts += [f"{event.evidence}{event.key}" for event in ClockEvent.objects.all()]
    texts += [f"{notice.subject_line}{notice.body}{notice.dedupe_key}" for notice in Notice.objects.all()]
    assert request.number in texts[1]
    for secret in SECRETS:
        assert not [text for text in texts if secret in text], secret


def _cells(client):
    book = load_workbook(BytesIO(client.get(f"{CASE}/ledger.xlsx").content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_formula_in_the_export_is_text(agency, desk) -> None:
    formula = '=HYPERLINK("http://evil.example","合同")'
    agency.received(at=moment(TODAY), items=[{"text": formula}])
    assert [cell.data_type for cell in _cells(desk[Role.HANDLER]) if cell.value == formula] == ["s"]

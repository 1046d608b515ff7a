"""Several people and the worker at one request at once, each with a connection of its own: one wins."""

from datetime import date, datetime

import pytest

from portal.accounts.selectors import actor_of
from portal.audit.models import Event
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.deadlines.models import ClockEvent, Deadline, Reminder
from portal.deadlines.services import sweep
from portal.errors import DomainError, StaleState
from portal.letters.models import Letter
from portal.subjects import ref
from requests_app.answering import services as answering
from requests_app.answering.models import Decision
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.consulting import services as consulting
from requests_app.consulting.models import Consultation
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from tests.requests_app.agency import CITIZEN, ONE_ITEM, PERSON, Role, moment
from tests.requests_app.answering.steps import decided, reviewed, sent, signed
from tests.requests_app.answering.ways import BY_NAME
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

FILINGS = 20
TIME_IS_OVER = datetime(2026, 3, 28, 0, 0, tzinfo=SHANGHAI)


def run(act):
    return act()


def kinds(results):
    """How many did it, and what became of the others."""
    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(result, DomainError) for result in refused), refused
    return len(results) - len(refused), len(refused)


def reply(request):
    return Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")


def consulted(agency, request):
    """Asked and reached on 2026-03-06: the time of the third party is over with 2026-03-27."""
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 6)))
    row = consulting.consult(
        request,
        kind="third_party",
        party="某建筑公司",
        party_contact="0000-8612366",
        summary="总价",
        means="post",
        **who,
    )
    clerk = agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 6)))
    serving.reached(row.letter.foi_service, on=date(2026, 3, 6), proof="回执", **clerk)
    return row


def test_twenty_people_file_at_once_and_every_number_is_given_once(agency) -> None:
    def file(number):
        values = PERSON | {"phone": f"138000000{number:02d}"}
        return cases.file_online(
            organ=agency.organ, values=values, items=ONE_ITEM, actor=CITIZEN, at=moment(date(2026, 3, 2))
        )

    results = at_once(file, list(range(FILINGS)))
    assert kinds(results) == (20, 0)
    numbers = sorted(DisclosureRequest.objects.values_list("number", flat=True))
    assert numbers == [f"临住建2026-{sequence:04d}" for sequence in range(1, 21)]
    assert Deadline.objects.filter(rule="FOI_CONFIRM").count() == 20
    assert verify(at=moment(date(2026, 3, 2))).is_intact


def test_a_number_that_was_given_to_nobody_is_given_to_the_next(agency) -> None:
    """A filing that fails takes its number back with it: no gap, and none comes twice."""
    agency.filed()
    with pytest.raises(DomainError):
        agency.filed(name="")
    assert agency.filed().request.number == "临住建2026-0002"


def test_of_two_clerks_who_decide_at_once_one_wins(agency) -> None:
    """Both have the same page open."""
    request = agency.received()
    people = [agency.people[Role.HANDLER], agency.people[Role.DISCLOSURE_HEAD]]
    ways = [BY_NAME["3.4.2-1"], BY_NAME["3.3.5-5"]]
    copies = [agency.fresh(request) for _ in people]
    at = moment(date(2026, 3, 3))

    def decide(place):
        copy, way, actor = copies[place], ways[place], actor_of(people[place], at=at)
        return answering.decide(
            copy, item=copy.items.get(), outcome=way.outcome, way=way.way, steps=way.steps, values=way.values,
            actor=actor, at=at,
        )  # fmt: skip

    results = at_once(decide, [0, 1])
    assert kinds(results) == (1, 1)
    assert [type(result) for result in results if isinstance(result, Exception)] == [StaleState]
    decision, event = Decision.objects.get(), Event.objects.get(act="decide")
    winner = next(place for place in (0, 1) if not isinstance(results[place], Exception))
    assert (decision.outcome, decision.drafter_id) == (ways[winner].outcome, people[winner].pk)
    assert (event.actor_id, agency.fresh(request).version) == (people[winner].pk, 3)


def test_of_a_clerk_who_asks_to_correct_and_one_who_submits_one_wins(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    one, other = agency.fresh(request), agency.fresh(request)
    at = moment(date(2026, 3, 3))
    results = at_once(
        run,
        [
            lambda: answering.submit(one, **agency.as_(Role.HANDLER, at)),
            lambda: asking.notify_correction(
                other, lacks=["content"], guidance="写明年份", days=15, means="post",
                **agency.as_(Role.DISCLOSURE_HEAD, at),
            ),
        ],
    )  # fmt: skip
    assert kinds(results) == (1, 1)
    state = agency.fresh(request).state
    assert state in ("review", "correcting")
    assert Letter.objects.count() == (state == "correcting")
    assert (reply(request).waiting_since is not None) == (state == "correcting")


def test_two_signers_at_once_issue_every_letter_once(agency) -> None:
    request = agency.received(items=[{"text": "施工合同"}, {"text": "验收报告"}])
    first, second = request.items.all()
    decided(agency, request, "3.4.2-1", item=first)
    decided(agency, request, "3.3.5-5", item=second)
    reviewed(agency, request)
    copies = [(role, agency.fresh(request)) for role in (Role.SIGNER, Role.HEAD)]
    results = at_once(lambda pair: answering.sign(pair[1], **agency.as_(pair[0])), copies)
    assert kinds(results) == (1, 1)
    assert [type(result) for result in results if isinstance(result, Exception)] == [StaleState]
    assert sorted(Letter.objects.values_list("template_code", flat=True)) == ["R-3.5", "R-4.2"]
    assert sorted(letter.number for letter in Letter.objects.all()) == sorted(
        {letter.number for letter in Letter.objects.all()}
    )
    assert Service.objects.filter(purpose="answer").count() == 2


def test_two_clerks_who_register_the_arrival_at_once_count_it_once(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    sent(agency, request)
    copies = [(day, agency.fresh(request)) for day in (3, 4)]

    def serve(pair):
        clerk = agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 4)))
        return answering.serve_answer(pair[1], served_on=date(2026, 3, pair[0]), proof="EMS妥投", **clerk)

    assert kinds(at_once(serve, copies)) == (1, 1)
    request = agency.fresh(request)
    service = Service.objects.get(purpose="answer")
    item = request.items.get()
    assert service.served_on == request.closed_on == item.counted_on == reply(request).closed_on
    assert Event.objects.filter(act="serve").count() == 1


def test_the_answer_of_a_third_party_arrives_as_its_time_passes(agency) -> None:
    """Whoever comes first ends the pause, on the same last day; the opinion is never lost."""
    request = agency.received()
    row = consulted(agency, request)
    copies = [Consultation.objects.get(pk=row.pk) for _ in range(2)]
    clerk = agency.as_(Role.INFO_CLERK, TIME_IS_OVER)

    def hear(copy):
        return consulting.hear(copy, opinion="object", text="合同单价是商业秘密", on=date(2026, 3, 28), **clerk)

    results = at_once(
        run,
        [
            lambda: consulting.settle_silent(at=TIME_IS_OVER),
            lambda: hear(copies[0]),
            lambda: consulting.settle_silent(at=TIME_IS_OVER),
        ],
    )
    assert all(isinstance(result, (int, Consultation, StaleState)) for result in results), results
    row.refresh_from_db()
    if row.state == "silent":
        assert isinstance(results[1], StaleState)
        hear(row)
    row.refresh_from_db()
    clock = reply(request)
    assert (row.state, row.ended_on) == ("objected", date(2026, 3, 27))
    assert (clock.due_on, clock.waiting_since) == (date(2026, 4, 21), None)
    assert ClockEvent.objects.filter(deadline=clock, kind="resumed").count() == 1
    assert not Deadline.objects.of(ref(row)).running().exists()


def test_sweeps_run_while_clerks_act_and_nothing_is_told_twice(agency) -> None:
    """Six are served in the last days of their time; two others lie there, and their people are told once."""
    requests = [agency.received() for _ in range(6)]
    for request in requests:
        decided(agency, request, "3.4.2-1")
        signed(agency, request)
        sent(agency, request)
    left = [agency.received() for _ in range(2)]
    at = moment(date(2026, 3, 27))
    clerk = agency.as_(Role.INFO_CLERK, at)

    def serve(request):
        copy = DisclosureRequest.objects.get(pk=request.pk)
        return answering.serve_answer(copy, served_on=date(2026, 3, 26), proof="EMS妥投", **clerk)

    acts = [lambda each=each: serve(each) for each in requests]
    results = at_once(run, [*acts, *[lambda: sweep(at=at)] * 3, lambda: consulting.settle_silent(at=at)])
    assert kinds(results) == (10, 0)
    assert sum(result.failed for result in results[6:9]) == 0
    assert {agency.fresh(request).state for request in requests} == {"answered"}
    assert set(Deadline.objects.running()) == {reply(request) for request in left}
    for clock in map(reply, left):
        told = Reminder.objects.filter(deadline=clock).order_by("threshold").values_list("kind", "threshold")
        assert list(told) == [("warning", 2), ("warning", 5)]
    assert verify(at=at).is_intact


def test_the_applicant_withdraws_while_the_answer_is_signed(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    reviewed(agency, request)
    one, other = agency.fresh(request), agency.fresh(request)
    results = at_once(
        run,
        [
            lambda: answering.sign(one, **agency.as_(Role.SIGNER)),
            lambda: answering.withdraw(other, reason="不需要了", actor=CITIZEN, at=moment(date(2026, 3, 2))),
        ],
    )
    assert kinds(results) == (1, 1)
    state = agency.fresh(request).state
    assert Letter.objects.count() == (state == "signed")
    assert reply(request).is_closed == (state == "withdrawn")


def test_a_clerk_confirms_while_the_system_does_and_one_clock_runs(agency) -> None:
    """Filed on Monday 2026-03-02; nobody confirmed on Tuesday or Wednesday."""
    request = agency.filed().request
    at = moment(date(2026, 3, 5), 0)
    copies = [agency.fresh(request) for _ in range(2)]
    clerk = agency.as_(Role.INFO_CLERK, at)
    results = at_once(
        run,
        [
            lambda: cases.confirm_unattended(at=at),
            lambda: cases.confirm(copies[0], **clerk),
            lambda: cases.confirm_unattended(at=at),
            lambda: cases.confirm(copies[1], **clerk),
        ],
    )
    by_itself = [result for result in results if isinstance(result, int)]
    by_hand = [result for result in results if isinstance(result, DisclosureRequest)]
    assert sum(by_itself) + len(by_hand) == 1
    assert [type(result) for result in results if isinstance(result, Exception)] == [StaleState] * (2 - len(by_hand))
    assert Event.objects.filter(act="confirm").count() == 1
    assert (reply(request).opened_on, reply(request).due_on) == (date(2026, 3, 5), date(2026, 4, 2))


def test_the_applicant_opens_the_page_in_two_windows_while_a_clerk_registers_the_arrival(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    sent(agency, request, means="online")
    at = moment(date(2026, 3, 4))
    copies = [agency.fresh(request) for _ in range(3)]
    clerk = agency.as_(Role.INFO_CLERK, at)
    results = at_once(
        run,
        [
            lambda: serving.note_opened(copies[0], at=at),
            lambda: serving.note_opened(copies[1], at=at),
            lambda: answering.serve_answer(copies[2], served_on=date(2026, 3, 4), proof="电话确认", **clerk),
        ],
    )
    opened = sum(bool(result) for result in results[:2])
    assert opened + (not isinstance(results[2], Exception)) == 1
    assert all(isinstance(result, (list, DisclosureRequest, DomainError)) for result in results), results
    request = agency.fresh(request)
    assert (request.state, request.closed_on, reply(request).closed_on) == (
        "answered",
        date(2026, 3, 4),
        date(2026, 3, 4),
    )
    assert Event.objects.filter(act="serve").count() == 1
    assert request.items.get().counted_on == date(2026, 3, 4)

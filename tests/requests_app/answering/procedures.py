"""What must have happened before some answers can be given, by the services people use and nothing else."""

from datetime import date

from portal.accounts.states import Role
from requests_app.asking import services as asking
from requests_app.charging import services as charging
from requests_app.consulting import services as consulting
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, MORNING, moment

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


def reach(agency, letter, day):
    """A letter got there on a day, as a clerk enters it."""
    serving.reached(letter.foi_service, on=day, proof="挂号信回执", **agency.as_(Role.INFO_CLERK, moment(day)))


def asked_to_correct(agency, request):
    correction = asking.notify_correction(
        request,
        lacks=["content"],
        guidance="请写明是哪一年的合同",
        days=15,
        means="post",
        **agency.as_(Role.HANDLER, moment(FRIDAY)),
    )
    reach(agency, correction.letter, MONDAY)


def corrected(agency, request):
    asked_to_correct(agency, request)
    asking.receive_correction(request, answer="不记得是哪一年", actor=CITIZEN, at=moment(date(2026, 3, 16)))
    return date(2026, 3, 17)


def abandoned(agency, request):
    asked_to_correct(agency, request)
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 25)))
    asking.take_as_abandoned(request, reason="没有补正，也没有说明理由", **who)
    return date(2026, 3, 26)


def silent(agency, request):
    demand = asking.demand_reasons(
        request,
        facts="三个月内提出126件，内容相近",
        answer_by=date(2026, 3, 13),
        means="post",
        **agency.as_(Role.HANDLER, moment(date(2026, 3, 4))),
    )
    asking.note_silence(demand, **agency.as_(Role.HANDLER, moment(date(2026, 3, 16))))
    return date(2026, 3, 17)


def charged(agency, request):
    """The organ takes up fees, and the notice of a hundred pages has arrived."""
    charging.take_up(
        organ=agency.organ,
        method="page",
        basis="临住建发〔2026〕3号",
        payment="非税收入缴款书",
        starts_on=FRIDAY,
        **agency.as_(Role.HEAD, moment(FRIDAY, 8)),
    )
    fee = charging.notify_fee(request, means="post", pages=100, **agency.as_(Role.HANDLER, moment(FRIDAY)))
    reach(agency, fee.letter, MONDAY)
    return fee


def unpaid(agency, request):
    charged(agency, request)
    who = agency.as_(Role.HANDLER, moment(date(2026, 4, 8)))
    charging.take_as_unpaid(request, reason="逾期没有缴费", **who)
    return date(2026, 4, 9)


PROCEDURES = {"3.4.3": corrected, "3.5.4": silent, "3.6.1": abandoned, "3.6.2": unpaid}


def prepared(agency, request, outcome):
    """The day on which the outcome can be chosen, all that it rests on having been done."""
    return PROCEDURES[outcome](agency, request) if outcome in PROCEDURES else MONDAY


def heard(agency, request, opinion, text, *, at=MORNING):
    """A third party was asked about the price and answered at once."""
    row = consulting.consult(
        request,
        kind="third_party",
        party="临江某装饰有限公司",
        party_contact="13900000002",
        summary="合同价款",
        means="post",
        **agency.as_(Role.HANDLER, at),
    )
    return consulting.hear(row, opinion=opinion, text=text, on=at.date(), **agency.as_(Role.INFO_CLERK, at))


def overruled(agency, row, *, at=MORNING):
    reason = "涉及小区住户的人身安全，不公开会造成重大影响"
    return consulting.overrule(row, public_interest=reason, **agency.as_(Role.HANDLER, at))

"""The way of an answer, step by step, as the people of an agency take it."""

from django.core.files.base import ContentFile

from portal.accounts.states import Role
from requests_app.answering import services
from requests_app.serving.states import Means
from tests.requests_app.agency import MORNING, moment
from tests.requests_app.answering.ways import BY_NAME

TEXT = "翠湖里小区加装电梯工程施工合同\n第一条 工程概况"


def upload(text=TEXT):
    return ContentFile(text.encode())


def attached(agency, request, *, name="施工合同.txt", text=TEXT, at=MORNING):
    return services.attach(request, upload=upload(text), name=name, **agency.as_(Role.HANDLER, at))


def copied(agency, request, file, *, text="翠湖里小区加装电梯工程施工合同（节录）", at=MORNING):
    copy = services.attach_copy(
        request, file=file, upload=upload(text), name="施工合同节录.txt", **agency.as_(Role.HANDLER, at)
    )
    services.confirm_copy(request, file=file, copy=copy, **agency.as_(Role.DISCLOSURE_HEAD, at))


def decided(agency, request, name="3.1-b", *, item=None, at=MORNING, **values):
    """One item decided as ``ways.CASES`` says, with the pages that go out."""
    case = BY_NAME[name]
    decision = services.decide(
        request,
        item=item or request.items.first(),
        outcome=case.outcome,
        way=case.way,
        steps=case.steps,
        values=case.values | values,
        **agency.as_(Role.HANDLER, at),
    )
    if case.released:
        file = attached(agency, request, at=at)
        pages = [{"file": file, "first": 1, "last": 1, "is_released": True}]
        if case.kept:
            copied(agency, request, file, at=at)
        services.set_pages(request, decision=decision, ranges=pages, **agency.as_(Role.HANDLER, at))
    return decision


def reviewed(agency, request, *, at=MORNING):
    """Submitted, reviewed, looked at for secrets: before the signer."""
    services.submit(request, **agency.as_(Role.HANDLER, at))
    services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER, at))
    services.pass_secrecy(request, **agency.as_(Role.SECRECY_REVIEWER, at))
    return request


def signed(agency, request, *, at=MORNING):
    reviewed(agency, request, at=at)
    return services.sign(request, **agency.as_(Role.SIGNER, at))


def sent(agency, request, *, means=Means.POST, on=None, at=MORNING, **more):
    day = on or at.date()
    return services.send_answer(request, means=means, on=day, **agency.as_(Role.INFO_CLERK, at), **more)


def served(agency, request, *, day, proof="EMS 1234567890123 妥投", **more):
    clerk = agency.as_(Role.INFO_CLERK, moment(day, 16))
    return services.serve_answer(request, served_on=day, proof=proof, **clerk, **more)

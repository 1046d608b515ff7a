"""Public opinion on the stage: a ticket nobody answered, one that was, one whose answer was taken down."""

from datetime import timedelta

from django.core.files.base import ContentFile

from portal.accounts.states import Role
from portal.actors import SYSTEM
from sentiment.duty.services import record_watch
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.services import propose_due
from sentiment.responses import services as responses
from sentiment.tickets import services
from sentiment.tickets.models import Ticket
from tests.sentiment.town import ANSWER, JUDGEMENT, OPINION


def opinions_on_stage(office) -> dict[str, int]:
    """Everything is made by the acts themselves."""
    duty = services.assign_domain(domain="24", organ=office.organ, actor=SYSTEM, at=office.at)
    answered, silenced = responding(office), responding(office)
    shown, down = published(office, answered), published(office, silenced)
    responses.withdraw(down, reason="数据有误", **office.as_(Role.SIGNER))
    draft = responses.draft(answered, values=ANSWER | {"title": "起草中的回应"}, **office.as_(Role.HANDLER))
    ticket = registered(office)
    proof = [("截图.txt", ContentFile("网页存档".encode()))]
    services.add_files(ticket, uploads=proof, **office.as_(Role.HANDLER))
    late = registered(office, title="登记晚了的", known_at=office.at - timedelta(days=9))
    for title in ("又一件", "还有一件"):
        registered(office, title=title, known_at=late.known_at)
    propose_due(at=office.at)
    hours = {"starts_at": office.at - timedelta(hours=8), "ends_at": office.at, "sources": ["site", "hotline"]}
    watch = record_watch(organ=office.organ, **hours, **office.as_(Role.INFO_CLERK))
    return {
        "watch": watch.pk,
        "reproof": Reproof.objects.get().pk,
        "ticket": ticket.pk,
        "ticket_file": ticket.files.get().pk,
        "answered_ticket": answered.pk,
        "silenced_ticket": silenced.pk,
        "response": shown.pk,
        "response_draft": draft.pk,
        "domain_duty": duty.pk,
    }


def registered(office, **values) -> Ticket:
    given = OPINION | {"known_at": office.at} | values
    return services.register(organ=office.organ, values=given, **office.as_(Role.INFO_CLERK))


def responding(office, **values) -> Ticket:
    ticket = services.monitor(registered(office, **values), **office.as_(Role.HANDLER))
    services.judge(ticket, values=JUDGEMENT, **office.as_(Role.DEPT_REVIEWER))
    return services.respond(ticket, **office.as_(Role.HANDLER))


def cleared(office, ticket: Ticket, **values):
    response = responses.draft(ticket, values=ANSWER | values, **office.as_(Role.HANDLER))
    responses.submit(response, **office.as_(Role.HANDLER))
    return responses.clear(response, **office.as_(Role.SECRECY_REVIEWER))


def published(office, ticket: Ticket, **values):
    return responses.publish(cleared(office, ticket, **values), **office.as_(Role.SIGNER))

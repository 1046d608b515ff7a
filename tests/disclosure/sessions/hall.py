"""A meeting of the education bureau about traffic before schools, and the ways it takes."""

from datetime import datetime
from itertools import count

from disclosure.sessions import services
from disclosure.sessions.models import AgendaItem, Observer, Session
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.receipts.filing import Sent
from tests.disclosure.office import MORNING

STARTS = datetime(2026, 5, 28, 9, 0, tzinfo=SHANGHAI)
"""A Thursday, a week after ``MORNING``; five working days later it is 4 June."""
CLOSES = datetime(2026, 5, 27, 17, 0, tzinfo=SHANGHAI)
AFTER = datetime(2026, 5, 28, 14, 0, tzinfo=SHANGHAI)

PLAN = {
    "kind": "office",
    "title": "2026年第5次局长办公会",
    "summary": "研究学校门口的交通。",
    "starts_at": STARTS,
    "place": "市教育局3楼会议室",
    "seats": 2,
    "registers_until": CLOSES,
}
ITEM = {
    "title": "中小学校门口交通组织方案",
    "reporter": "基础教育科",
    "is_livelihood": True,
    "invites": True,
    "invited_kinds": ["affected", "public", "expert", "media"],
    "openness": "open",
    "open_forms": ["report", "result"],
}
CLOSED_ITEM = {
    "title": "考务保障",
    "openness": "closed",
    "closed_reason": "涉及考试安全。",
}
PERSON = {
    "kind": "affected",
    "name": "周晓燕",
    "affiliation": "学府路小区",
    "contact": "13812345678",
    "reason": "在学校门口开店。",
}
DECIDED = {"outcome": "同意方案，9月1日起试行。"}
SECRET = {"is_withheld": True, "withheld_basis": "《中华人民共和国保守国家秘密法》第十三条"}

_tokens = count(1)


def token() -> str:
    """A form nobody has sent yet."""
    return f"sitin-{next(_tokens):037d}"


def by(office, role, at=None):
    """Who holds the role, at a moment of its own."""
    return {"actor": office.actor(role), "at": at or office.at}


def fresh(session) -> Session:
    return Session.objects.select_related("organ").get(pk=session.pk)


def planned(office, *items, **values) -> Session:
    session = services.plan(organ=office.organ, values=PLAN | values, **by(office, Role.HANDLER))
    for item in items or (ITEM,):
        services.add_item(fresh(session), values=item, **by(office, Role.HANDLER))
    return fresh(session)


def approved(office, *items, **values) -> Session:
    session = services.submit(planned(office, *items, **values), **by(office, Role.HANDLER))
    return services.approve(session, **by(office, Role.SIGNER))


def announced(office, *items, **values) -> Session:
    return services.announce(approved(office, *items, **values), **by(office, Role.INFO_CLERK))


def register(session, at=MORNING, **values) -> Sent:
    known = {name: values.pop(name) for name in ("item", "token") if name in values}
    given = {"values": PERSON | values, "token": token()} | known
    return services.register(session, **given, actor=services.CITIZEN, moment=lambda: at)


def observer(sent) -> Observer:
    return Observer.objects.select_related("session__organ").get(pk=sent.row.pk)


def held(office, *items, at=AFTER, **values) -> Session:
    return services.hold(announced(office, *items, **values), **by(office, Role.HANDLER, at))


def items_of(session) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(session=session.pk).select_related("session__organ")
    return list(rows.order_by("position"))


def write(office, session, *outcomes, at=AFTER) -> Session:
    """The outcome of each item in order; the last one stands for the rest."""
    for place, item in enumerate(items_of(session)):
        item.session = fresh(session)
        said = outcomes[min(place, len(outcomes) - 1)]
        services.write_outcome(item, values=said, **by(office, Role.HANDLER, at))
    return fresh(session)


def handed_in(office, *items, outcomes=(DECIDED,), at=AFTER, **values) -> Session:
    session = write(office, held(office, *items, at=at, **values), *outcomes, at=at)
    return services.submit_results(session, **by(office, Role.HANDLER, at))


def published(office, *items, outcomes=(DECIDED,), at=AFTER, **values) -> Session:
    session = handed_in(office, *items, outcomes=outcomes, at=at, **values)
    return services.publish(session, **by(office, Role.HEAD, at))

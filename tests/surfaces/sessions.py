"""Rows of government meetings, and meetings with something behind each address."""

from datetime import timedelta

from django.core.files.base import ContentFile

from disclosure.sessions import services
from disclosure.sessions.models import AgendaItem, Session
from portal.accounts.states import Role
from tests.disclosure.sessions.hall import DECIDED, ITEM, PERSON, PLAN, token
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    HISTORY,
    KEPT,
    NOBODY,
    UNSEEN,
    WRITES_ONLY,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.citizens import NOT_OPENED
from tests.surfaces.viewers import holding

SESSION, ITEM_ROW, OBSERVER = "disclosure/session", "disclosure/agendaitem", "disclosure/observer"
PLANNERS = holding("handler", "info_clerk")

SESSION_PAGES = [
    Surface("sessions/", "/sessions/", ALL),
    Surface("sessions/<int:pk>/", "/sessions/{session}/", ALL),
    Surface("sessions/<int:pk>/", "/sessions/{session_plan}/", UNSEEN),
    Surface("sessions/<int:pk>/", "/sessions/{session_done}/", ALL),
    Surface("sessions/<int:pk>/files/<int:file>/", "/sessions/{session_done}/files/{session_file}/", ALL),
    Surface("sessions/<int:pk>/files/<int:file>/", "/sessions/{session_held}/files/{session_held_file}/", UNSEEN),
    Surface("sessions/<int:pk>/register/", "/sessions/{session}/register/", ALL),
    Surface("sessions/<int:pk>/register/", "/sessions/{session_plan}/register/", UNSEEN),
    Surface("sessions/done/", "/sessions/done/", ALL),
    Surface("sessions/mine/", "/sessions/mine/", ALL),
    Surface("sessions/mine/leave/", "/sessions/mine/leave/", WRITES_ONLY),
    Surface("sessions/mine/withdraw/", "/sessions/mine/withdraw/", NOT_OPENED),
    Surface("feeds/sessions/", "/feeds/sessions/", ALL),
    Surface("feeds/sessions.json", "/feeds/sessions.json", ALL),
    Surface("api/v1/sessions/", "/api/v1/sessions/", ALL),
    Surface("api/v1/sessions/<int:pk>/", "/api/v1/sessions/{session_done}/", ALL),
    Surface("api/v1/sessions/<int:pk>/", "/api/v1/sessions/{session_plan}/", UNSEEN),
]

SESSION_DESK = [
    *admin(SESSION, "session_plan", rows=CASE_LIST, row=CASE, add=to(PLANNERS), history=HISTORY),
    act(SESSION, "session_plan", "change", done_by(PLANNERS)),
    act(SESSION, "session_plan", "add_item", done_by(PLANNERS)),
    act(SESSION, "session", "cancel", done_by(holding("signer", "head"))),
    start(SESSION, "plan", to(PLANNERS)),
    Surface(
        f"admin/{SESSION}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{SESSION}/{{session_held}}/change/file/{{session_held_file}}/",
        KEPT,
    ),
    *admin(ITEM_ROW, "session_item", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(ITEM_ROW, "session_item", "change_item", done_by(PLANNERS)),
    start(ITEM_ROW, "no-such", NOBODY),
    *admin(OBSERVER, "observer", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(OBSERVER, "observer", "refuse", done_by(PLANNERS)),
    start(OBSERVER, "no-such", NOBODY),
    Surface(
        f"admin/{OBSERVER}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{OBSERVER}/{{observer}}/change/reveal/contact/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
]


def sessions_on_stage(office) -> dict[str, int]:
    """One announced with a registration, one being planned, one held, one with its result."""
    shown, waiting, done, plan = ahead(office), held(office), held(office), planned(office)
    services.submit_results(done, **office.as_(Role.HANDLER))
    services.publish(done, **office.as_(Role.HEAD))
    given = {"values": PERSON, "token": token(), "actor": services.CITIZEN, "moment": lambda: office.at}
    return {
        "session": shown.pk,
        "session_plan": plan.pk,
        "session_item": plan.items.get().pk,
        "session_held": waiting.pk,
        "session_held_file": waiting.files.get().pk,
        "session_done": done.pk,
        "session_file": done.files.get().pk,
        "observer": services.register(shown, **given).row.pk,
    }


def planned(office, *, item=ITEM, at=None, **values) -> Session:
    """Three days ahead of ``at``."""
    at = at or office.at
    clerk = {"actor": office.actor(Role.HANDLER), "at": at}
    days = {"starts_at": at + timedelta(days=3), "registers_until": at + timedelta(days=2)}
    session = services.plan(organ=office.organ, values=PLAN | days | values, **clerk)
    services.add_item(session, values=item, **clerk)
    return session


def ahead(office, *, at=None, **values) -> Session:
    at = at or office.at
    session = planned(office, at=at, **values)
    services.submit(session, actor=office.actor(Role.HANDLER), at=at)
    services.approve(session, actor=office.actor(Role.SIGNER), at=at)
    return services.announce(session, actor=office.actor(Role.INFO_CLERK), at=at)


def held(office, *, outcome=DECIDED["outcome"], record="局长主持。", label="会议材料", **values) -> Session:
    """Held yesterday, with what was decided, a record and a paper."""
    session = ahead(office, at=office.at - timedelta(days=4), **values)
    clerk = office.as_(Role.HANDLER)
    services.hold(session, **clerk)
    item = AgendaItem.objects.select_related("session__organ").get(session=session)
    services.write_outcome(item, values={"outcome": outcome}, **clerk)
    session = Session.objects.select_related("organ").get(pk=session.pk)
    services.write_record(session, values={"record": record}, **clerk)
    paper = ("材料.txt", ContentFile((record or "空白页").encode()))
    return services.add_files(session, uploads=[paper], label=label, **clerk)

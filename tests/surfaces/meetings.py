"""Rows of interviews and press conferences."""

from datetime import timedelta

from portal.accounts.states import Role
from sentiment.meetings import services
from sentiment.meetings.models import Meeting
from tests.sentiment.meetings.interview import PLAN
from tests.surfaces.answers import ALL, CASE, CASE_LIST, HISTORY, UNSEEN, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import holding

ROW = "sentiment/meeting"
PLANNERS = holding("handler", "info_clerk", "disclosure_head")

MEETING_PAGES = [
    Surface("meetings/", "/meetings/", ALL),
    Surface("meetings/<int:pk>/", "/meetings/{meeting}/", ALL),
    Surface("meetings/<int:pk>/", "/meetings/{meeting_plan}/", UNSEEN),
    Surface("meetings/asked/", "/meetings/asked/", ALL),
    Surface("feeds/meetings/", "/feeds/meetings/", ALL),
    Surface("feeds/meetings.json", "/feeds/meetings.json", ALL),
]

MEETING_DESK = [
    *admin(ROW, "meeting_plan", rows=CASE_LIST, row=CASE, add=to(PLANNERS), history=HISTORY),
    act(ROW, "meeting_plan", "change", done_by(PLANNERS)),
    act(ROW, "meeting", "cancel", done_by(holding("disclosure_head", "signer", "head"))),
    start(ROW, "plan", to(PLANNERS)),
]


def meetings_on_stage(office) -> dict[str, int]:
    """One announced, one being planned."""
    shown = services.announce(planned(office), **office.as_(Role.DISCLOSURE_HEAD))
    return {"meeting": shown.pk, "meeting_plan": planned(office).pk}


def planned(office) -> Meeting:
    ahead = {"starts_at": office.at + timedelta(days=3), "questions_until": office.at + timedelta(days=2)}
    return services.plan(organ=office.organ, values=PLAN | ahead, **office.as_(Role.HANDLER))

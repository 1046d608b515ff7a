"""Rows of interviews and press conferences."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.states import Role
from sentiment.meetings import services
from sentiment.meetings.models import Meeting
from tests.sentiment.meetings.interview import PLAN, SAID
from tests.surfaces.answers import ALL, CASE, CASE_LIST, HISTORY, KEPT, UNSEEN, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import holding

ROW = "sentiment/meeting"
PLANNERS = holding("handler", "info_clerk", "disclosure_head")

MEETING_PAGES = [
    Surface("meetings/", "/meetings/", ALL),
    Surface("meetings/<int:pk>/", "/meetings/{meeting}/", ALL),
    Surface("meetings/<int:pk>/", "/meetings/{meeting_plan}/", UNSEEN),
    Surface("meetings/<int:pk>/files/<int:file>/", "/meetings/{meeting_recorded}/files/{meeting_file}/", ALL),
    Surface("meetings/<int:pk>/files/<int:file>/", "/meetings/{meeting_held}/files/{meeting_held_file}/", UNSEEN),
    Surface("meetings/asked/", "/meetings/asked/", ALL),
    Surface("feeds/meetings/", "/feeds/meetings/", ALL),
    Surface("feeds/meetings.json", "/feeds/meetings.json", ALL),
]

MEETING_DESK = [
    *admin(ROW, "meeting_plan", rows=CASE_LIST, row=CASE, add=to(PLANNERS), history=HISTORY),
    act(ROW, "meeting_plan", "change", done_by(PLANNERS)),
    act(ROW, "meeting", "cancel", done_by(holding("disclosure_head", "signer", "head"))),
    start(ROW, "plan", to(PLANNERS)),
    Surface(
        f"admin/{ROW}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{ROW}/{{meeting_held}}/change/file/{{meeting_held_file}}/",
        KEPT,
    ),
]


def meetings_on_stage(office) -> dict[str, int]:
    """One announced, one being planned."""
    shown = services.announce(planned(office), **office.as_(Role.DISCLOSURE_HEAD))
    waiting, recorded = held(office), held(office)
    services.release(recorded, **office.as_(Role.HEAD))
    return {
        "meeting": shown.pk,
        "meeting_plan": planned(office).pk,
        "meeting_held": waiting.pk,
        "meeting_held_file": waiting.files.get().pk,
        "meeting_recorded": recorded.pk,
        "meeting_file": recorded.files.get().pk,
    }


def held(office, **values) -> Meeting:
    """Over since an hour, with a record and a file beside it."""
    past = office.at - timedelta(hours=1)
    row = planned(office, starts_at=past, questions_until=None, **values)
    before = {"actor": office.as_(Role.DISCLOSURE_HEAD)["actor"], "at": past - timedelta(hours=1)}
    services.hold(services.announce(row, **before), **office.as_(Role.HANDLER))
    services.write_record(
        row, values=SAID | {"record": values.get("summary", "问答如下。")}, **office.as_(Role.HANDLER)
    )
    paper = SimpleUploadedFile("材料.txt", values.get("summary", "会上发的材料").encode())
    return services.add_files(row, uploads=[(paper.name, paper)], label="会上发的材料", **office.as_(Role.HANDLER))


def planned(office, **values) -> Meeting:
    ahead = {"starts_at": office.at + timedelta(days=3), "questions_until": office.at + timedelta(days=2)}
    return services.plan(organ=office.organ, values=PLAN | ahead | values, **office.as_(Role.HANDLER))

"""Rows of supervisors and of what they noted."""

from datetime import timedelta

from django.core.files.base import ContentFile

from assessment.supervision import services
from tests.surfaces.answers import ALL, CASE_LIST, ELSEWHERE, NOBODY, WRITES_ONLY, Surface, act, admin, start, to
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, STAFF, SUPERVISOR

SUPERVISORS, NOTES = "assessment/supervisor", "assessment/patrolnote"
ROW = {302: PUBLIC, 200: CITY_WIDE, 404: OWN | OTHER, 403: SUPERVISOR | ADMIN}
HISTORY = {302: PUBLIC | CITY_WIDE, 404: STAFF - CITY_WIDE}
KEPT = {302: PUBLIC, 200: CITY_WIDE, 404: STAFF - CITY_WIDE}
DONE = {302: PUBLIC, 200: OVERSIGHT, 403: CITY_WIDE - OVERSIGHT, 404: STAFF - CITY_WIDE}

SUPERVISION = [
    Surface("supervision/", "/supervision/", ALL),
    Surface("supervision/patrol/", "/supervision/patrol/", ELSEWHERE),
    Surface("supervision/leave/", "/supervision/leave/", WRITES_ONLY),
    *admin(SUPERVISORS, "supervisor", rows=CASE_LIST, row=ROW, add=to(OVERSIGHT), history=HISTORY),
    act(SUPERVISORS, "supervisor", "issue_code", DONE),
    start(SUPERVISORS, "register_candidate", to(OVERSIGHT)),
    Surface(
        f"admin/{SUPERVISORS}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{SUPERVISORS}/{{supervisor}}/change/reveal/phone/",
        DONE,
    ),
    *admin(NOTES, "patrol_note", rows=CASE_LIST, row=ROW, history=HISTORY),
    act(NOTES, "patrol_note", "take_up", DONE),
    start(NOTES, "no-such", NOBODY),
    Surface(
        f"admin/{NOTES}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{NOTES}/{{patrol_note}}/change/file/{{patrol_photo}}/",
        KEPT,
    ),
]


def supervision_on_stage(office, actor, *, words: str = "") -> dict[str, int]:
    """A supervisor in office, whose note about the organ waits; ``words`` are added to what is written."""
    oversight = {"actor": actor, "at": office.at}
    day = office.at.date()
    values = {"name": f"赵{words}", "background": "resident", "recruitment": "invited", "phone": "13812345678"}
    row = services.register_candidate(values=values, **oversight)
    services.train(row, values={"held_on": day, "topic": f"培训{words}", "hours": 2}, **oversight)
    services.appoint(row, values={"term_from": day, "term_to": day + timedelta(days=365)}, **oversight)
    seen = {"patrolled_on": day, "place": "board", "faulty": True, "seen": f"公开栏是空的{words}"}
    photo = ContentFile(b"board", name="board.txt")
    note = services.file_note(row, organ=office.organ, values=seen, uploads=[photo], token="s" * 43, at=office.at)
    return {"supervisor": row.pk, "patrol_note": note.pk, "patrol_photo": note.photos.get().pk}

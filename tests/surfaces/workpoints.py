"""Rows of the year's tasks and of the share the organ has in one."""

from datetime import timedelta

from django.core.files.base import ContentFile

from assessment.workpoints import services
from assessment.workpoints.models import TaskFile, TaskShare
from portal.accounts.states import Role
from tests.surfaces.answers import CASE, CASE_LIST, HISTORY, KEPT, NOBODY, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, SUPERVISOR

PLAN, SHARE = "assessment/workplan", "assessment/taskshare"
BOUND = OWN | OTHER | CITY_WIDE
FILE = ("分工.txt", ContentFile("分工方案".encode()))

WORK_POINTS = [
    *admin(
        PLAN,
        "work_plan",
        rows=CASE_LIST,
        row=to(BOUND),
        add=to(OVERSIGHT),
        history={302: PUBLIC | BOUND, 404: SUPERVISOR | ADMIN},
    ),
    act(PLAN, "work_plan", "no-such", {302: PUBLIC, 404: BOUND | SUPERVISOR | ADMIN}),
    start(PLAN, "draft_plan", to(OVERSIGHT)),
    *admin(SHARE, "task_share", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(SHARE, "task_share", "urge", done_by(OVERSIGHT)),
    start(SHARE, "no-such", NOBODY),
    Surface(
        f"admin/{SHARE}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{SHARE}/{{task_share}}/change/file/{{task_file}}/",
        KEPT,
    ),
]


def tasks_on_stage(office, actor, *, words: str = "") -> dict[str, int]:
    """The organ has the one task of the year and wrote how far it is; ``words`` are added to what the organ writes."""
    oversight, day = {"actor": actor, "at": office.at}, office.at.date()
    plan = services.draft_plan(year=day.year, values={"title": "政务公开工作要点"}, **oversight)
    values = {"title": "推进财政预决算公开", "demand": "按时公开。", "due_on": day + timedelta(days=30)}
    services.add_task(plan, values=values, lead=office.organ, responsible=[], **oversight)
    services.issue(plan, **office.as_(Role.OFFICE_APPROVER))
    share = TaskShare.objects.get()
    head = office.as_(Role.DISCLOSURE_HEAD)
    services.note_progress(share, text=f"分工方案印发了{words}", uploads=[FILE], **head)
    return {"work_plan": plan.pk, "task_share": share.pk, "task_file": TaskFile.objects.get().pk}

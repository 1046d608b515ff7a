"""Rows of checks, of what was looked at in them, of notices of rectification and of criticisms."""

from datetime import timedelta
from itertools import count

from django.core.files.base import ContentFile

from assessment.inspection import services as inspection
from assessment.inspection.drawing import drawn
from assessment.inspection.models import Inspection
from assessment.inspection.selectors import organ_pool
from assessment.problems import services as problems
from assessment.rectification import services as rectification
from assessment.rectification.models import Criticism, FeedbackFile
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.accounts.states import Role
from tests.surfaces.answers import CASE, CASE_LIST, HISTORY, KEPT, NOBODY, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import ADMIN, APPROVER, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, STAFF, SUPERVISOR

INSPECTION, LINE = "assessment/inspection", "assessment/checkline"
NOTICE, CRITICISM = "assessment/rectification", "assessment/criticism"
BOUND = OWN | OTHER | CITY_WIDE
FILE = ("情况.txt", ContentFile("大厅的照片".encode()))

INSPECTIONS = [
    *admin(INSPECTION, "inspection", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act(
        INSPECTION,
        "inspection",
        "call_off",
        {302: PUBLIC, 200: OVERSIGHT, 403: CITY_WIDE - OVERSIGHT, 404: STAFF - CITY_WIDE},
    ),
    start(INSPECTION, "start", to(OVERSIGHT)),
    *admin(LINE, "check_line", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(LINE, "open_line", "find_fault", done_by(OVERSIGHT)),
    start(LINE, "no-such", NOBODY),
    Surface(
        f"admin/{LINE}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{LINE}/{{check_line}}/change/file/{{line_file}}/",
        KEPT,
    ),
    *admin(NOTICE, "rectification", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act(NOTICE, "rectification", "clear", done_by(OVERSIGHT | APPROVER)),
    start(NOTICE, "draft", to(OVERSIGHT)),
    Surface(
        f"admin/{NOTICE}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{NOTICE}/{{rectification}}/change/file/{{feedback_file}}/",
        KEPT,
    ),
    Surface(
        f"admin/{NOTICE}/<path:object_id>/change/letter/<slug:ending>/",
        f"/admin/{NOTICE}/{{rectification}}/change/letter/docx/",
        KEPT,
    ),
    *admin(
        CRITICISM,
        "criticism",
        rows=CASE_LIST,
        row=to(BOUND),
        history={302: PUBLIC | BOUND, 404: SUPERVISOR | ADMIN},
    ),
    act(CRITICISM, "criticism", "no-such", {302: PUBLIC, 404: STAFF}),
    start(CRITICISM, "no-such", NOBODY),
]


def checks_on_stage(office, actor, *, words: str = "") -> dict[str, int]:
    """An announced check in which the organ was drawn, with a fault; a notice it was late with; the criticism.
    ``words`` are added to what is written."""
    oversight = {"actor": actor, "at": office.at}
    check = drawn_check(office, actor, title=f"第二季度抽查{words}", announced=True)
    lines = {line.item: line for line in check.lines.select_related("organ", "inspection", "target")}
    faulty = inspection.find_fault(
        lines["procedures"],
        facts=f"没有流程图{words}",
        occurred_on=(office.at - timedelta(days=2)).date(),
        rule="",
        uploads=[FILE],
        **oversight,
    )
    notice = late_notice(office, actor, words=words)
    return {
        "inspection": check.pk,
        "check_line": faulty.pk,
        "open_line": lines["places"].pk,
        "line_file": faulty.files.get().pk,
        "rectification": notice.pk,
        "feedback_file": FeedbackFile.objects.get(feedback__rectification=notice).pk,
        "criticism": Criticism.objects.get().pk,
    }


def drawn_check(office, actor, **values) -> Inspection:
    """A check on the spot in which the organ on the stage alone was drawn."""
    day, own = office.at.date(), str(office.organ.pk)
    seed = next(str(n) for n in count() if drawn(organ_pool(day), 1, seed=str(n), day=day) == [own])
    given = {"way": "on_site", "title": "抽查", "announced": False} | values
    return inspection.start(organs=1, pages=0, seed=seed, values=given, actor=actor, at=office.at)


def late_notice(office, actor, *, words: str = ""):
    """Issued two months ago, criticised today, answered only now."""
    early = {"actor": actor, "at": office.at - timedelta(days=60)}
    Organ.objects.filter(pk=site_organ(office.at.date()).pk).update(number_code="临政发")
    found = {"way": "on_site", "title": f"电话没有人接{words}", "facts": "打了三次。"}
    day = (office.at - timedelta(days=61)).date()
    problem = problems.note_problem(organ=office.organ, rule="", values=found | {"occurred_on": day}, **early)
    [notice] = rectification.draft_of([problem], values={"demand": f"有人接电话{words}"}, **early)
    rectification.issue(notice, **early)
    rectification.propose_criticism(at=office.at)
    said = {"words": "逾期没有整改。", "refers": True}
    rectification.circulate(Criticism.objects.get(), **said, **office.as_(Role.OFFICE_APPROVER))
    rectification.answer(notice, text=f"已经有人接{words}", uploads=[FILE], **office.as_(Role.DISCLOSURE_HEAD))
    return notice

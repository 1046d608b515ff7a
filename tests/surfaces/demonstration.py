"""Rows of 示范创建: the year's programme, the application of the organ with its evidence, the page for all."""

from datetime import timedelta

from django.core.files.base import ContentFile

from assessment.demonstration import services
from assessment.demonstration.models import PartFile
from portal.accounts.states import Role
from tests.surfaces.answers import ALL, CASE, CASE_LIST, HISTORY, KEPT, Surface, act, admin, done_by, start, to
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, SUPERVISOR, holding

PROGRAMME, CANDIDACY = "assessment/programme", "assessment/candidacy"
BOUND = OWN | OTHER | CITY_WIDE
WRITERS = holding("handler", "disclosure_head", "head")

DEMONSTRATIONS = [
    Surface("demonstrations/", "/demonstrations/", ALL),
    *admin(
        PROGRAMME,
        "programme",
        rows=CASE_LIST,
        row=to(BOUND),
        add=to(OVERSIGHT),
        history={302: PUBLIC | BOUND, 404: SUPERVISOR | ADMIN},
    ),
    act(PROGRAMME, "programme", "no-such", {302: PUBLIC, 404: BOUND | SUPERVISOR | ADMIN}),
    start(PROGRAMME, "draft_programme", to(OVERSIGHT)),
    *admin(CANDIDACY, "candidacy", rows=CASE_LIST, row=CASE, add=to(WRITERS), history=HISTORY),
    act(CANDIDACY, "candidacy", "note", done_by(OVERSIGHT)),
    start(CANDIDACY, "begin", to(WRITERS)),
    Surface(
        f"admin/{CANDIDACY}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{CANDIDACY}/{{candidacy}}/change/file/{{part_file}}/",
        KEPT,
    ),
]


def demonstration_on_stage(office, actor) -> dict[str, int]:
    """The organ applied with one piece of evidence and prepares the rest."""
    ends = {f"{stage}_until": (office.at + timedelta(days=30)).date() for stage in ("apply", "guide", "accept")}
    numbers = {"areas": 3, "departments": 5, "townships": 10, "least_townships": 2, "pass_mark": 80}
    words = {"title": "政务公开示范创建", "notice": "自愿申报。", "publicity_days": 5}
    programme = services.draft_programme(year=office.at.year, values=ends | numbers | words, actor=actor, at=office.at)
    services.issue(programme, **office.as_(Role.OFFICE_APPROVER))
    head = office.as_(Role.HEAD)
    row = services.begin(programme=programme, organ=office.organ, summary="同步公开。", **head)
    paper = ("制度.txt", ContentFile("制度".encode()))
    services.describe(row, criterion="rules", text="有。", uploads=[paper], **head)
    return {"programme": programme.pk, "candidacy": row.pk, "part_file": PartFile.objects.get().pk}

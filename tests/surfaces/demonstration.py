"""Rows of 示范创建: the year's programme, the application of the organ with its evidence, the page for all."""

from datetime import timedelta

from django.core.files.base import ContentFile

from assessment.demonstration import services
from assessment.demonstration.criteria import CRITERIA
from assessment.demonstration.models import Candidacy, PartFile, Programme
from portal.accounts.states import Role
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    HISTORY,
    KEPT,
    UNSEEN,
    WRITES_ONLY,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, SUPERVISOR, holding

PROGRAMME, CANDIDACY = "assessment/programme", "assessment/candidacy"
BOUND = OWN | OTHER | CITY_WIDE
WRITERS = holding("handler", "disclosure_head", "head")

DEMONSTRATIONS = [
    Surface("demonstrations/", "/demonstrations/", ALL),
    Surface("demonstrations/<int:pk>/", "/demonstrations/{candidacy_shown}/", ALL),
    Surface("demonstrations/<int:pk>/", "/demonstrations/{candidacy}/", UNSEEN),
    Surface("demonstrations/<int:pk>/objection/", "/demonstrations/{candidacy}/objection/", UNSEEN),
    Surface("demonstrations/<int:pk>/objection/", "/demonstrations/{candidacy_shown}/objection/", ALL),
    Surface("demonstrations/objections/done/", "/demonstrations/objections/done/", ALL),
    Surface("demonstrations/objections/track/", "/demonstrations/objections/track/", ALL),
    Surface("demonstrations/objections/track/leave/", "/demonstrations/objections/track/leave/", WRITES_ONLY),
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
    """The organ prepares this year's application with one piece of evidence; last year's is still shown."""
    last = _shown(office, actor, office.at - timedelta(days=365))
    programme = _programme(office, actor, office.at)
    head = office.as_(Role.HEAD)
    row = services.begin(programme=programme, organ=office.organ, summary="同步公开。", **head)
    services.describe(row, criterion="rules", text="有。", uploads=[_paper()], **head)
    file = PartFile.objects.get(part__candidacy=row)
    return {"programme": programme.pk, "candidacy": row.pk, "candidacy_shown": last.pk, "part_file": file.pk}


def _paper() -> tuple[str, ContentFile]:
    return "制度.txt", ContentFile("制度".encode())


def _programme(office, actor, at) -> Programme:
    ends = {f"{stage}_until": (at + timedelta(days=30)).date() for stage in ("apply", "guide", "accept")}
    numbers = {"areas": 3, "departments": 5, "townships": 10, "least_townships": 2, "pass_mark": 80}
    words = {"title": "政务公开示范创建", "notice": "自愿申报。", "publicity_days": 5}
    made = services.draft_programme(year=at.year, values=ends | numbers | words, actor=actor, at=at)
    return services.issue(made, **(office.as_(Role.OFFICE_APPROVER) | {"at": at}))


def _shown(office, actor, at) -> Candidacy:
    head = office.as_(Role.HEAD) | {"at": at}
    row = services.begin(
        programme=_programme(office, actor, at), organ=office.organ, summary="窗口和网站同步公开。", **head
    )
    for each in CRITERIA:
        services.describe(row, criterion=each.code, text="有。", uploads=[_paper()], **head)
    services.submit(row, **head)
    services.note(row, kind="guidance", text="看了大厅。", actor=actor, at=at)
    points = {each.code: each.points for each in CRITERIA}
    services.accept(row, values={"team": "三个人", "text": "看了。"}, points=points, actor=actor, at=at)
    return services.show(row, **(office.as_(Role.OFFICE_APPROVER) | {"at": at}))

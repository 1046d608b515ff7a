"""Rows of standards, problems and scores."""

from datetime import timedelta

from django.core.files.base import ContentFile

from assessment.annual_reports import services as reports
from assessment.problems import services as problems
from assessment.scoring import services as scoring
from assessment.standards import services as standards
from assessment.unit_assessments import services as units
from assessment.website_reports import services as websites
from assessment.website_reports.models import WebsiteReport
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from tests.assessment.reports import TEXTS
from tests.assessment.websites import FILLED, NOTE
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    ELSEWHERE,
    HISTORY,
    KEPT,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, STAFF, holding

STANDARD, PROBLEM, ASSESSMENT = "assessment/standard", "assessment/problem", "assessment/assessment"
APPROVERS = holding("office_approver", "city_leader")
NO_SUCH_YEAR = {302: PUBLIC, 404: CITY_WIDE, 403: STAFF - CITY_WIDE}
NOT_YET = {302: PUBLIC, 404: STAFF}
"""The result of the assessment on the stage is not out."""
BOUND = OWN | OTHER | CITY_WIDE
"""Whoever handles cases anywhere: a standard in force binds every organ."""

ASSESSMENTS = [
    *admin(
        STANDARD,
        "standard",
        rows=CASE_LIST,
        row=to(BOUND),
        add=to(OVERSIGHT),
        history=ELSEWHERE,
    ),
    *admin(PROBLEM, "problem", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    *admin(ASSESSMENT, "assessment", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act(
        STANDARD,
        "standard_draft",
        "change_marks",
        {302: PUBLIC, 200: OVERSIGHT, 403: CITY_WIDE - OVERSIGHT, 404: STAFF - CITY_WIDE},
    ),
    act(
        STANDARD,
        "standard_draft",
        "price_source",
        {302: PUBLIC, 200: OVERSIGHT, 403: CITY_WIDE - OVERSIGHT, 404: STAFF - CITY_WIDE},
    ),
    act(PROBLEM, "problem", "add_evidence", done_by(OVERSIGHT)),
    Surface(
        f"admin/{PROBLEM}/<path:object_id>/change/file/<int:file_id>/",
        f"/admin/{PROBLEM}/{{problem}}/change/file/{{problem_file}}/",
        KEPT,
    ),
    act(PROBLEM, "problem", "contest", done_by(holding("disclosure_head", "head"))),
    act(ASSESSMENT, "assessment", "assess_itself", done_by(holding("disclosure_head", "head"))),
    Surface(
        f"admin/{ASSESSMENT}/<path:object_id>/change/letter/<slug:ending>/",
        f"/admin/{ASSESSMENT}/{{assessment}}/change/letter/docx/",
        NOT_YET,
    ),
    start(STANDARD, "open_year", to(OVERSIGHT)),
    start(PROBLEM, "note_problem", to(OVERSIGHT)),
    start(ASSESSMENT, "open_assessments", to(OVERSIGHT)),
    Surface("admin/assessment/assessment/board/<int:year>/", "/admin/assessment/assessment/board/2026/", to(CITY_WIDE)),
    Surface(
        "admin/assessment/assessment/board/<int:year>/<slug:code>/",
        "/admin/assessment/assessment/board/2026/jyj/",
        KEPT,
    ),
    Surface("admin/assessment/assessment/trial/<int:year>/", "/admin/assessment/assessment/trial/2026/", to(CITY_WIDE)),
    Surface("admin/assessment/assessment/trial/<int:year>/", "/admin/assessment/assessment/trial/1999/", NO_SUCH_YEAR),
]


REPORT = "assessment/annualreport"

REPORTS = [
    *admin(REPORT, "report_draft", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act(REPORT, "report_draft", "write", done_by(holding("handler", "disclosure_head"))),
    start(REPORT, "open_reports", to(OVERSIGHT)),
    Surface(
        f"admin/{REPORT}/<path:object_id>/change/cell/",
        f"/admin/{REPORT}/{{report_draft}}/change/cell/?code=3/1/total",
        KEPT,
    ),
    Surface("annual-reports/", "/annual-reports/", ALL),
    Surface("annual-reports/<slug:code>/", "/annual-reports/jyj/", ALL),
    Surface("annual-reports/<slug:code>/<int:year>/", "/annual-reports/jyj/{report_year}/", ALL),
    Surface("annual-reports/<slug:code>/<int:year>/", "/annual-reports/jyj/{draft_year}/", UNSEEN),
    *(
        Surface(
            f"annual-reports/<slug:code>/<int:year>/report.{ending}",
            f"/annual-reports/jyj/{{report_year}}/report.{ending}",
            ALL,
        )
        for ending in ("json", "docx", "pdf")
    ),
]


UNITS = "assessment/unitassessment"

UNIT_ASSESSMENTS = [
    *admin(
        UNITS,
        "unit_assessment",
        rows=CASE_LIST,
        row=CASE,
        add=to(holding("handler", "disclosure_head")),
        history=HISTORY,
    ),
    act(UNITS, "unit_assessment", "change_marks", done_by(holding("handler", "disclosure_head"))),
    start(UNITS, "begin", to(holding("handler", "disclosure_head"))),
]


def units_on_stage(office) -> dict[str, int]:
    """The organ on the stage has a unit, and judges it."""
    Organ.objects.create(
        code="unit",
        name="临江市教育研究院",
        short_name="市教研院",
        kind=OrganKind.PUBLIC_ENTERPRISE,
        parent=office.organ,
        active_from=office.organ.active_from,
    )
    given = {"organ": office.organ, "year": office.at.year, "name": "内部考评细则"}
    return {"unit_assessment": units.begin(**given, **office.as_(Role.HANDLER)).pk}


SITE_REPORT = "assessment/websitereport"
SITE = "/website-reports/0000000001/"

SITE_REPORTS = [
    *admin(SITE_REPORT, "site_draft", rows=CASE_LIST, row=CASE, add=to(OVERSIGHT), history=HISTORY),
    act(SITE_REPORT, "site_draft", "fill", done_by(holding("handler", "info_clerk", "disclosure_head"))),
    start(SITE_REPORT, "open_reports", to(OVERSIGHT)),
    Surface("website-reports/", "/website-reports/", ALL),
    Surface("website-reports/<slug:code>/", SITE, ALL),
    Surface("website-reports/<slug:code>/<int:year>/", f"{SITE}{{site_year}}/", ALL),
    Surface("website-reports/<slug:code>/<int:year>/", f"{SITE}{{site_draft_year}}/", UNSEEN),
    *(
        Surface(f"website-reports/<slug:code>/<int:year>/report.{ending}", f"{SITE}{{site_year}}/report.{ending}", ALL)
        for ending in ("json", "docx", "pdf")
    ),
]


def site_reports_on_stage(office, actor) -> dict[str, int]:
    """A published report on this website, which the organ on the stage answers for, and a draft of the year before."""
    for year in (office.at.year - 2, office.at.year - 1):
        websites.open_reports(year=year, actor=actor, at=office.at)
    WebsiteReport.objects.update(organ=office.organ)
    draft, public = WebsiteReport.objects.order_by("year")
    websites.fill(public, values=FILLED, note=NOTE, **office.as_(Role.HANDLER))
    websites.sign(public, **office.as_(Role.HEAD))
    websites.publish(public, **office.as_(Role.HANDLER))
    return {"site_draft": draft.pk, "site_draft_year": draft.year, "site_year": public.year}


def reports_on_stage(office, actor) -> dict[str, int]:
    """A published report of the organ on the stage, and a draft of the year before."""
    oversight = {"actor": actor, "at": office.at}
    draft, public = (
        next(row for row in reports.open_reports(year=year, **oversight) if row.organ_id == office.organ.pk)
        for year in (office.at.year - 2, office.at.year - 1)
    )
    reports.write(public, values=TEXTS | {"requests": "没有收到申请。"}, **office.as_(Role.HANDLER))
    reports.sign(public, **office.as_(Role.HEAD))
    reports.submit(public, **office.as_(Role.HANDLER))
    reports.clear(public, **oversight)
    reports.publish(public, **office.as_(Role.HANDLER))
    return {"report_draft": draft.pk, "draft_year": draft.year, "report_year": public.year}


def assessment_on_stage(office, actor, *, words: str = "") -> dict[str, int]:
    """A standard in force and a draft, one problem with evidence, one assessment of the organ on the stage. ``words``
    are added to what is written."""
    oversight = {"actor": actor, "at": office.at}
    standard = standards.open_year(year=office.at.year, basis="考评规定", **oversight)
    standards.put_in_force(standard, **office.as_(Role.OFFICE_APPROVER))
    draft = standards.open_year(year=office.at.year + 1, basis="考评规定", **oversight)
    values = {
        "way": "on_site",
        "title": f"窗口没有公开办事流程图{words}",
        "facts": f"现场查看{words}。",
        "occurred_on": (office.at - timedelta(days=1)).date(),
    }
    proof = [("大厅.txt", ContentFile(f"大厅的照片{words}".encode()))]
    found = {"rule": "C2a", "values": values, "uploads": proof}
    problem = problems.note_with_evidence(organ=office.organ, **found, **oversight)
    rows = scoring.open_assessments(year=office.at.year, **oversight)
    [own] = [row for row in rows if row.organ_id == office.organ.pk]
    return {"standard": standard.pk, "standard_draft": draft.pk, "problem": problem.pk, "assessment": own.pk} | {
        "problem_file": problem.files.get().pk
    }

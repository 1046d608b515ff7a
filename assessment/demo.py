"""The assessment of the demonstration city: last year's approved, this year's under way. Its problems are those the
system finds in the city, and a few a check on the spot found."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from assessment.accountability import demo as accountability
from assessment.annual_reports import demo as annual_reports
from assessment.appraisal import demo as appraisal
from assessment.complaints import demo as complaints
from assessment.demonstration import demo as demonstration
from assessment.inspection import services as inspection
from assessment.inspection.models import Inspection
from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.problems.selectors import assessed
from assessment.rectification import services as rectification
from assessment.scoring import services as scoring
from assessment.scoring.models import Assessment
from assessment.standards import services as standards
from assessment.standards.models import Standard
from assessment.supervision import demo as supervision
from assessment.unit_assessments import demo as unit_assessments
from assessment.website_reports import demo as website_reports
from assessment.workpoints import demo as workpoints
from portal import clock
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.deadlines.selectors import calendar

BASIS = "临江市政府信息公开考评规定（试行）"
SUMMARY = (
    "一年来按目录公开信息，申请都在期限内答复；主要问题是个别栏目更新慢，已经指定专人每周检查。下一年重点做好政策解读。"
)
OPINION = "结合日常检查和网页评比，总结和自评基本属实，扣分以登记的问题为准。"
FOUND = (
    ("C2a", "on_site", "办事窗口没有公开办事流程图", "实地查看一楼大厅，只有内设机构表和职责，没有流程图。"),
    ("D5a", "website", "没有向市档案馆查阅场所送交新的公开指南", "查阅场所里放的还是上一版指南。"),
    ("B2a", "unannounced", "热线电话三次没有人接听", "工作日上午、下午各打一次，第二天上午再打一次，都没有人接。"),
)
CHECKED = timedelta(days=30)
"""How long ago the finished check was."""
ANSWERED_FOR = timedelta(days=20)
"""How long ago somebody was held to account."""
SPOT = {
    "title": "办事窗口政务公开实地检查",
    "way": "on_site",
    "announced": True,
    "scope": "看公开栏、受理点和查阅场所，带上证件。",
}
ONLINE = {
    "title": "政府网站季度抽查",
    "way": "website",
    "announced": False,
    "scope": "看抽到的单位的栏目和已经公开的文件。",
}
SEEN = "一楼大厅的触摸屏只有内设机构表，办事流程图是机构改革以前的。"
REPORT = "抽查的单位公开栏齐全、受理电话有人接听。一个单位的办事流程图没有更新，已经要求限期整改。"
MENDED = "流程图已经按现行职责重做，公开栏和触摸屏同时换新。以后职责调整的，三个工作日里更新。"
OBJECTION = "当天大厅改造，流程图临时移到二楼，门口有告示，请现场核实。"


def is_loaded() -> bool:
    return Standard.objects.exists()


@transaction.atomic
def load(*, at: datetime) -> int:
    """Load it; returns how many problems there are. Raises ``DomainError`` as the acts do."""
    year = clock.local(at).year
    annual_reports.load(at=at)
    website_reports.load(at=at, holder=_holder)
    demonstration.load(at=at, holder=_holder)
    _last_year(year - 1, at)
    _in_force(year, _moment(date(year, 1, 1), at))
    unit_assessments.load(year=year, at=_moment(date(year, 1, 15), at), holder=_holder)
    workpoints.load(year=year, early=_moment(date(year, 1, 15), at), at=at, holder=_holder)
    problems.collect(at=at)
    _found_on_the_spot(at)
    _mended(_moment(clock.local(at).date() - CHECKED, at), at)
    _begun(at)
    appraisal.load(at=at, holder=_holder)
    supervision.load(office=_holder(None, Role.OVERSIGHT, at), early=_moment(clock.local(at).date() - CHECKED, at))
    complaints.load(office=_holder(None, Role.OVERSIGHT, at))
    accountability.load(at=at, early=_moment(clock.local(at).date() - ANSWERED_FOR, at), holder=_holder)
    return Problem.objects.count()


def _moment(day: date, at: datetime) -> datetime:
    """Nine in the morning of the first working day from there on, never after ``at``."""
    morning = datetime.combine(calendar().workday_from(day), time(9), clock.SHANGHAI)
    return min(morning, at)


def _last_year(year: int, at: datetime) -> None:
    _in_force(year, _moment(date(year, 1, 1), at))
    judged = _moment(date(year + 1, 1, 15), at)
    problems.collect(at=judged)
    rows = scoring.open_assessments(year=year, **_holder(None, Role.OVERSIGHT, judged))
    for row in rows:
        _judge(row, judged)


def _judge(row: Assessment, at: datetime) -> None:
    """The organ's own account, a proposal, the approval. An organ without anybody to speak for it waits."""
    seats = Appointment.objects.in_force(at.date()).filter(organ=row.organ, role=Role.DISCLOSURE_HEAD)
    if not seats.exists():
        return
    points = {item.code: max(item.points - Decimal("0.5"), Decimal(0)) for item in row.standard.criteria.all()}
    scoring.assess_itself(row, points=points, summary=SUMMARY, **_holder(row.organ, Role.DISCLOSURE_HEAD, at))
    given = {"opinion": OPINION, "fraud": Decimal(0), "fraud_facts": ""}
    scoring.propose(row, values=given, **_holder(None, Role.OVERSIGHT, at))
    scoring.approve(row, **_holder(None, Role.OFFICE_APPROVER, at))


def _in_force(year: int, at: datetime) -> None:
    made = standards.open_year(year=year, basis=BASIS, **_holder(None, Role.OVERSIGHT, at))
    standards.put_in_force(made, **_holder(None, Role.OFFICE_APPROVER, at))


def _found_on_the_spot(at: datetime) -> None:
    day = clock.local(at).date()
    organs = [organ for organ in assessed(day) if _speaks(organ, day)][: len(FOUND)]
    for days, (organ, (rule, way, title, facts)) in enumerate(zip(organs, FOUND, strict=False), start=1):
        on = max(day - timedelta(days=days), date(day.year, 1, 1))
        values = {"way": way, "title": title, "facts": facts, "occurred_on": on}
        office = _holder(None, Role.OVERSIGHT, at)
        problem = problems.note_problem(organ=organ, rule=rule, values=values, **office)
        if days == 1:
            problems.contest(problem, reason=OBJECTION, **_holder(organ, Role.DISCLOSURE_HEAD, at))


def _mended(on: datetime, at: datetime) -> None:
    """A check on the spot that found one thing, which was mended and looked at again."""
    office = _holder(None, Role.OVERSIGHT, on)
    check = inspection.start(organs=3, pages=0, values=SPOT, **office)
    lines = [line for line in check.lines.select_related("organ", "inspection", "target") if line.item == "procedures"]
    faulty = next((line for line in lines if _speaks(line.organ, on.date())), lines[0])
    given: dict[str, Any] = {"facts": SEEN, "occurred_on": clock.local(on).date(), "rule": faulty.row.rule}
    inspection.find_fault(faulty, uploads=[("大厅.txt", ContentFile(SEEN.encode()))], **given, **office)
    _look(check, None, office)
    inspection.close(check, report=REPORT, **office)
    [notice] = inspection.rectify(check, **office)
    rectification.issue(notice, **office)
    if _speaks(faulty.organ, on.date()):
        back, looked = _moment(clock.local(on).date() + timedelta(days=9), at), at
        proof = [("新流程图.txt", ContentFile(MENDED.encode()))]
        speaker = _holder(faulty.organ, Role.DISCLOSURE_HEAD, back)
        rectification.answer(notice, text=MENDED, uploads=proof, **speaker)
        rectification.clear(notice, reason="到现场看过，已经换新。", **_holder(None, Role.OFFICE_APPROVER, looked))


def _begun(at: datetime) -> None:
    """A check of the website that is half done."""
    office = _holder(None, Role.OVERSIGHT, at)
    check = inspection.start(organs=3, pages=5, values=ONLINE, **office)
    _look(check, 6, office)


def _look(check: Inspection, amount: int | None, office: dict[str, Any]) -> None:
    """Nothing wrong with the next ``amount`` items, or with all that is left."""
    for line in check.lines.select_related("inspection").filter(state="pending")[:amount]:
        inspection.pass_line(line, **office)


def _speaks(organ: Organ, day: date) -> bool:
    return Appointment.objects.in_force(day).filter(organ=organ, role=Role.DISCLOSURE_HEAD).exists()


def _holder(organ: Organ | None, role: Role, at: datetime) -> dict[str, Any]:
    seats = Appointment.objects.in_force(clock.local(at).date()).filter(role=role).order_by("pk")
    mine = seats if role in CITY_WIDE_ROLES else seats.filter(organ=organ)
    return {"actor": actor_of(User.objects.get(pk=mine.values("user")[:1]), at=at), "at": at}

"""An application of 示范创建 as far as a test needs it: every step by whoever takes it, on working days of its own."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from assessment.demonstration import services
from assessment.demonstration.criteria import CRITERIA
from assessment.demonstration.models import Candidacy, Programme
from portal.accounts.states import Role
from portal.deadlines.selectors import calendar

PAPER = ("制度汇编.txt", ContentFile("八项制度".encode()))
POINTS = {"organization": 14, "rules": 14, "openness": 22, "platforms": 13, "priorities": 17, "innovation": 8}
DAYS = {"apply": 10, "guide": 20, "accept": 30}


def plan(at: datetime, **changes):
    """The values of a programme whose stages end after that moment."""
    ends = {f"{stage}_until": (at + timedelta(days=days)).date() for stage, days in DAYS.items()}
    numbers = {"areas": 3, "departments": 5, "townships": 10, "least_townships": 2, "pass_mark": 80}
    words = {"title": f"{at.year}年政务公开示范创建", "notice": "自愿申报，择优命名。", "publicity_days": 5}
    return ends | numbers | words | changes


def programme(city, at: datetime, **changes) -> Programme:
    found = Programme.objects.filter(year=at.year).first()
    if found is None:
        found = services.draft_programme(year=at.year, values=plan(at, **changes), **city.office(at))
        services.issue(found, **city.leader(at))
    return found


def prepared(city, code: str, at: datetime, **changes) -> Candidacy:
    head = city.as_(code, Role.HEAD, at)
    given = {"programme": programme(city, at, **changes), "organ": city.organs[code], "summary": "窗口和网站同步公开。"}
    row = services.begin(**given, **head)
    for each in CRITERIA:
        services.describe(row, criterion=each.code, text="做到了。", uploads=[PAPER], **head)
    return row


def submitted(city, code: str, at: datetime, **changes) -> Candidacy:
    return services.submit(prepared(city, code, at, **changes), **city.as_(code, Role.HEAD, at))


def accepted(city, code: str, at: datetime, **changes) -> Candidacy:
    row = submitted(city, code, at, **changes)
    services.note(row, kind="guidance", text="看了窗口，指出流程图不全。", **city.office(at))
    words = {"team": "政务公开办和两名监督员", "text": "现场看了大厅、专栏和台账。"}
    return services.accept(row, values=words, points=POINTS, **city.office(at))


def shown(city, code: str, at: datetime, **changes) -> Candidacy:
    return services.show(accepted(city, code, at, **changes), **city.leader(at))


def named(city, code: str, *, at: datetime, **changes) -> Candidacy:
    """Named the first working day after its publicity."""
    row = shown(city, code, at, **changes)
    later = datetime.combine(calendar().nth_after(row.shown_until, 1), at.timetz())
    return services.name(row, **city.leader(later))

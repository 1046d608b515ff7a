"""Last year's 创建 with a unit that was named and is followed; this year's with one shown to all and one preparing."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.core.files.base import ContentFile

from assessment.demonstration import services
from assessment.demonstration.criteria import CRITERIA
from assessment.demonstration.models import Candidacy, Programme
from assessment.demonstration.selectors import applicants
from assessment.demonstration.states import LEAST_TOWNSHIPS, PUBLICITY_DAYS, QUOTAS, Kind, NoteKind
from portal import clock
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import Role
from portal.deadlines.selectors import calendar

NOTICE = (
    "为了推进政务公开标准化、规范化，今年继续开展示范创建。各单位对照六项标准自主申报，政务公开办全程指导，"
    "组织验收组实地检查，通过验收并向社会公示没有异议的，由市政府办公室命名和通报。"
)
SUMMARY = "把办事指南、政策解读和咨询放在一个窗口，窗口和网站同一天更新；设了政策讲解岗，老年人来了有人陪着查。"
DONE = {
    "organization": "主要负责人任组长，一名专职、两名兼职人员，每季度部署一次，纳入年度绩效。",
    "rules": "八项制度汇编成册，每项都有流程图，每年修订一次。",
    "openness": "目录一百二十项，全部按时更新；申请登记、审核、办理、答复、归档都留痕。",
    "platforms": "专栏可以检索，一楼大厅有查阅点和触摸屏，公告栏每周更换。",
    "priorities": "预决算、规划、执法信息按时公开，政策文件都有解读，年度报告按格式编制。",
    "innovation": "三个“一件事”编成一本通，村（居）清单和市里的对得上。",
}
GUIDED = "现场看了大厅和专栏，台账齐全；流程图还是改革以前的，请十天以内换新。"
ACCEPTED = "流程图已经换新。抽了十条信息，都在时限里公开；打电话有人接，答得清楚。"
FOLLOWED = "半年复评：专栏、查阅点保持得好，新增了双语指引。"
LESSON = "每周五由讲解岗把一周里被问得最多的问题整理成问答，下周一上网，咨询电话少了三成。"
POINTS = {"organization": 14, "rules": 14, "openness": 23, "platforms": 13, "priorities": 18, "innovation": 9}
BEGUN, APPLY, GUIDE, ACCEPT = (8, 17), (9, 30), (10, 15), (10, 31)
"""The stages of the rule book (S1-7.1 to S1-7.3a)."""

Holder = Callable[[Organ | None, Role, datetime], dict[str, Any]]


def load(*, at: datetime, holder: Holder) -> None:
    """Raises ``DomainError`` as the acts do."""
    year = clock.local(at).year
    heads = Appointment.objects.in_force(clock.local(at).date()).filter(role=Role.DISCLOSURE_HEAD)
    organs = list(applicants(clock.local(at).date()).filter(pk__in=heads.values("organ")))[-3:]
    _last_year(year - 1, organs[0], at, holder)
    if _morning(year, 11, 1) > at:  # this year's has not come so far
        return
    programme = _programme(year, _morning(year, *BEGUN), holder)
    for organ in organs[1:2]:
        _shown(_accepted(programme, organ, _morning(year, 9, 20), _morning(year, 10, 26), holder), at, holder)
    for organ in organs[2:]:
        _begun(programme, organ, _morning(year, 9, 21), holder, parts=2)


def _last_year(year: int, organ: Organ, at: datetime, holder: Holder) -> None:
    programme = _programme(year, _morning(year, *BEGUN), holder)
    row = _accepted(programme, organ, _morning(year, 9, 20), _morning(year, 10, 26), holder)
    services.show(row, **holder(None, Role.OFFICE_APPROVER, _morning(year, 11, 3)))
    after = calendar().nth_after(row.shown_until or programme.accept_until, 1)
    services.name(row, **holder(None, Role.OFFICE_APPROVER, _morning(after.year, after.month, after.day)))
    office = holder(None, Role.OVERSIGHT, min(at, _morning(year + 1, 5, 12)))
    services.review(row, values={"keeps": True, "text": FOLLOWED}, **office)
    services.note(row, kind=NoteKind.LESSON, text=LESSON, **office)


def _programme(year: int, at: datetime, holder: Holder) -> Programme:
    values = {
        "title": f"临江市{year}年政务公开示范创建",
        "notice": NOTICE,
        "areas": QUOTAS[Kind.AREA],
        "departments": QUOTAS[Kind.DEPARTMENT],
        "townships": QUOTAS[Kind.TOWNSHIP],
        "least_townships": LEAST_TOWNSHIPS,
        "pass_mark": Programme._meta.get_field("pass_mark").default,
        "publicity_days": PUBLICITY_DAYS,
        "apply_until": date(year, *APPLY),
        "guide_until": date(year, *GUIDE),
        "accept_until": date(year, *ACCEPT),
    }
    row = services.draft_programme(year=year, values=values, **holder(None, Role.OVERSIGHT, at))
    return services.issue(row, **holder(None, Role.OFFICE_APPROVER, at))


def _begun(programme: Programme, organ: Organ, at: datetime, holder: Holder, *, parts: int) -> Candidacy:
    head = holder(organ, Role.DISCLOSURE_HEAD, at)
    row = services.begin(programme=programme, organ=organ, summary=SUMMARY, **head)
    for each in CRITERIA[:parts]:
        proof = [(f"{each.name}台账.txt", ContentFile(DONE[each.code].encode()))]
        services.describe(row, criterion=each.code, text=DONE[each.code], uploads=proof, **head)
    return row


def _accepted(programme: Programme, organ: Organ, at: datetime, looked: datetime, holder: Holder) -> Candidacy:
    row = _begun(programme, organ, at, holder, parts=len(CRITERIA))
    services.submit(row, **holder(organ, Role.DISCLOSURE_HEAD, at))
    guided = _morning(programme.year, 10, 12)
    services.note(row, kind=NoteKind.GUIDANCE, text=GUIDED, **holder(None, Role.OVERSIGHT, guided))
    words = {"team": "政务公开办两人、社会监督员一人", "text": ACCEPTED}
    return services.accept(row, values=words, points=POINTS, **holder(None, Role.OVERSIGHT, looked))


def _shown(row: Candidacy, at: datetime, holder: Holder) -> None:
    """Two days ago, so that whoever looks finds it."""
    day = calendar().nth_before(clock.local(at).date(), 2)
    services.show(row, **holder(None, Role.OFFICE_APPROVER, _morning(day.year, day.month, day.day)))


def _morning(year: int, month: int, day: int) -> datetime:
    return datetime.combine(calendar().workday_from(date(year, month, day)), time(9), clock.SHANGHAI)

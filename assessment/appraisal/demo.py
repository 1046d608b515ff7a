"""Last year's appraisal with its results, and one that everybody can take part in now."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from assessment.appraisal import services
from assessment.appraisal.models import Appraisal, Invitation
from assessment.appraisal.states import INVITED
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.deadlines.selectors import calendar

NOTICE = (
    "为了解各单位政务公开做得怎么样，现请市民和人大代表、政协委员、群众代表、专家评一评：机构有没有人管，"
    "该公开的公开了没有，公开的信息有没有用。打开本页点“我来评”，选一个您打过交道的单位，几分钟就能填完。"
)
BRIEFING = "参评人员查阅了各单位的年度报告和公开目录，听取了市教育局、市卫生健康委的公开工作汇报。"
SUMMARY = "总体满意。群众对机构和联系方式满意度高，对申请和留言按时答复的评价偏低，有关单位要查明原因、限期改进。"
LASTS = timedelta(days=20)
MARKS = ("100", "80", "80", "60", "80", "30", "100", "80")
SHEETS = 5

Holder = Callable[[Organ | None, Role, datetime], dict[str, Any]]


def load(*, at: datetime, holder: Holder) -> int:
    """Returns how many appraisals there are. Raises ``DomainError`` as the acts do."""
    year = clock.local(at).year - 1
    begun = _morning(date(year, 10, 8))
    _finished(begun, _morning(clock.local(begun).date() + LASTS + timedelta(days=1)), holder)
    _open(f"{clock.local(at).year}年政务公开社会评议", at, holder)
    return Appraisal.objects.count()


def _morning(day: date) -> datetime:
    return datetime.combine(calendar().workday_from(day), time(9), clock.SHANGHAI)


def _open(title: str, at: datetime, holder: Holder) -> Appraisal:
    office = holder(None, Role.OVERSIGHT, at)
    day = clock.local(at).date()
    row = services.start(values={"title": title, "notice": NOTICE, "ends_on": day + LASTS}, **office)
    services.announce(row, **holder(None, Role.OFFICE_APPROVER, at))
    services.settle_sheet(row, **office)
    for panel in INVITED:
        services.invite(row, panel=panel, on_paper=2, addresses="", **office)
    services.choose(row, **office)
    services.brief(row, values={"briefed_on": day, "briefing": BRIEFING}, **office)
    return services.hand_out(row, **office)


def _finished(begun: datetime, ended: datetime, holder: Holder) -> None:
    row = _open(f"{clock.local(begun).year}年政务公开社会评议", begun, holder)
    invited = list(row.invitations.all())[:SHEETS]
    for place, judged in enumerate(row.judged.select_related("organ")):
        for voter in range(SHEETS):
            _judge(row, judged.organ, place + voter, f"{voter}", None, begun)
            _judge(row, judged.organ, place + voter + 3, "", invited[voter], begun)
    services.collect(row, **holder(None, Role.OVERSIGHT, ended))
    services.publish(row, summary=SUMMARY, **holder(None, Role.OFFICE_APPROVER, ended))


def _judge(row: Appraisal, organ: Organ, turn: int, secret: str, invitation: Invitation | None, at: datetime) -> None:
    levels = {place: MARKS[(turn * 3 + place) % len(MARKS)] for place in range(1, row.items.count() + 1)}
    voter = services.voter_of(secret, invitation)
    services.fill_in(row, organ=organ, levels=levels, voter=voter, invitation=invitation, moment=lambda: at)

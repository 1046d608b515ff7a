"""放假安排 and 本地期限 in the staff site: tried first, then put in force; nothing is typed over."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.accounts.states import Role
from portal.actors import Actor
from portal.deadlines.legal_rules import latest
from portal.deadlines.legal_rules.terms import UNIT_WORDS
from portal.deadlines.models import HolidayNotice, LocalLimit
from portal.deadlines.services import import_notice, set_local_limit
from portal.staff.acts import ActPage
from portal.staff.registers.base import RegisterAdmin, Table
from portal.staff.registers.calendar_forms import ImportNotice, SetLocalLimit


class KeptByOversight(RegisterAdmin):
    """Numbers that hold for the whole city are the oversight office's."""

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)


@admin.register(HolidayNotice)
class HolidayNoticeAdmin(KeptByOversight):
    nav_position = 850
    act_template = "admin/staff/holiday_notice.html"
    starts = {
        "import_notice": ActPage(
            import_notice,
            ImportNotice,
            label="导入放假安排",
            button="下一步",
            note="先试算：哪些日子有变动、哪些在办事项会改期。核对以后再生效，每件改期的事项都有记录。",
        )
    }
    facts = ("year", "number", "confirmed", "imported_at")
    only_when_set = ("imported_at",)
    list_display = ("__str__", "number", "confirmed", "imported_at")

    def tables(self, subject: Any, request: HttpRequest) -> list[Table]:
        days = [(day.date, day.get_kind_display(), day.name) for day in subject.days.all()]
        return [("和周一至周五不同的日子", ("日期", "安排", "节日"), days)]


@admin.register(LocalLimit)
class LocalLimitAdmin(KeptByOversight):
    nav_position = 860
    starts = {
        "set_local_limit": ActPage(
            set_local_limit,
            SetLocalLimit,
            label="规定本地期限",
            button="生效",
            note="法律没有规定长度的期限，由本市另定。已经开始的期限不变。",
        )
    }
    facts = ("effective_from", "basis")
    list_display = ("title", "length", "effective_from", "basis")

    @admin.display(description="期限")
    def title(self, row: LocalLimit) -> str:
        return latest(row.rule).title

    @admin.display(description="本市定为")
    def length(self, row: LocalLimit) -> str:
        if row.amount is None:
            return f"每年{row.month}月{row.day}日"
        return f"{row.amount}{UNIT_WORDS[latest(row.rule).unit]}"

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        return [("期限", self.title(subject)), ("本市定为", self.length(subject))]

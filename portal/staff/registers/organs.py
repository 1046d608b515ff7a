"""机关 in the staff site: founding, describing, and every kind of reform."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal import clock
from portal.accounts import services
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.registers import forms
from portal.staff.registers.base import RegisterAdmin, Table, only_the_keeper
from portal.staff.timeline import NOTHING

MOVES_ON = "所有没办完的（期限、栏目、办理中的文件、任命）今天起移交，办完的留在原机关名下，仍可查阅。"


def living_organ(organ: Organ, actor: Actor) -> str:
    return only_the_keeper(organ, actor) or ("这个机关已经撤并。" if organ.active_to else "")


def merge(organ: Organ, *, into: Organ, **arguments: Any) -> object:
    return services.merge_organs([organ], into=into, **arguments)


@admin.register(Organ)
class OrganAdmin(RegisterAdmin):
    nav_position = 800
    starts = {"found_organ": ActPage(services.found_organ, forms.FoundOrgan, label="设立机关")}
    acts = {
        "describe_organ": ActPage(
            services.describe_organ, forms.DescribeOrgan, label="修改资料", button="保存", why_not=living_organ
        ),
        "rename_organ": ActPage(
            services.rename_organ,
            forms.RenameOrgan,
            label="更名",
            note="今天起用新名称。以前的文件仍显示当时的名称。",
            why_not=living_organ,
        ),
        "merge_organ": ActPage(
            merge,
            forms.MergeOrgan,
            label="并入其他机关",
            note=MOVES_ON,
            warning="这个机关到昨天为止，办好以后不能撤回。",
            why_not=living_organ,
        ),
        "split_organ": ActPage(
            services.split_organ,
            forms.SplitOrgan,
            label="分出职责",
            note="选中的事项今天起移交。",
            why_not=living_organ,
        ),
        "abolish_organ": ActPage(
            services.abolish_organ,
            forms.AbolishOrgan,
            label="撤销",
            note=MOVES_ON,
            warning="这个机关到昨天为止，办好以后不能撤回。",
            why_not=living_organ,
        ),
    }
    facts = (
        "name",
        "short_name",
        "kind",
        "sector",
        "parent",
        "uscc",
        "number_code",
        "code",
        "address",
        "postcode",
        "phone",
        "hours",
        "duties",
        "active_from",
        "active_to",
        "successor",
    )
    only_when_set = ("active_to", "successor")
    list_display = ("name", "kind", "number_code", "uscc", "active_from", "active_to")
    list_filter = ("kind", ("active_to", admin.EmptyFieldListFilter))
    search_fields = ("name", "short_name", "code", "uscc", "number_code")
    search_help_text = "名称、机关代字、信用代码"

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = {
            "describe_organ": ("sector", "parent", "address", "postcode", "phone", "hours", "duties", "position"),
            "rename_organ": ("name", "short_name", "number_code", "uscc"),
        }.get(act, ())
        return {name: getattr(subject, name) for name in names}

    def tables(self, subject: Any, request: HttpRequest) -> list[Table]:
        today = clock.local(visitor.moment(request)).date()
        held = subject.appointments.in_force(today).select_related("user").order_by("role", "starts_on")
        reforms = subject.reforms.select_related("heir")
        return [
            (
                "现任",
                ("角色", "姓名", "起", "止"),
                [(Role(row.role).label, row.user.name, row.starts_on, row.ends_on or "") for row in held],
            ),
            (
                "机构沿革",
                ("日期", "变动", "承接机关或原名称", "依据"),
                [(row.on, row.get_kind_display(), row.heir or row.old_name or NOTHING, row.basis) for row in reforms],
            ),
        ]

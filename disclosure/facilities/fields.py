"""What may be written about a 公共查阅点."""

from typing import Any

from disclosure.catalogue.fields import COLUMN
from disclosure.facilities.codes import FacilityKind
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.field_table import Field, Refused, choice, day, flag, line

DISTRICTS = (OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT)


def _district(label: str, value: Any) -> Organ:
    if isinstance(value, Organ) and value.kind in DISTRICTS:
        return value
    raise Refused(f"请选择{label}")


FACILITY: dict[str, Field] = {
    "kind": Field("种类", choice(FacilityKind.values, required=True)),
    "name": Field("名称", line(60, required=True)),
    "district": Field("所在镇、街道", _district),
    "address": Field("地址", line(200, required=True)),
    "hours": Field("开放时间", line(100, required=True)),
    "phone": Field("电话", line(50, required=True)),
    "can_search": Field("可以检索", flag),
    "can_consult": Field("可以查询", flag),
    "can_copy": Field("可以复制", flag),
    "accessibility": Field("无障碍设施和帮助", line(200)),
    "opened_on": Field("启用日期", day),
    "position": COLUMN["position"],
}

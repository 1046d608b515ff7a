"""公共查阅点 in the staff site."""

from typing import Any

from django.contrib import admin

from disclosure.catalogue.admin import CatalogueAdmin, not_a_keeper
from disclosure.facilities import forms, services
from disclosure.facilities.codes import USES
from disclosure.facilities.models import Facility
from portal.actors import Actor
from portal.staff.acts import ActPage

_TYPED = ("kind", "name", "district", "address", "hours", "phone", "accessibility", "opened_on", "position")


def closed_to(facility: Facility, actor: Actor) -> str:
    return not_a_keeper(facility, actor) or ("这个查阅点已经停用。" if facility.closed_on else "")


def open_facility(*, organ: Any, **arguments: Any) -> object:
    return services.open_facility(organ, **arguments)


@admin.register(Facility)
class FacilityAdmin(CatalogueAdmin):
    nav_position = 75
    starts = {
        "open_facility": ActPage(
            open_facility,
            forms.OpenFacility,
            label="登记查阅点",
            button="登记",
            note="公告栏、电子屏、查阅室、自助终端，以及档案馆、图书馆、政务服务大厅里的查阅场所。登记以后公众页面上能查到。",
        )
    }
    acts = {
        "edit_facility": ActPage(
            services.edit_facility, forms.EditFacility, label="修改查阅点", button="保存", why_not=closed_to
        ),
        "close_facility": ActPage(
            services.close_facility,
            forms.CloseFacility,
            label="停用",
            why_not=closed_to,
            warning="停用以后不能恢复，重新开放的另外登记。",
        ),
    }
    facts = (*_TYPED[:-1], *(name for name, _ in USES), "closed_on")
    list_display = ("name", "kind", "organ", "district", "closed_on")
    list_filter = ("kind", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "district")
    search_fields = ("name", "address")
    search_help_text = "名称、地址"

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "edit_facility":
            return {}
        typed = {name: getattr(subject, name) for name in _TYPED}
        return typed | {"uses": [name for name, _ in USES if getattr(subject, name)]}

"""The forms of the acts on 公共查阅点."""

from typing import Any

from django import forms

from disclosure.catalogue.forms import OfOrgan
from disclosure.facilities.codes import USES, FacilityKind
from disclosure.facilities.fields import DISTRICTS, FACILITY
from portal import clock
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer

_TYPED = ("kind", "name", "district", "address", "hours", "phone", "accessibility", "opened_on", "position")


class FacilityFields(ActForm):
    kind = forms.ChoiceField(label=FACILITY["kind"].label, choices=choices(FacilityKind.choices))
    name = Text(label=FACILITY["name"].label, help_text="例如“市档案馆政府信息查阅室”")
    district = forms.ModelChoiceField(Organ.objects.none(), label=FACILITY["district"].label, empty_label="请选择")
    address = Text(label=FACILITY["address"].label, help_text="写到门牌号、楼层")
    hours = Text(label=FACILITY["hours"].label, help_text="例如“工作日8:30—12:00，14:00—17:30”")
    phone = Text(label=FACILITY["phone"].label)
    uses = forms.MultipleChoiceField(label="在这里能办什么", choices=USES, widget=forms.CheckboxSelectMultiple)
    accessibility = Text(
        label=FACILITY["accessibility"].label,
        required=False,
        help_text="例如“有坡道和低位服务台，可以请工作人员代为检索”",
    )
    opened_on = forms.DateField(label=FACILITY["opened_on"].label, help_text="从这一天起公众页面上能看到")
    position = forms.IntegerField(label=FACILITY["position"].label, initial=100, help_text="小的排在前面")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = clock.local(self.at).date()
        offer(self.fields["district"], Organ.objects.active(on).filter(kind__in=DISTRICTS).order_by("position", "pk"))

    def typed(self) -> dict[str, Any]:
        chosen = self.cleaned_data["uses"]
        return {name: self.cleaned_data[name] for name in _TYPED} | {name: name in chosen for name, _ in USES}


class OpenFacility(FacilityFields, OfOrgan):
    field_order = ("organ", "kind", "name", "district")

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "values": self.typed()}


class EditFacility(FacilityFields):
    def arguments(self) -> dict[str, Any]:
        return {"changes": self.typed()}


class CloseFacility(ActForm):
    on = forms.DateField(label="最后开放的一天")
    reason = Text(label="停用的原因", rows=3)

"""The forms of the acts on guides and bundles. They ask; the services judge."""

from typing import Any

from django import forms

from disclosure.facilities.models import Facility
from disclosure.services_guide import fields
from disclosure.services_guide.codes import Audience, FileKind, MaterialForm, Online, Seal, Theme
from disclosure.services_guide.models import GuideMaterial
from disclosure.services_guide.states import WRITERS
from portal import clock
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices, offer

_G = fields.GUIDE
_TYPED = tuple(fields.GUIDE)


def own_organs(actor: Actor) -> Any:
    return Organ.objects.filter(pk__in={organ for role in WRITERS for organ in actor.organ_ids(role)})


class GuideFields(ActForm):
    fieldsets = (
        ("事项", ("organ", "code", "name", "theme", "audiences")),
        ("六项要素", ("basis", "cited", "conditions", "process", "legal_days", "promised_days", "fee")),
        ("结果和材料", ("result", "takes_no_papers")),
        ("怎么办、在哪里办", ("online", "online_url", "place", "hours", "facilities")),
        ("找谁问、向谁投诉", ("consult_phone", "complaint_phone", "email")),
        ("更多说明", ("review_rules", "intermediary", "faq", "change_note")),
    )
    later = ("basis", "conditions", "process", "promised_days", "fee", "consult_phone", "complaint_phone", "email")

    name = Text(label=_G["name"].label, help_text="线上、窗口、纸质指南用同一个名称")
    theme = forms.ChoiceField(label=_G["theme"].label, choices=choices(Theme.choices))
    audiences = forms.MultipleChoiceField(
        label=_G["audiences"].label, choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    basis = Text(label=_G["basis"].label, required=False, rows=4, help_text="法律法规、政策文件的名称和条款，一行一个")
    cited = Text(
        label="依据里有本站文件的",
        required=False,
        rows=3,
        help_text="发文字号或者网址，一行一个。这些文件有变动，系统会提醒您看指南要不要改",
    )
    conditions = Text(label=_G["conditions"].label, required=False, rows=4, help_text="谁能办、什么情况不能办")
    process = Text(label=_G["process"].label, required=False, rows=5, help_text="一行一步，从申请到拿到结果")
    legal_days = forms.IntegerField(
        label=f"{_G['legal_days'].label}（工作日）", required=False, help_text="法律没有规定的不填"
    )
    promised_days = forms.IntegerField(
        label=f"{_G['promised_days'].label}（工作日）", required=False, help_text="当场办结的填0"
    )
    fee = Text(label=_G["fee"].label, required=False, help_text="不收费的写“不收费”；收费的写标准和依据")
    result = Text(label=_G["result"].label, required=False, help_text="办好以后拿到什么")
    takes_no_papers = forms.BooleanField(label=_G["takes_no_papers"].label, required=False)
    online = forms.ChoiceField(label=_G["online"].label, choices=Online.choices, widget=forms.RadioSelect)
    online_url = Text(label=_G["online_url"].label, required=False)
    place = Text(label=_G["place"].label, required=False, help_text="写到楼层、窗口号")
    hours = Text(label=_G["hours"].label, required=False)
    facilities = forms.ModelMultipleChoiceField(
        Facility.objects.none(), label="哪里能看到纸质指南", required=False, widget=forms.CheckboxSelectMultiple
    )
    consult_phone = Text(label=_G["consult_phone"].label, required=False)
    complaint_phone = Text(label=_G["complaint_phone"].label, required=False)
    email = Text(label=_G["email"].label, required=False)
    review_rules = Text(label=_G["review_rules"].label, required=False, rows=4, help_text="窗口按什么审：一行一条")
    intermediary = Text(
        label=_G["intermediary"].label, required=False, rows=3, help_text="要不要中介服务、有哪些机构可以选"
    )
    faq = Text(label=_G["faq"].label, required=False, rows=6, help_text="一行“问：……”，下一行“答：……”")
    change_note = Text(label=_G["change_note"].label, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["facilities"], Facility.objects.in_use(clock.local(self.at).date()))

    def typed(self) -> dict[str, Any]:
        cited = self.cleaned_data["cited"].splitlines()
        values = {name: self.cleaned_data[name] for name in _TYPED}
        return {"values": values, "cited": cited, "facilities": self.cleaned_data["facilities"]}


class Begin(GuideFields):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="办理机关", empty_label=None)
    code = Text(label=fields.CODE["code"].label, help_text="按政务服务事项目录的编码，每个事项一个，不能重复")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))

    def arguments(self) -> dict[str, Any]:
        given = self.typed()
        given["values"] |= {"code": self.cleaned_data["code"]}
        return given | {"organ": self.cleaned_data["organ"]}


class Write(GuideFields):
    def arguments(self) -> dict[str, Any]:
        return self.typed()


class Revise(ActForm):
    change_note = Text(label="这一版要改什么", rows=2, help_text="会写在页面的版本记录里")


class AddMaterial(ActForm):
    name = Text(label=fields.MATERIAL["name"].label, help_text="写清楚是哪一种，不能写“其他材料”")
    form = forms.ChoiceField(label=fields.MATERIAL["form"].label, choices=choices(MaterialForm.choices))
    copies = forms.IntegerField(label=fields.MATERIAL["copies"].label, initial=1)
    seal = forms.ChoiceField(label=fields.MATERIAL["seal"].label, choices=choices(Seal.choices))
    is_required = YesNo(
        label=fields.MATERIAL["is_required"].label, yes="每个人都要交", no="符合情况的才交", initial=True
    )
    source = Text(label=fields.MATERIAL["source"].label, required=False, help_text="自己有、网页下载、哪个单位开")
    note = Text(label=fields.MATERIAL["note"].label, required=False, rows=2)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class _OfMaterial(ActForm):
    material = forms.ModelChoiceField(GuideMaterial.objects.none(), label="哪一项材料", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["material"], self.subject.materials.order_by("position"))


class RemoveMaterial(_OfMaterial):
    pass


class AttachFile(_OfMaterial):
    error_fields = {"content": "upload", "name": "upload"}

    kind = forms.ChoiceField(label="种类", choices=choices(FileKind.choices))
    upload = forms.FileField(label="文件", help_text="示范文本里的姓名、证件号要用虚构的")

    def arguments(self) -> dict[str, Any]:
        upload = self.cleaned_data["upload"]
        return {name: self.cleaned_data[name] for name in ("material", "kind")} | {
            "name": upload.name,
            "upload": upload,
        }


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Withdraw(ActForm):
    reason = Text(label="向社会公开的理由", rows=4, help_text="会写在原来的页面上，不要写个人信息")


class BundleFields(ActForm):
    name = Text(label=fields.BUNDLE["name"].label, help_text="例如“新生儿出生一件事”")
    intro = Text(label=fields.BUNDLE["intro"].label, rows=3, help_text="什么时候用、跑几次")
    audiences = forms.MultipleChoiceField(
        label=fields.BUNDLE["audiences"].label,
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = Text(label=fields.BUNDLE["place"].label, required=False)
    online_url = Text(label=fields.BUNDLE["online_url"].label, required=False)
    steps = Text(
        label="由哪些事项组成",
        rows=6,
        help_text="一行一个：事项编码，空格，第几批，空格，说明。同一批的同时办，例如“LJ-JY-001 1 出生后一个月内”",
    )

    def clean_steps(self) -> list[tuple[str, int, str]]:
        lines = []
        for line in filter(None, map(str.strip, self.cleaned_data["steps"].splitlines())):
            code, _, rest = line.partition(" ")
            wave, _, note = rest.strip().partition(" ")
            if not (wave.isascii() and wave.isdecimal() and len(wave) < 3):
                raise forms.ValidationError(f"“{line[:30]}”要写成：事项编码 第几批 说明")
            lines.append((code, int(wave), note.strip()))
        return lines

    def typed(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in fields.BUNDLE if name in self.cleaned_data}
        return {"values": values, "steps": self.cleaned_data["steps"]}


class OpenBundle(BundleFields):
    field_order = ("organ", "code", "name")

    organ = forms.ModelChoiceField(Organ.objects.none(), label="牵头单位", empty_label=None)
    code = Text(label=fields.BUNDLE["code"].label, help_text="小写字母和短横线，例如“newborn”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))

    def arguments(self) -> dict[str, Any]:
        return self.typed() | {"organ": self.cleaned_data["organ"]}


class WriteBundle(BundleFields):
    def arguments(self) -> dict[str, Any]:
        return self.typed()

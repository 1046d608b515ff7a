"""The forms of credit information: one per kind, its fields from the table of elements."""

from typing import Any, ClassVar

from django import forms

from disclosure.credit.codes import Kind, PartyType
from disclosure.credit.elements import KINDS, Element, KindRow
from disclosure.credit.services import ImportRun, Outcome
from disclosure.credit.states import PUBLISHERS, REGISTRARS
from disclosure.documents.importing.reading import SourceRow
from disclosure.documents.importing.uploads import rows_of
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.errors import DomainError
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer

ROWS_AT_MOST = 1000

_DAYS = frozenset({"decided_on", "valid_from", "valid_to", "ends_on"})
_LONG = frozenset({"facts", "basis", "content"})
_PARTY = ("party_name", "party_type", "party_code", "representative")
_DEADLINES = ("decided_on", "valid_from", "valid_to", "ends_on", "authority", "authority_code", "remark")
_HELP = {
    "party_name": "自然人填全名：页面只显示姓，全名加密保存",
    "party_code": "法人及非法人组织必填；自然人不填，也不要填证件号码",
    "number": "同一单位、同一种类，一个文书号只登记一次",
    "ends_on": "不填就按规定的公示期算",
    "authority": "不填就是本单位",
    "authority_code": "不填就是本单位的代码",
    "fine": "单位是万元，例如0.5",
    "confiscated": "单位是万元，例如0.5",
}
_MAY_FOLLOW = frozenset({"authority", "authority_code"})
"""Required in the official table, but filled in by the system when nothing is typed."""


def own_organs(actor: Actor, roles: tuple[str, ...]) -> Any:
    return Organ.objects.filter(pk__in={organ for role in roles for organ in actor.organ_ids(role)})


class _Elements(ActForm):
    """The fields of one kind, under three headings."""

    def ask(self, row: KindRow) -> None:
        for element in row.elements:
            self.fields[element.field] = _control(element, row)
        middle = tuple(each.field for each in row.elements if each.field not in {*_PARTY, *_DEADLINES})
        self.fieldsets = (  # type: ignore[misc]  # each kind has its own
            ("行政相对人", _PARTY),
            ("决定", middle),
            ("日期和机关", tuple(name for name in _DEADLINES if row.element(name))),
        )
        self.later = tuple(  # type: ignore[misc]  # likewise
            each.field for each in row.elements if each.required and each.field not in _MAY_FOLLOW
        )
        self.dress()

    def values(self) -> dict[str, Any]:
        """Several values of a list are stored as one text."""
        return {
            name: "、".join(value) if isinstance(value, list) else value
            for name, value in self.cleaned_data.items()
            if name not in {"organ"}
        }


def _control(element: Element, row: KindRow) -> forms.Field:
    common: dict[str, Any] = {
        "label": element.label,
        "help_text": _HELP.get(element.field, ""),
        "required": element.field in {"party_name", "party_type", "number", "decided_on"},
    }
    if element.field in _DAYS:
        return forms.DateField(**common)
    if element.field == "party_type":
        return forms.ChoiceField(choices=choices(PartyType.choices), **common)
    if element.field == "decision":
        return forms.ChoiceField(choices=choices((each.value, each.label) for each in row.decisions), **common)
    if element.field == "category":
        pairs = [(each, each) for each in row.categories]
        if row.kind == Kind.PENALTY:
            return forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple, **common)
        return forms.ChoiceField(choices=choices(pairs), **common)
    if element.field == "content" and row.results:
        return forms.ChoiceField(choices=choices((each, each) for each in row.results), **common)
    return Text(rows=3 if element.field in _LONG else 0, **common)


class Register(_Elements):
    """A new decision of the form's own kind."""

    kind: ClassVar[Kind]

    organ = forms.ModelChoiceField(Organ.objects.none(), label="数据来源单位", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor, REGISTRARS))
        self.ask(KINDS[self.kind])

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "kind": self.kind.value, "values": self.values()}


REGISTER: dict[Kind, type[Register]] = {
    kind: type(f"Register{kind.name.title()}", (Register,), {"kind": kind}) for kind in Kind
}


class Change(_Elements):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(KINDS[self.subject.kind])

    def arguments(self) -> dict[str, Any]:
        return {"values": self.values()}


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Overturned(ActForm):
    overturned_on = forms.DateField(label="决定被变更、撤销、确认违法或者无效的日期")
    reason = Text(label="情况和依据", rows=4, help_text="哪个机关、以什么文书变更或者撤销的")


class Withdraw(ActForm):
    reason = Text(label="向社会公开的理由", rows=4, help_text="会写在原来的页面上，不要写个人信息")


class Repair(ActForm):
    repair_number = Text(label="修复、移出的文书号")
    reason = Text(label="依据和理由", rows=4, help_text="会写在原来的页面上，不要写个人信息")


class ImportFile(ActForm):
    """Two steps on one page: the trial, which writes nothing, and then the act. ``trial`` is what it found."""

    trial: Outcome | None = None

    organ = forms.ModelChoiceField(Organ.objects.none(), label="数据来源单位", empty_label=None)
    kind = forms.ChoiceField(label="种类", choices=choices(Kind.choices))
    file = forms.FileField(
        label="文件",
        help_text=f"XLSX或者CSV，第一行是官方表的列名，最多{ROWS_AT_MOST}行；更多的分几个文件导入。"
        "证件号码的列不会读取",
    )
    is_checked = forms.BooleanField(label="试算的结果我核对过了，导入没有问题的行", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor, REGISTRARS))
        self.rows: list[SourceRow] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.rows = list(rows_of(cleaned["file"], at_most=ROWS_AT_MOST))
            run = ImportRun(cleaned["organ"], cleaned["kind"], self.actor, self.at, dry_run=True)
            self.trial = run.take(self.rows)
        except DomainError as wrong:
            self.add_error("file", wrong.message)
            return cleaned
        if not cleaned.get("is_checked"):
            self.add_error("is_checked", "这是试算，还没有导入。请核对上面的结果，重新选择同一个文件，再勾选")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "kind": self.cleaned_data["kind"], "rows": self.rows}


class HandOverForm(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="报送单位", empty_label=None)
    channel = Text(label="报送渠道", help_text="例如市公共信用信息平台、信用中国网站")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor, (*REGISTRARS, *PUBLISHERS)))

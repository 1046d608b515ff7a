"""The forms of the list of matters."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms

from disclosure.catalogue.models import Column
from disclosure.documents.importing.reading import SourceRow, Unreadable
from disclosure.documents.importing.uploads import FILE_AT_MOST, require_small
from disclosure.documents.models import Document
from disclosure.listings.elements import TEMPLATES
from disclosure.matters import official_table
from disclosure.matters.codes import CHANNELS, LEVELS, Audience, Tier, VillageTopic, Way
from disclosure.matters.models import Matter
from disclosure.matters.services import Outcome, try_table
from disclosure.matters.states import REGISTRARS
from portal.accounts.models import Organ
from portal.domains import Domain
from portal.errors import DomainError
from portal.files.archives import MEGABYTE
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer

ROWS_AT_MOST = 1000
_REASON = "依据哪个文件、什么变动；会和调整一起公布"


class _Content(ActForm):
    """The nine groups, then what five elements need besides."""

    domain = forms.ChoiceField(label="领域", choices=choices(Domain.choices), required=False)
    village_topic = forms.ChoiceField(
        label="村务类别", choices=choices(VillageTopic.choices), required=False, help_text="村级清单才选"
    )
    first = Text(label="一级事项")
    second = Text(label="二级事项")
    elements = Text(label="公开内容（要素）", rows=4)
    basis = Text(label="公开依据", rows=3)
    time_limit = Text(label="公开时限", help_text="例如：信息形成之日起20个工作日内")
    body = Text(label="公开主体")
    channels = forms.MultipleChoiceField(
        label="公开渠道和载体", choices=[(each, each) for each in CHANNELS], widget=forms.CheckboxSelectMultiple
    )
    audience = forms.ChoiceField(label="公开对象", choices=Audience.choices, widget=forms.RadioSelect)
    audience_note = Text(label="特定群众是哪些人", required=False)
    way = forms.ChoiceField(label="公开方式", choices=Way.choices, widget=forms.RadioSelect)
    levels = forms.MultipleChoiceField(
        label="公开层级", choices=[(each, each) for each in LEVELS], widget=forms.CheckboxSelectMultiple
    )
    standard = Text(label="公开标准", rows=3, required=False, help_text="社会公益事业领域必填")
    procedure = Text(label="公开程序", rows=3, required=False, help_text="社会公益事业领域必填")
    reason = Text(label="调整依据", help_text=_REASON)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"organ", "village", "reason"}}

    def arguments(self) -> dict[str, Any]:
        return {"values": self.values(), "reason": self.cleaned_data["reason"]}


class New(_Content):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="编制单位", empty_label=None)
    village = Text(label="村（社区）", required=False, help_text="乡镇街道替村（社区）编的清单才填，例如：青石村")
    field_order = ("organ", "village")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {name: self.cleaned_data[name] for name in ("organ", "village")}


class Change(_Content):
    """Of a matter in the list, or of a proposal that is a draft."""


class Reasoned(ActForm):
    reason = Text(label="调整依据", rows=3, help_text=_REASON)


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Lapse(ActForm):
    what = Text(label="哪个依据、怎么变了", help_text="例如：《某某办法》废止；某条修改")
    lapsed_on = forms.DateField(label="依据变动的日子")


def own_organs(actor: Any) -> Any:
    return Organ.objects.filter(pk__in={organ for role in REGISTRARS for organ in actor.organ_ids(role)})


class _Numbers(forms.CharField):
    """Public documents by their numbers on this site; cleaned to a list of rows."""

    def clean(self, value: Any) -> list[Document]:
        text = super().clean(value) or ""
        pieces = text.replace("，", " ").replace(",", " ").replace("、", " ").split()
        if any(not piece.isascii() or not piece.isdecimal() or len(piece) > 9 for piece in pieces):
            raise forms.ValidationError("请填编号，几份的用空格分开")
        found = list(Document.objects.public().filter(pk__in={int(piece) for piece in pieces}))
        if len(found) != len({int(piece) for piece in pieces}):
            raise forms.ValidationError("有的编号不是已经公开的文件")
        return found


_NUMBERS = "已经公开的文件在本站的编号：文件网址/documents/后面的数字，几份的用空格分开"


class Connect(ActForm):
    columns = forms.ModelMultipleChoiceField(
        Column.objects.none(), label="栏目", required=False, widget=forms.CheckboxSelectMultiple
    )
    lists = forms.MultipleChoiceField(
        label="结构化清单",
        required=False,
        choices=[(row.code, row.title) for row in TEMPLATES.values()],
        widget=forms.CheckboxSelectMultiple,
    )
    documents = _Numbers(label="文件", required=False, help_text=_NUMBERS)
    bases = _Numbers(label="依据文件", required=False, help_text=f"{_NUMBERS}。文件失效、废止时系统提醒核对清单")
    upper = forms.ModelChoiceField(
        Matter.objects.none(),
        label="上级清单里的同一事项",
        required=False,
        empty_label="没有，或者按名称自动对应",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["columns"], Column.objects.filter(organ=self.subject.organ, is_active=True))
        above = {Tier.VILLAGE: (Tier.TOWN, Tier.COUNTY), Tier.TOWN: (Tier.COUNTY,)}.get(Tier(self.subject.tier), ())
        offer(self.fields["upper"], Matter.objects.listed().filter(tier__in=above).select_related("organ"))


class ImportTable(ActForm):
    """Two steps on one page: the trial, which writes nothing, and then the act. ``trial`` is what it found."""

    trial: Outcome | None = None

    organ = forms.ModelChoiceField(Organ.objects.none(), label="编制单位", empty_label=None)
    domain = forms.ChoiceField(label="领域", choices=choices(Domain.choices), required=False)
    village = Text(label="村（社区）", required=False, help_text="村级清单才填")
    village_topic = forms.ChoiceField(
        label="村务类别", choices=choices(VillageTopic.choices), required=False, help_text="村级清单才选"
    )
    reason = Text(label="调整依据", help_text=_REASON)
    file = forms.FileField(
        label="文件",
        help_text=f"XLSX，官方的标准目录格式（可以先下载一份），最多{ROWS_AT_MOST}行。有一行不对，就一行也不导入",
    )
    is_checked = forms.BooleanField(label="试算的结果我核对过了，送审批", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))
        self.rows: list[SourceRow] = []

    def target(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {name: cleaned[name] for name in ("organ", "domain", "village", "village_topic")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.rows = rows_of(cleaned["file"])
            self.trial = try_table(**self.target(cleaned), rows=self.rows, actor=self.actor, at=self.at)
        except DomainError as wrong:
            self.add_error("file", wrong.message)
            return cleaned
        if self.trial.faults:
            self.add_error("file", "有行不对，请按上面的说明改好再选文件")
        elif not cleaned.get("is_checked"):
            self.add_error("is_checked", "这是试算，还没有导入。请核对上面的结果，重新选择同一个文件，再勾选")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return self.target(self.cleaned_data) | {"rows": self.rows, "reason": self.cleaned_data["reason"]}


def rows_of(upload: Any) -> list[SourceRow]:
    """The rows of an upload. Raises ``Unreadable``, also for a file that would unpack to too much."""
    if Path(upload.name).suffix.lower() != ".xlsx":
        raise Unreadable("请上传XLSX文件")
    if upload.size > FILE_AT_MOST:
        raise Unreadable(f"文件不能超过{FILE_AT_MOST // MEGABYTE}MB")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(b"".join(upload.chunks()))
        require_small(path)
        with path.open("rb") as file:
            rows = list(official_table.read(file))
    if not rows:
        raise Unreadable("表头下面没有内容")
    if len(rows) > ROWS_AT_MOST:
        raise Unreadable(f"一次最多导入{ROWS_AT_MOST}行，请拆开")
    return rows

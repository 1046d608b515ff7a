"""The forms of tickets."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms

from disclosure.documents.importing.reading import SourceRow, Unreadable, read
from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.domains import Domain
from portal.errors import DomainError
from portal.files.archives import MEGABYTE
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer
from sentiment.tickets import selectors
from sentiment.tickets.codes import (
    Campaign,
    Degree,
    Disposition,
    Failure,
    Kind,
    Level,
    Livelihood,
    Measure,
    Partner,
    Source,
)
from sentiment.tickets.gates import FOUR_ITEMS
from sentiment.tickets.models import Ticket
from sentiment.tickets.states import REGISTRARS

FILE_AT_MOST = 2 * MEGABYTE
ROWS_AT_MOST = 500
_DEGREES = choices(Degree.choices)


def own_organs(actor: Actor) -> Any:
    """Organs in whose name the actor may register."""
    return Organ.objects.filter(pk__in={organ for role in REGISTRARS for organ in actor.organ_ids(role)})


class _Register(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="登记单位", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))


class Register(_Register):
    fieldsets = (
        ("什么事", ("organ", "title", "facts", "links", "source", "source_note", "happened_at", "known_at")),
        ("多严重", ("level", "kind", "livelihood", "campaign")),
        (
            "谁负责",
            ("domain", "policy", "is_city_policy", "concerned", "lead", "is_widespread", "superior"),
        ),
    )

    title = Text(label="标题", help_text="说清什么事，不写个人姓名、电话")
    facts = Text(label="基本情况", rows=5, help_text="时间、地点、经过、网上反映。不写个人信息")
    links = Text(label="原始链接", rows=2, required=False, help_text="一行一个网址")
    source = forms.ChoiceField(label="来源", choices=choices(Source.choices))
    source_note = Text(label="来源说明", required=False, help_text="哪家媒体、哪个账号")
    happened_at = forms.DateTimeField(label="事发时间", required=False)
    known_at = forms.DateTimeField(label="知悉时间", help_text="回应的小时数从这一刻算起，夜里和节假日不停")
    level = forms.ChoiceField(
        label="级别（初判）",
        choices=choices(Level.choices),
        help_text="特别重大、重大：5小时发布权威信息，24小时开发布会；其他：48小时回应",
    )
    kind = forms.ChoiceField(label="类别", choices=choices(Kind.choices))
    livelihood = forms.ChoiceField(label="民生热点", choices=choices(Livelihood.choices), required=False)
    campaign = forms.ChoiceField(label="专项", choices=choices(Campaign.choices), required=False)
    domain = forms.ChoiceField(label="领域", choices=choices(Domain.choices), required=False)
    policy = Text(
        label="引起舆情的政策文件",
        required=False,
        help_text="填公开页面的网址或者发文字号；填了就由起草、解读的单位回应",
    )
    is_city_policy = forms.BooleanField(label="涉及市政府重大政策、重大决策", required=False)
    concerned = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="涉事单位", required=False, help_text="按住Ctrl可以选几个"
    )
    lead = forms.ModelChoiceField(
        Organ.objects.none(), label="牵头单位", required=False, help_text="涉及几个单位的要选"
    )
    is_widespread = forms.BooleanField(label="涉及多地（县区、镇街）", required=False)
    superior = Text(label="垂直管理的上级部门", required=False, help_text="例如省税务局；不是垂直管理的不填")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = Organ.objects.listed(local(self.at).date())
        offer(self.fields["concerned"], listed)
        offer(self.fields["lead"], listed)

    def clean_policy(self) -> Document | None:
        typed = self.cleaned_data["policy"].strip()
        found = selectors.policy(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError("没有找到这份已经公开的文件，请核对网址或者发文字号")
        return found

    def arguments(self) -> dict[str, Any]:
        apart = {"organ", "concerned", "lead", "policy"}
        given = {name: value for name, value in self.cleaned_data.items() if name in apart}
        values = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return given | {"concerned": list(given["concerned"]), "values": values}


class Change(ActForm):
    title = Text(label="标题")
    facts = Text(label="基本情况", rows=5)
    links = Text(label="原始链接", rows=2, required=False, help_text="一行一个网址")
    source = forms.ChoiceField(label="来源", choices=choices(Source.choices))
    source_note = Text(label="来源说明", required=False)
    kind = forms.ChoiceField(label="类别", choices=choices(Kind.choices))
    livelihood = forms.ChoiceField(label="民生热点", choices=choices(Livelihood.choices), required=False)
    campaign = forms.ChoiceField(label="专项", choices=choices(Campaign.choices), required=False)

    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class AddFiles(ActForm):
    uploads = Files(label="截图、视频截图、网页存档", help_text="可以选几个。只在内部看，不公开")
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        return {"uploads": [(file.name, file) for file in self.cleaned_data["uploads"]]}


class Consult(ActForm):
    partners = forms.MultipleChoiceField(
        label="参加会商", choices=Partner.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    others = Text(label="其他参加单位", required=False)
    minutes = Text(label="会商记录", rows=6)
    error_fields = {"consulted_with": "others"}

    def arguments(self) -> dict[str, Any]:
        named = [Partner(each).label for each in self.cleaned_data["partners"]]
        everybody = [*named, *filter(None, [self.cleaned_data["others"].strip()])]
        return {"consulted_with": "、".join(everybody), "minutes": self.cleaned_data["minutes"]}


class Judge(ActForm):
    fieldsets = (
        ("级别和三个因素", ("level", "content_degree", "public_degree", "media_degree")),
        ("结论", ("will_respond", "respond_reason", "disposition")),
        ("重大以上必填", tuple(FOUR_ITEMS)),
    )

    level = forms.ChoiceField(label="级别", choices=choices(Level.choices), help_text="改了级别，时钟按新的级别重算")
    content_degree = forms.ChoiceField(label="舆情内容的敏感程度", choices=_DEGREES)
    public_degree = forms.ChoiceField(label="公众反应", choices=_DEGREES)
    media_degree = forms.ChoiceField(label="媒体介入程度", choices=_DEGREES)
    will_respond = YesNo(label="是否回应", yes="回应", no="不回应")
    respond_reason = Text(label="理由", rows=3)
    disposition = forms.ChoiceField(label="处置方式", choices=choices(Disposition.choices), required=False)
    nature = Text(label=FOUR_ITEMS["nature"], rows=2, required=False)
    trend = Text(label=FOUR_ITEMS["trend"], rows=2, required=False)
    risk = Text(label=FOUR_ITEMS["risk"], rows=2, required=False)
    plan = Text(label=FOUR_ITEMS["plan"], rows=3, required=False)

    def dress(self) -> None:
        """Fields that depend on others say on what."""
        super().dress()
        words = {"disposition": "（要回应的必填）"} | dict.fromkeys(FOUR_ITEMS, "（重大以上必填）")
        for name, said in words.items():
            self.fields[name].may_be_empty = said  # type: ignore[attr-defined]  # for the template

    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class SetLevel(ActForm):
    level = forms.ChoiceField(label="级别", choices=choices(Level.choices))
    reason = Text(label="为什么调整", rows=3)


class CorrectKnownAt(ActForm):
    known_at = forms.DateTimeField(label="知悉时间")
    reason = Text(label="为什么更正", rows=3, help_text="原来的时间、更正人和理由长期留存")


class Override(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="第一责任主体")
    reason = Text(label="为什么不按规则判定", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], Organ.objects.listed(local(self.at).date()))


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Merge(ActForm):
    into = Text(label="并入哪一件", help_text="填另一件的编号。知悉更早的时间会并过去")

    def clean_into(self) -> Ticket:
        found = selectors.by_number(self.cleaned_data["into"], self.actor)
        if found is None:
            raise forms.ValidationError("没有找到这个编号的舆情，编号例如：舆2026-0012")
        return found


class Transfer(ActForm):
    transferred_to = Text(label="移交给", help_text="例如市公安局网络安全保卫支队")
    transferred_on = forms.DateField(label="移交日期")
    transfer_number = Text(label="移交文号", required=False)


class Evaluate(ActForm):
    effect = Text(label="应对效果", rows=4)
    lessons = Text(label="经验教训", rows=3, required=False)
    failures = forms.MultipleChoiceField(
        label="有没有这些情形", choices=Failure.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    measure = forms.ChoiceField(
        label="建议措施", choices=choices(Measure.choices), required=False, help_text="有上面情形的必选，报政务公开办"
    )

    def arguments(self) -> dict[str, Any]:
        return {"values": self.cleaned_data}


class ImportFile(_Register):
    file = forms.FileField(
        label="文件",
        help_text="XLSX或者CSV，第一行是列名：标题、基本情况、知悉时间必须有；来源、类别、领域、级别、涉事单位、链接可以有",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[SourceRow] = []

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            self.rows = _rows_of(upload)
        except DomainError as wrong:
            raise forms.ValidationError(wrong.message) from wrong
        return upload

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "rows": self.rows}


def _rows_of(upload: Any) -> list[SourceRow]:
    """Raises ``Unreadable``."""
    ending = Path(upload.name).suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise Unreadable("请上传XLSX或者CSV文件")
    if upload.size > FILE_AT_MOST:
        raise Unreadable(f"文件不能超过{FILE_AT_MOST // MEGABYTE}MB")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{ending}"
        path.write_bytes(b"".join(upload.chunks()))
        rows = []
        for row in read(path):
            rows.append(row)
            if len(rows) > ROWS_AT_MOST:
                raise Unreadable(f"一次最多导入{ROWS_AT_MOST}行，请拆开")
    return rows


class AssignDomain(ActForm):
    domain = forms.ChoiceField(label="领域", choices=choices(Domain.choices))
    organ = forms.ModelChoiceField(Organ.objects.none(), label="职能部门")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], Organ.objects.listed(local(self.at).date()))

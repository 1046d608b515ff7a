"""The forms of the acts on the gazette. They ask; the services judge."""

from typing import Any

from django import forms

from disclosure.documents.importing.reading import Unreadable
from disclosure.documents.models import Document
from disclosure.gazette import fields, services
from disclosure.gazette.codes import Section
from disclosure.gazette.models import GazetteEntry
from disclosure.gazette.selectors import unprinted
from disclosure.gazette.services import Outcome
from disclosure.gazette.states import EDITORS
from portal import doc_numbers
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.errors import DomainError
from portal.files.archives import MEGABYTE
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer

FILE_AT_MOST = 100 * MEGABYTE


def own_organs(actor: Actor) -> Any:
    return Organ.objects.filter(pk__in={organ for role in EDITORS for organ in actor.organ_ids(role)})


class OpenIssue(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="主办单位", empty_label=None)
    year = forms.IntegerField(label=fields.ISSUE["year"].label)
    number = forms.IntegerField(label=fields.ISSUE["number"].label, help_text="当年第几期")
    total_number = forms.IntegerField(
        label=fields.ISSUE["total_number"].label, required=False, help_text="创刊以来第几期"
    )
    dated = forms.DateField(label=fields.ISSUE["dated"].label)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))

    def arguments(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in fields.ISSUE}
        return {"organ": self.cleaned_data["organ"], "values": values}


class _DocumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter when it runs
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.doc_number}　{obj.title}".strip()


class AddDocument(ActForm):
    document = _DocumentChoice(
        Document.objects.none(),
        label="应登而未登的文件",
        required=False,
        empty_label="请选择",
        help_text="等得最久的在前",
    )
    doc_number = Text(
        label="或者其他文件的发文字号", required=False, help_text="例如“临政发〔2026〕3号”，要已经在网站公开"
    )
    section = forms.ChoiceField(label=fields.ENTRY["section"].label, choices=choices(Section.choices))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = unprinted().defer("body", "body_html")
        if self.subject is not None:
            rows = rows.exclude(gazette_entries__issue=self.subject)
        offer(self.fields["document"], rows.order_by("published_at", "pk"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        number = doc_numbers.normalise(cleaned.get("doc_number") or "")
        if cleaned.get("document") is None and number:
            cleaned["document"] = Document.objects.public().filter(doc_number=number).order_by("pk").first()
            if cleaned["document"] is None:
                self.add_error("doc_number", "没有找到这个文号的公开文件")
        elif cleaned.get("document") is None:
            self.add_error("document", "请选一份文件，或者填发文字号")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("document", "section")}


class AddText(ActForm):
    section = forms.ChoiceField(label=fields.ENTRY["section"].label, choices=choices(Section.choices))
    title = Text(label=fields.ENTRY["title"].label)
    doc_number = Text(label=fields.ENTRY["doc_number"].label, required=False)
    text = Text(label=fields.ENTRY["text"].label, rows=12)
    is_standard = forms.BooleanField(label="是标准文本", required=False, help_text="规章、规范性文件勾选")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class _OfIssue(ActForm):
    """One of the pieces of the issue at hand."""

    entry = forms.ModelChoiceField(GazetteEntry.objects.none(), label="哪一篇", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["entry"], self.subject.entries.defer("text").order_by("position"))


class EditEntry(_OfIssue):
    position = forms.IntegerField(label="排在第几篇", min_value=1)
    section = forms.ChoiceField(label=fields.ENTRY["section"].label, choices=choices(Section.choices))
    page_from = forms.IntegerField(label="起始页", required=False, help_text="新编的公报送审时系统自动排页码，不用填")
    page_to = forms.IntegerField(label="结束页", required=False)


class RemoveEntry(_OfIssue):
    pass


class Correct(_OfIssue):
    title = Text(
        label="更正以后的标题", required=False, help_text="只能改历史公报和自编内容的标题；网站文件的文字在文件上更正"
    )
    page_from = forms.IntegerField(label="更正以后的起始页", required=False)
    page_to = forms.IntegerField(label="更正以后的结束页", required=False)
    reason = Text(label="更正说明", rows=3, help_text="会显示在这一期的页面上")


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Deliver(ActForm):
    contact = Text(label=fields.DELIVERY["contact"].label, help_text="谁负责送交、核对标准文本，办公电话")
    note = Text(label=fields.DELIVERY["note"].label, required=False, rows=2)


class AskFor(ActForm):
    document = _DocumentChoice(Document.objects.none(), label="应登而未登、还没有要求送交的文件", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["document"], unprinted().filter(gazette_delivery=None).order_by("published_at", "pk"))


class ImportIssues(ActForm):
    """Two steps on one page: the trial, which writes nothing, and then the act. ``trial`` is what it found."""

    trial: Outcome | None = None

    organ = forms.ModelChoiceField(Organ.objects.none(), label="主办单位", empty_label=None)
    file = forms.FileField(
        label="文件",
        help_text="CSV、XLSX，或者一个ZIP：里面一张目录表，加上表里“文件”一列写的PDF、DOCX、TXT。"
        "列名：年份、期号、总期号、出版日期、栏目、标题、发文字号、起始页、结束页、标准文本、文件、正文",
    )
    is_checked = forms.BooleanField(label="试算的结果我核对过了，导入没有问题的行", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            if cleaned["file"].size > FILE_AT_MOST:
                raise Unreadable(f"文件不能超过{FILE_AT_MOST // MEGABYTE}MB，请分几次导入")
            given = {"organ": cleaned["organ"], "upload": cleaned["file"], "actor": self.actor, "at": self.at}
            self.trial = services.read_issues(**given)
        except DomainError as wrong:
            self.add_error("file", wrong.message)
            return cleaned
        if not cleaned.get("is_checked"):
            self.add_error("is_checked", "这是试算，还没有导入。请核对上面的结果，重新选择同一个文件，再勾选")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        return {"organ": self.cleaned_data["organ"], "upload": self.cleaned_data["file"]}

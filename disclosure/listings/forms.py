"""The forms of lists: one per list, its fields from the template."""

from typing import Any, ClassVar

from django import forms

from disclosure.documents.importing.reading import SourceRow
from disclosure.documents.importing.uploads import rows_of
from disclosure.documents.models import Document
from disclosure.listings.elements import TEMPLATES, Element, ListTemplate, Type
from disclosure.listings.services import Outcome, try_rows
from disclosure.listings.states import REGISTRARS
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.errors import DomainError
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer

ROWS_AT_MOST = 1000


def own_organs(actor: Actor) -> Any:
    return Organ.objects.filter(pk__in={organ for role in REGISTRARS for organ in actor.organ_ids(role)})


class _Elements(ActForm):
    """The fields of one list; ``document`` by its number on this site."""

    def ask(self, template: ListTemplate) -> None:
        telling = {template.elements[0].name, *template.key}
        for element in template.elements:
            self.fields[element.name] = _control(element, is_needed=element.name in telling)
        self.fields["formed_on"] = forms.DateField(label=template.day, help_text="公开的时限从这一天算起")
        self.fields["document_number"] = forms.IntegerField(
            label="相关文件", required=False, help_text="已经公开的文件在本站的编号：文件网址/documents/后面的数字"
        )
        names = tuple(element.name for element in template.elements)
        self.fieldsets = (  # type: ignore[misc]  # each list has its own
            ("内容", names),
            ("日期和文件", ("formed_on", "document_number")),
        )
        self.later = tuple(each.name for each in template.elements if each.required)  # type: ignore[misc]  # likewise
        self.dress()

    def clean_document_number(self) -> Document | None:
        number = self.cleaned_data["document_number"]
        found = Document.objects.public().filter(pk=number).first() if number else None
        if number and found is None:
            raise forms.ValidationError("没有这份公开的文件")
        return found

    def given(self, template: ListTemplate) -> dict[str, Any]:
        return {
            "formed_on": self.cleaned_data["formed_on"],
            "document": self.cleaned_data["document_number"],
            "values": {each.name: self.cleaned_data[each.name] for each in template.elements},
        }


def _control(element: Element, *, is_needed: bool) -> forms.Field:
    when = f"{element.help}" if element.help else ""
    common: dict[str, Any] = {"label": element.heading, "help_text": when, "required": is_needed}
    if element.type is Type.DAY:
        return forms.DateField(**common)
    if element.type is Type.CHOICE:
        return forms.ChoiceField(choices=choices((each, each) for each in element.options), **common)
    return Text(rows=4 if element.type is Type.TEXT else 0, **common)


class Register(_Elements):
    """A new row of the form's own list."""

    template: ClassVar[ListTemplate]

    organ = forms.ModelChoiceField(Organ.objects.none(), label="公开单位", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))
        self.ask(self.template)
        self.fieldsets = (("单位", ("organ",)), *self.fieldsets)  # type: ignore[misc]  # likewise

    def arguments(self) -> dict[str, Any]:
        return {
            "organ": self.cleaned_data["organ"],
            "template": self.template.code,
            **self.given(self.template),
        }


REGISTER: dict[str, type[Register]] = {
    code: type(f"Register{code.title().replace('-', '')}", (Register,), {"template": row})
    for code, row in TEMPLATES.items()
}


class Change(_Elements):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(self.subject.shape)

    def arguments(self) -> dict[str, Any]:
        return self.given(self.subject.shape)


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Withdraw(ActForm):
    reason = Text(label="向社会公开的理由", rows=4, help_text="会写在原来的页面上，不要写个人信息")


class ImportFile(ActForm):
    """Two steps on one page: the trial, which writes nothing, and then the act. ``trial`` is what it found."""

    trial: Outcome | None = None

    organ = forms.ModelChoiceField(Organ.objects.none(), label="公开单位", empty_label=None)
    template = forms.ChoiceField(label="清单", choices=choices((row.code, row.title) for row in TEMPLATES.values()))
    file = forms.FileField(
        label="文件",
        help_text=f"XLSX或者CSV，列名和清单页下载的表一样，最多{ROWS_AT_MOST}行。有一行不对，就一行也不导入",
    )
    is_checked = forms.BooleanField(label="试算的结果我核对过了，导入", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], own_organs(self.actor))
        self.rows: list[SourceRow] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.rows = list(rows_of(cleaned["file"], at_most=ROWS_AT_MOST))
            given = {"organ": cleaned["organ"], "template": cleaned["template"], "rows": self.rows}
            self.trial = try_rows(**given, actor=self.actor, at=self.at)
        except DomainError as wrong:
            self.add_error("file", wrong.message)
            return cleaned
        if self.trial.faults:
            self.add_error("file", "有行不对，请按上面的说明改好再选文件")
        elif not cleaned.get("is_checked"):
            self.add_error("is_checked", "这是试算，还没有导入。请核对上面的结果，重新选择同一个文件，再勾选")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        names = ("organ", "template")
        return {name: self.cleaned_data[name] for name in names} | {"rows": self.rows}

"""What the forms of this room add to the common controls."""

from typing import Any

from django import forms

from disclosure.documents.fields import FIELDS
from disclosure.documents.models import Document
from portal import doc_numbers
from portal.actors import Actor
from portal.staff.acts import ActForm

KEY_DIGITS = 18
"""What a database key can hold."""


class DocumentReference(forms.CharField):
    """Another document, named by its number on paper or by the number in its web address."""

    default_error_messages = {
        "unknown": "没有找到“%(text)s”。请写完整的发文字号，或者网址里的编号",
        "several": "“%(text)s”对应好几件，请写网址里的编号",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def find(self, text: str, actor: Actor) -> Document | None:
        """The document ``text`` names among those the actor may see; ``None`` for an empty text.

        Raises ``ValidationError`` when there is none or more than one.
        """
        wanted = text.strip()
        if not wanted:
            return None
        is_key = wanted.isascii() and wanted.isdecimal() and len(wanted) < KEY_DIGITS
        seen = Document.objects.visible_to(actor)
        rows = seen.filter(pk=int(wanted)) if is_key else seen.filter(doc_number=doc_numbers.normalise(wanted))
        # A withheld original and what was published of it bear one number: the public one is meant.
        found = list(rows.public().order_by("pk")[:2]) or list(rows.order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
        code = "several" if found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": wanted[:40]})


def find(form: ActForm, name: str) -> Document | None:
    """What the form's ``DocumentReference`` of that name points at."""
    field = form.fields[name]
    if not isinstance(field, DocumentReference):
        raise TypeError(field)
    return field.find(form.cleaned_data[name], form.actor)


def label(name: str) -> str:
    """The name of a document's field."""
    return FIELDS[name].label

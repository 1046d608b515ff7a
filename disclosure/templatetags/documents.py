"""How documents are shown: ``{% load documents %}``."""

from datetime import date

from django import template

from disclosure.documents.codes import Validity
from disclosure.documents.models import Document

register = template.Library()

_TONES = {Validity.VALID: "ok", Validity.AMENDED: "warn", Validity.NOT_YET: "warn"}


@register.inclusion_tag("disclosure/validity_tag.html")
def validity_tag(document: Document, day: date) -> dict[str, str]:
    """What the text is worth on that day, computed from its dates: a stopped worker cannot show yesterday's."""
    validity = document.validity_on(day)
    return {"validity": validity.label, "tone": _TONES.get(validity, "bad")}


@register.inclusion_tag("disclosure/validity_tag.html")
def validity_warning(document: Document, day: date) -> dict[str, str]:
    """The same, for lists: silent about a text that simply holds."""
    shown = validity_tag(document, day)
    return {} if shown["tone"] == "ok" else shown

"""The forms of an objection."""

from typing import Any

from django import forms

from disclosure.documents.forms.controls import DocumentReference, find
from disclosure.objections.states import OBJECTORS, Situation
from portal.accounts.models import Organ
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer


class Lodge(ActForm):
    document = DocumentReference(label="对哪一份公文", help_text="填发文字号，或者网址里的编号")
    objector = forms.ModelChoiceField(Organ.objects.none(), label="提出单位", empty_label=None)
    situation = forms.ChoiceField(label="情形", choices=choices(Situation.choices))
    text = Text(label="异议和理由", rows=6, help_text="写明哪里不对、有什么依据、希望怎么补救")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in OBJECTORS for organ in self.actor.organ_ids(role)}
        offer(self.fields["objector"], Organ.objects.filter(pk__in=own))

    def clean_document(self) -> Any:
        return find(self, "document")


class Reason(ActForm):
    reason = Text(label="说明", rows=5)

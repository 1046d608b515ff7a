"""What somebody has typed so far. It travels from page to page in the form itself: the server keeps nothing of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.accounts.models import Organ
from portal.field_table import Refused
from portal.receipts.codes import keyed_digest
from requests_app.cases import rules
from requests_app.cases.fields import APPLICANT, ITEM, ITEMS_AT_MOST, REQUEST
from requests_app.cases.states import IdentityKind
from requests_app.citizens.steps import OWN_FIELDS, STEPS
from requests_app.outcomes import ApplicantKind

_FIELDS = APPLICANT | REQUEST
_OF_ORGANISATIONS = ("representative", "contact_person")
_OF_AGENTS = ("agent_name", "agent_identity")
LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""

IDENTITY_OF_PERSONS = (IdentityKind.RESIDENT_ID, IdentityKind.PASSPORT, IdentityKind.PERMIT, IdentityKind.OTHER)
IDENTITY_OF_ORGANISATIONS = (IdentityKind.USCC, IdentityKind.OTHER)


@dataclass
class Typed:
    """``values`` are keyed as the fields of a request and ``OWN_FIELDS``, as typed; ``items`` as ``ITEM``."""

    values: dict[str, str] = field(default_factory=dict)
    items: list[dict[str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, sent: Mapping[str, Any]) -> "Typed":
        """From the parameters of a form; whatever is not a field of it is ignored."""
        values = {name: str(sent.get(name, ""))[:LONGEST] for name in (*_FIELDS, *OWN_FIELDS)}
        items = []
        for place in range(ITEMS_AT_MOST + 1):
            if f"items-{place}-text" not in sent:
                break
            items.append({name: str(sent.get(f"items-{place}-{name}", ""))[:LONGEST] for name in ITEM})
        return cls(values, items or [dict.fromkeys(ITEM, "")])

    @property
    def is_person(self) -> bool:
        return self.values.get("applicant_kind") == ApplicantKind.NATURAL

    @property
    def has_agent(self) -> bool:
        return self.values.get("has_agent") == "yes"

    def asked(self) -> list[dict[str, str]]:
        """The items with something in them, at least one."""
        return [item for item in self.items if any(text.strip() for text in item.values())] or self.items[:1]

    def to_file(self) -> dict[str, str]:
        """The fields of a request, without answers to questions that were not asked."""
        unasked = (() if self.has_agent else _OF_AGENTS) + (_OF_ORGANISATIONS if self.is_person else ())
        return {name: "" if name in unasked else self.values.get(name, "") for name in _FIELDS}

    def pairs(self, *, but: tuple[str, ...], items: bool) -> Iterator[tuple[str, str]]:
        """What has to travel along unseen: all but the fields of the page shown."""
        for name, value in self.values.items():
            if name not in but and value:
                yield name, value
        for place, item in enumerate(self.items if items else ()):
            for name, text in item.items():
                if text or name == "text":
                    yield f"items-{place}-{name}", text

    def digest(self) -> str:
        """A keyed digest of all that counts, to tell the same form from another one."""
        content = json.dumps([self.values.get("organ"), self.to_file(), self.asked()], sort_keys=True)
        return keyed_digest(content)


def faults_of(typed: Typed, organs: Mapping[str, Organ]) -> dict[str, str]:
    """Everything that is missing or wrong, keyed by field, in the order of the pages."""
    found: dict[str, str] = {}
    clean: dict[str, Any] = {}
    sent = typed.to_file()
    for name, row in _FIELDS.items():
        try:
            clean[name] = row.read(row.label, sent[name])
        except Refused as refusal:
            found[name] = str(refusal)
    found = rules.lacks(clean) | found | _own_faults(typed, organs)
    for place, item in enumerate(typed.items):
        found |= _item_faults(place, item, needed=item in typed.asked())
    return {name: found[name] for name in _in_order(found)}


def _own_faults(typed: Typed, organs: Mapping[str, Organ]) -> dict[str, str]:
    found = {}
    if typed.values.get("organ", "") not in organs:
        found["organ"] = "请选择要申请的机关" if not typed.values.get("organ") else "不能向这个机关申请，请另选一个"
    if typed.has_agent and not typed.values.get("agent_name", "").strip():
        found["agent_name"] = "请填写代理人的姓名"
    if len(typed.items) > ITEMS_AT_MOST:
        found[f"items-{ITEMS_AT_MOST}-text"] = f"一次最多{ITEMS_AT_MOST}项，其余请另外提交"
    return found


def _item_faults(place: int, item: Mapping[str, str], *, needed: bool) -> dict[str, str]:
    found = {}
    for name, row in ITEM.items():
        try:
            row.read(row.label, item[name])
        except Refused as refusal:
            if needed or item[name].strip():
                found[f"items-{place}-{name}"] = str(refusal)
    return found


def _in_order(found: Mapping[str, str]) -> list[str]:
    order = [name for step in STEPS for name in step.fields]
    place = {name: number for number, name in enumerate(order)}
    return sorted(found, key=lambda name: (place.get(name, place["purpose"] - 0.5), name))

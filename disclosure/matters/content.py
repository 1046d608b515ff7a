"""The nine groups of a matter (S0-11.1), checked field by field, and what two matters differ in. Imports no model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.matters.codes import CHANNELS, LEVELS, WELFARE, Audience, VillageTopic, Way
from portal.domains import Domain
from portal.errors import InvalidInput
from portal.field_table import Field, Refused, checked, choice, line, paragraphs
from portal.screening.locating import Part

TEXT_LENGTH = 4000


def _several(known: Sequence[str]) -> Callable[[str, Any], list[str]]:
    """Boxes of the table, in its order."""

    def read(label: str, value: Any) -> list[str]:
        given = list(value or ())
        if wrong := next((each for each in given if each not in known), ""):
            raise Refused(f"{label}里没有“{str(wrong)[:20]}”这一项")
        if not given:
            raise Refused(f"请选择{label}")
        return [each for each in known if each in given]

    return read


FIELDS: Mapping[str, Field] = {
    "domain": Field("领域", choice(Domain.values)),
    "village_topic": Field("村务类别", choice(VillageTopic.values)),
    "first": Field("一级事项", line(100, required=True)),
    "second": Field("二级事项", line(200, required=True)),
    "elements": Field("公开内容（要素）", paragraphs(TEXT_LENGTH, required=True)),
    "basis": Field("公开依据", paragraphs(TEXT_LENGTH, required=True)),
    "time_limit": Field("公开时限", line(300, required=True)),
    "body": Field("公开主体", line(200, required=True)),
    "channels": Field("公开渠道和载体", _several(CHANNELS)),
    "audience": Field("公开对象", choice(Audience.values, required=True)),
    "audience_note": Field("特定群众", line(200)),
    "way": Field("公开方式", choice(Way.values, required=True)),
    "levels": Field("公开层级", _several(LEVELS)),
    "standard": Field("公开标准", paragraphs(TEXT_LENGTH)),
    "procedure": Field("公开程序", paragraphs(TEXT_LENGTH)),
}
EMPTY: Mapping[str, Any] = dict.fromkeys(FIELDS, "") | {"channels": (), "levels": ()}
COMPARED = ("elements", "basis", "time_limit", "audience", "audience_note", "way")
"""What must be alike in the lists of village, township and city (S1-6.1a); who publishes and where may differ."""


def read(values: Mapping[str, Any], *, of_village: bool) -> dict[str, Any]:
    """The values as they are stored. Raises ``InvalidInput``."""
    clean = checked(FIELDS, {**EMPTY, **values})
    if faults := _faults(clean, of_village=of_village):
        raise InvalidInput(faults)
    return clean


def _faults(clean: Mapping[str, Any], *, of_village: bool) -> dict[str, str]:
    """What is wrong between fields."""
    faults = {}
    if of_village and not clean["village_topic"]:
        faults["village_topic"] = "村级清单要选村务类别"
    if not of_village and not clean["domain"]:
        faults["domain"] = "请选择领域"
    if clean["audience"] == Audience.GROUP and not clean["audience_note"]:
        faults["audience_note"] = "公开对象是特定群众的，写明是哪些人"
    if not of_village and clean["domain"] in WELFARE.domains:
        # S4-1.7b: in these fields standard and procedure are fixed for every matter.
        faults |= {name: f"这个领域要写明{FIELDS[name].label}" for name in ("standard", "procedure") if not clean[name]}
    return faults


@dataclass(frozen=True, slots=True)
class Difference:
    """One field two states of a matter say differently, as a reader sees it."""

    label: str
    before: str
    after: str


def of(row: Any) -> dict[str, Any]:
    """What a proposal or a version says."""
    return {name: getattr(row, name) for name in FIELDS}


def shown(name: str, value: Any) -> str:
    """A value in words."""
    named: Mapping[str, Any] = {
        "domain": dict(Domain.choices),
        "village_topic": dict(VillageTopic.choices),
        "audience": dict(Audience.choices),
        "way": dict(Way.choices),
    }
    if name in named:
        return str(named[name].get(value, ""))
    return "、".join(value) if isinstance(value, list | tuple) else str(value)


def facts(row: Any) -> list[tuple[str, str]]:
    """Name and words of what is filled in, in the order of the official table."""
    found = [(field.label, shown(name, getattr(row, name))) for name, field in FIELDS.items()]
    return [fact for fact in found if fact[1]]


def differences(before: Any, after: Any, names: Sequence[str] = tuple(FIELDS)) -> list[Difference]:
    """What changed from one to the other. ``before`` may be ``None``: then there is nothing to compare."""
    if before is None:
        return []
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in names]
    return [
        Difference(FIELDS[name].label, shown(name, one), shown(name, other))
        for name, one, other in pairs
        if _folded(one) != _folded(other)
    ]


def _folded(value: Any) -> Any:
    """Spaces and line ends are no difference."""
    return "".join(value.split()) if isinstance(value, str) else list(value)


SCREENED = ("first", "second", "elements", "basis", "time_limit", "body", "audience_note", "standard", "procedure")


def parts(values: Mapping[str, Any]) -> list[Part]:
    """The texts that are screened before they leave the house."""
    return [Part(name, FIELDS[name].label, str(values.get(name) or "")) for name in SCREENED]

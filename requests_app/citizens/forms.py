"""The pages of the form as values: which question, which hint, what was typed, what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from requests_app.cases.fields import ITEM_LENGTH, PURPOSE_LENGTH
from requests_app.cases.states import Delivery, Form, IdentityKind
from requests_app.citizens.steps import Step
from requests_app.citizens.typed import IDENTITY_OF_ORGANISATIONS, IDENTITY_OF_PERSONS, Typed
from requests_app.outcomes import APPLICANT_LABELS, ApplicantKind

_OPTIONAL = frozenset({"purpose", "needs_help", "phone", "email", "address", "has_agent"})
_LABELS = {
    "organ": "制作或者保存这份信息的机关",
    "purpose": "用途",
    "form": "要什么形式",
    "delivery": "怎么拿到",
    "needs_help": "需要的帮助",
    "applicant_kind": "申请人",
    "has_agent": "有人代您办理吗",
    "name": "姓名",
    "identity_kind": "证件",
    "identity_number": "证件号码",
    "representative": "法定代表人或者负责人",
    "contact_person": "联系人",
    "phone": "联系电话",
    "email": "电子邮箱",
    "address": "邮寄地址",
    "agent_name": "代理人姓名",
    "agent_identity": "代理人证件号码",
}
_HINTS = {
    "organ": "谁制作的找谁；从别处拿来保存的，也可以找保存的机关。选错了不要紧，能确定归谁管的，机关会告诉您。",
    "purpose": "不用写，不写也照样办理。想写的，可以帮助机关找得更准。",
    "form": "机关没有您要的形式时，会和您商量换一种。",
    "needs_help": "看不清、听不见、写字或者出行不便，需要大字、朗读、手语、上门等，请写在这里。",
    "identity_number": "只用来核实身份，加密保存，到期清除。",
    "phone": "电话、邮箱、地址至少留一个。",
    "email": "有变化时发邮件告诉您。丢了查询码，只能凭核实过的邮箱补发。",
    "address": "选了邮寄的必须填。",
    "contact_person": "办理中和谁联系",
}
_AUTOCOMPLETE = {"name": "name", "phone": "tel", "email": "email", "address": "street-address"}
_INPUTMODE = {"phone": "tel", "email": "email"}
_TYPES = {"phone": "tel", "email": "email"}

FORM_HINTS = {
    Form.ELECTRONIC: "扫描件或者原来的电子文件",
    Form.PAPER: "复印件",
    Form.ON_SITE: "到机关的公开场所看原件，可以抄、可以拍",
}
DELIVERY_HINTS = {
    Delivery.TRACKING: "答复出来以后，在查询页下载",
    Delivery.EMAIL: "发到您留的邮箱",
    Delivery.POST: "寄到您留的地址，不收邮费",
    Delivery.PICK_UP: "到机关的公开工作机构取",
}
KIND_HINTS = {
    ApplicantKind.BUSINESS: "公司、个体工商户、合作社",
    ApplicantKind.RESEARCH: "科研院所、高等学校",
    ApplicantKind.CHARITY: "基金会、社会团体、民办非企业单位",
    ApplicantKind.LEGAL_SERVICE: "律师事务所、公证处、基层法律服务所",
    ApplicantKind.OTHER: "村委会、居委会、业主委员会等",
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One question of a page. ``kind`` is ``line``, ``text``, ``radio`` or ``select``."""

    name: str
    label: str
    value: str
    error: str
    kind: str = "line"
    hint: str = ""
    optional: bool = False
    options: tuple[Option, ...] = ()
    groups: tuple[Group, ...] = ()
    type: str = "text"
    autocomplete: str = "off"
    inputmode: str = ""
    at_most: int = 0

    @property
    def ident(self) -> str:
        return f"f-{self.name}"

    @property
    def anchor(self) -> str:
        """Where the error summary leads: the first choice, or the input."""
        return f"{self.ident}-0" if self.kind == "radio" else self.ident

    @property
    def described_by(self) -> str:
        parts = (f"{self.ident}-h" if self.hint else "", f"{self.ident}-e" if self.error else "")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ItemControls:
    """One thing asked for, with its three fields; ``number`` counts from one."""

    number: int
    place: int
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    anchor: str
    message: str


def controls(step: Step, typed: Typed, faults: Mapping[str, str], organs: Mapping[str, Organ]) -> list[Control]:
    """The questions of one page, those that do not concern this applicant left out."""
    return [_control(name, typed, faults, organs) for name in step.fields if _concerns(name, typed)]


def item_controls(typed: Typed, faults: Mapping[str, str]) -> list[ItemControls]:
    several = len(typed.items) > 1
    return [
        ItemControls(
            place + 1, place, tuple(_item_control(place, name, item, faults, several) for name in _ITEM_LABELS)
        )
        for place, item in enumerate(typed.items)
    ]


def summary(shown: Iterable[Control], items: Iterable[ItemControls], faults: Mapping[str, str]) -> list[Fault]:
    """The faults of a page in the order of its controls; those of no control come first."""
    every = [*(each for item in items for each in item.controls), *shown]
    known = {control.name for control in every}
    loose = [Fault("", message) for name, message in faults.items() if name not in known]
    return loose + [Fault(control.anchor, control.error) for control in every if control.error]


def _concerns(name: str, typed: Typed) -> bool:
    if name in ("representative", "contact_person"):
        return not typed.is_person
    return typed.has_agent or name not in ("agent_name", "agent_identity")


def _control(name: str, typed: Typed, faults: Mapping[str, str], organs: Mapping[str, Organ]) -> Control:
    options = _options(name, typed)
    groups = _organ_groups(organs) if name == "organ" else ()
    kind = "select" if name in ("organ", "identity_kind") else "radio" if options else "line"
    return Control(
        name=name,
        label=_label(name, typed),
        value=typed.values.get(name, ""),
        error=faults.get(name, ""),
        kind="text" if name == "purpose" else kind,
        hint=_HINTS.get(name, ""),
        optional=name in _OPTIONAL - {"has_agent"},
        options=options,
        groups=groups,
        type=_TYPES.get(name, "text"),
        autocomplete=_AUTOCOMPLETE.get(name, "off"),
        inputmode=_INPUTMODE.get(name, ""),
        at_most=PURPOSE_LENGTH if name == "purpose" else 0,
    )


def _label(name: str, typed: Typed) -> str:
    if typed.is_person or typed.values.get("applicant_kind", "") == "":
        return _LABELS[name]
    return {"name": "单位名称", "identity_kind": "单位证件"}.get(name, _LABELS[name])


def _options(name: str, typed: Typed) -> tuple[Option, ...]:
    match name:
        case "form":
            return tuple(Option(each.value, each.label, FORM_HINTS[each]) for each in Form)
        case "delivery":
            return tuple(Option(each.value, each.label, DELIVERY_HINTS[each]) for each in Delivery)
        case "applicant_kind":
            return tuple(Option(kind.value, _kind_label(kind), KIND_HINTS.get(kind, "")) for kind in ApplicantKind)
        case "has_agent":
            return (Option("no", "没有，自己办"), Option("yes", "有代理人", "要有授权委托书"))
        case "identity_kind":
            kinds: Sequence[IdentityKind] = IDENTITY_OF_PERSONS if typed.is_person else IDENTITY_OF_ORGANISATIONS
            return tuple(Option(kind.value, kind.label) for kind in kinds)
    return ()


def _kind_label(kind: ApplicantKind) -> str:
    if kind is ApplicantKind.NATURAL:
        return "公民个人"
    return "其他组织" if kind is ApplicantKind.OTHER else APPLICANT_LABELS[kind]


def _organ_groups(organs: Mapping[str, Organ]) -> tuple[Group, ...]:
    groups = []
    for kind in OrganKind:
        found = tuple(Option(code, organ.name) for code, organ in organs.items() if organ.kind == kind)
        if found:
            groups.append(Group(kind.label, found))
    return tuple(groups)


_ITEM_LABELS = {"text": "信息的名称或者内容", "file_number": "文号", "time_span": "大概是哪几年的"}
_ITEM_HINTS = {"text": "写得越具体，机关找得越快。不用说明为什么要。", "time_span": "例如 2024—2025年"}


def _item_control(place: int, name: str, item: Mapping[str, str], faults: Mapping[str, str], several: bool) -> Control:
    field = f"items-{place}-{name}"
    words = _ITEM_LABELS[name]
    return Control(
        name=field,
        label=f"第{place + 1}项　{words}" if several and name == "text" else words,
        value=item.get(name, ""),
        error=faults.get(field, ""),
        kind="text" if name == "text" else "line",
        hint=_ITEM_HINTS.get(name, "") if place == 0 or name != "text" else "",
        optional=name != "text",
        at_most=ITEM_LENGTH if name == "text" else 0,
    )


def identity_controls(
    kind: str, names: Sequence[str], typed: Mapping[str, str], faults: Mapping[str, str]
) -> list[Control]:
    """The fields of an identity that lacks, for a 补正 of an applicant of ``kind``."""
    whole = Typed.read({"applicant_kind": kind, **typed})
    return [replace(_control(name, whole, faults, {}), optional=True) for name in names]


# --- the page that shows everything once more -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """One line to check. ``step`` is where it is changed."""

    label: str
    value: str
    step: str


def to_check(steps: Sequence[Step], typed: Typed, organs: Mapping[str, Organ]) -> list[Answered]:
    """Everything typed, in the order it was asked; what was left empty is left out."""
    lines = []
    for step in steps:
        if step.code == "content":
            lines += _items_to_check(typed)
        for name in step.fields:
            value = _shown(name, typed, organs)
            if value and _concerns(name, typed):
                lines.append(Answered(_label(name, typed), value, step.code))
    return lines


def _items_to_check(typed: Typed) -> list[Answered]:
    lines = []
    for number, item in enumerate(typed.asked(), start=1):
        extra = "　".join(
            f"{_ITEM_LABELS[name]}：{item[name].strip()}" for name in ("file_number", "time_span") if item[name].strip()
        )
        label = f"所需信息（第{number}项）" if len(typed.asked()) > 1 else "所需信息"
        lines.append(Answered(label, f"{item['text'].strip()}\n{extra}".strip(), "content"))
    return lines


def _shown(name: str, typed: Typed, organs: Mapping[str, Organ]) -> str:
    value = typed.values.get(name, "").strip()
    if name == "organ":
        return organs[value].name if value in organs else ""
    options = {option.value: option.label for option in _options(name, typed)}
    return options.get(value, "" if options else value)

"""政府信息公开申请表 (T-01): blank, as typed so far, or as filed; in Word and PDF."""

from collections.abc import Mapping, Sequence
from datetime import date

from portal.accounts.models import Organ
from portal.errors import DomainError
from portal.letters.rendering import LetterFile
from portal.letters.services import form_file, preview_letter
from portal.letters.templates import Block, BlockKind, LetterTemplate, register
from portal.privacy.services import plain_text
from requests_app.cases.fields import APPLICANT
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import Delivery, Form, IdentityKind
from requests_app.outcomes import APPLICANT_LABELS, ApplicantKind

TEMPLATE = "T-01-web"
FORMATS = ("docx", "pdf")
_LAW = date(2019, 5, 15)
_BLANK = "　　　　　　　　　　　　"
_NOTES = (
    "1. 申请要有姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者便于查询的其他特征，提供的形式和途径"
    "（《政府信息公开条例》第二十九条）。",
    "2. 用途可以不填，机关不得因此拒绝。",
    "3. 提供政府信息不收检索、复制、邮寄费用；数量、频次明显超过合理范围的，可以收信息处理费（第四十二条）。",
)


def register_letters() -> None:
    register(
        LetterTemplate(
            code=TEMPLATE,
            version=1,
            title="政府信息公开申请表",
            in_force_from=_LAW,
            names={"to": "机关", "person": "申请人信息", "wanted": "所需信息", "notes": "说明"},
            blocks=(
                Block("to", "{to}：", kind=BlockKind.ADDRESSEE),
                Block("person_head", "一、申请人", kind=BlockKind.HEADING),
                Block("person", "{person}", kind=BlockKind.TABLE),
                Block("wanted_head", "二、所需信息", kind=BlockKind.HEADING),
                Block("wanted", "{wanted}", kind=BlockKind.TABLE),
                Block("notes_head", "说明", kind=BlockKind.HEADING),
                Block("notes", "{notes}", kind=BlockKind.ITEMS),
            ),
            signature=False,
            seal=False,
            duties=("S2-2.3a",),
        )
    )


def application_form(
    organ: Organ | None,
    values: Mapping[str, str],
    items: Sequence[Mapping[str, str]],
    *,
    format_: str,
    number: str = "",
    on: date,
) -> LetterFile:
    """The form with what is there; blank without values. Raises ``FontMissing`` for a PDF on a machine without fonts,
    ``DomainError`` where no organ exists to print it for."""
    printer = organ or Organ.objects.first()
    if printer is None:
        raise DomainError("还没有登记机关，打印不了申请表。")
    context = {
        "to": organ.name if organ else _BLANK,
        "person": _person(values, number),
        "wanted": _wanted(values, items),
        "notes": _NOTES,
    }
    draft = preview_letter(template=TEMPLATE, organ=printer, context=context, on=on)
    return form_file(draft, format_)


def application_of(case: DisclosureRequest, format_: str) -> LetterFile:
    """The form of a request that was made, with the applicant's data in clear: for who holds the code or the case."""
    values = {name: plain_text(case.applicant, name) for name in APPLICANT if name != "identity_kind"}
    values |= {name: getattr(case, name) for name in ("applicant_kind", "purpose", "form", "delivery", "needs_help")}
    values["identity_kind"] = case.applicant.identity_kind
    items = [
        {"text": item.text, "file_number": item.file_number, "time_span": item.time_span} for item in case.items.all()
    ]
    return application_form(case.organ, values, items, format_=format_, number=case.number, on=case.arrived_on)


def _person(values: Mapping[str, str], number: str) -> list[tuple[str, str]]:
    """Of a filled form only what concerns this applicant, of a blank one everything."""
    kind = values.get("applicant_kind", "")
    blank = not kind
    person = kind == ApplicantKind.NATURAL
    rows = [("申请编号", number)] if number else []
    labels = dict(APPLICANT_LABELS) | {ApplicantKind.NATURAL: "公民"}
    everything = "□ 公民　" + "　".join(f"□ {label}" for key, label in labels.items() if key != ApplicantKind.NATURAL)
    rows.append(("申请人类别", everything if blank else labels[ApplicantKind(kind)]))
    rows.append(("姓名" if person else "姓名（名称）" if blank else "名称", values.get("name", "")))
    rows.append(("证件名称、号码", " ".join(filter(None, (_identity(values), values.get("identity_number", ""))))))
    if not person:
        rows.append(("法定代表人（负责人）", values.get("representative", "")))
        rows.append(("联系人", values.get("contact_person", "")))
    rows += [("联系电话", values.get("phone", "")), ("电子邮箱", values.get("email", ""))]
    rows.append(("邮寄地址", values.get("address", "")))
    if blank or values.get("agent_name"):
        agent = " ".join(filter(None, (values.get("agent_name", ""), values.get("agent_identity", ""))))
        rows.append(("代理人姓名、证件号码", agent))
    rows.append(("申请人签名或者盖章", f"{_BLANK}年　　月　　日"))
    return rows


def _identity(values: Mapping[str, str]) -> str:
    kind = values.get("identity_kind", "")
    return IdentityKind(kind).label if kind in IdentityKind.values else ""


def _wanted(values: Mapping[str, str], items: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    rows = []
    for number, item in enumerate(items or [{}], start=1):
        extra = [f"文号：{item['file_number']}" if item.get("file_number") else ""]
        extra.append(f"时间：{item['time_span']}" if item.get("time_span") else "")
        words = "；".join(filter(None, [" ".join(item.get("text", "").split()), *extra]))
        rows.append((f"内容（{number}）" if len(items) > 1 else "名称、文号或者其他特征描述", words))
    rows.append(("用途（可以不填）", " ".join(values.get("purpose", "").split())))
    rows.append(("提供形式", _chosen(Form, values.get("form", ""))))
    rows.append(("获取途径", _chosen(Delivery, values.get("delivery", ""))))
    if values.get("needs_help"):
        rows.append(("需要的帮助", values["needs_help"]))
    return rows


def _chosen(choices: type[Form] | type[Delivery], value: str) -> str:
    """All boxes, with the chosen one ticked."""
    return "　".join(f"{'☑' if each.value == value else '□'} {each.label}" for each in choices)

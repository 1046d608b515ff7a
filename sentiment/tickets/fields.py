"""What is typed into a ticket, checked field by field and as a whole."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from portal.clock import SHANGHAI
from portal.domains import Domain
from portal.errors import InvalidInput
from portal.field_table import (
    YEARS,
    Field,
    Refused,
    as_text,
    checked,
    choice,
    day,
    flag,
    line,
    optional_flag,
    paragraphs,
    web_address,
)
from portal.screening.locating import Part
from sentiment.tickets.codes import (
    MAJOR_LEVELS,
    Campaign,
    Degree,
    Disposition,
    Failure,
    Kind,
    Level,
    Livelihood,
    Measure,
    Source,
)
from sentiment.tickets.gates import FOUR_ITEMS

LONG_TEXT = 4000
_LINKS_AT_MOST = 30


def moment(label: str, value: Any) -> datetime | None:
    """A moment of the form, or ``2026-03-05 14:30`` of a table."""
    if value in (None, ""):
        return None
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(as_text(value).strip())
    except ValueError:
        raise Refused(f"{label}请写成2026-03-05 14:30这样的日期和时刻") from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise Refused(f"{label}的年份不对：{found.year}")
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _required_moment(label: str, value: Any) -> datetime:
    found = moment(label, value)
    if found is None:
        raise Refused(f"请填写{label}")
    return found


def _links(label: str, value: Any) -> str:
    """One address a line."""
    rows = [row.strip() for row in paragraphs(LONG_TEXT)(label, value).splitlines() if row.strip()]
    if len(rows) > _LINKS_AT_MOST:
        raise Refused(f"{label}最多{_LINKS_AT_MOST}个")
    return "\n".join(web_address(label, row) for row in rows)


def _several(values: Any) -> Callable[[str, Any], str]:
    """Codes of a list, joined by commas in the order of the list."""

    def read(label: str, given: Any) -> str:
        wanted = [given] if isinstance(given, str) and given else list(given or [])
        if wrong := next((each for each in wanted if each not in values), ""):
            raise Refused(f"{label}里没有“{str(wrong)[:20]}”这一项")
        return ",".join(each for each in values if each in wanted)

    return read


REGISTER: Mapping[str, Field] = {
    "title": Field("标题", line(120, required=True)),
    "facts": Field("基本情况", paragraphs(LONG_TEXT, required=True)),
    "links": Field("原始链接", _links),
    "source": Field("来源", choice(Source.values, required=True)),
    "source_note": Field("来源说明", line(100)),
    "kind": Field("类别", choice(Kind.values, required=True)),
    "domain": Field("领域", choice(Domain.values)),
    "livelihood": Field("民生热点", choice(Livelihood.values)),
    "campaign": Field("专项", choice(Campaign.values)),
    "happened_at": Field("事发时间", moment),
    "known_at": Field("知悉时间", _required_moment),
    "is_city_policy": Field("涉及市政府重大政策、重大决策", flag),
    "superior": Field("垂直管理的上级部门", line(60)),
    "is_widespread": Field("涉及多地", flag),
    "level": Field("级别（初判）", choice(Level.values, required=True)),
}
_ALWAYS: dict[str, Any] = {"title": "", "facts": "", "source": "", "kind": "", "known_at": None, "level": ""}

JUDGE: Mapping[str, Field] = {
    "level": Field("级别", choice(Level.values, required=True)),
    "content_degree": Field("舆情内容", choice(Degree.values, required=True)),
    "public_degree": Field("公众反应", choice(Degree.values, required=True)),
    "media_degree": Field("媒体介入程度", choice(Degree.values, required=True)),
    "will_respond": Field("是否回应", optional_flag),
    "respond_reason": Field("理由", paragraphs(LONG_TEXT, required=True)),
    "disposition": Field("处置方式", choice(Disposition.values)),
    **{name: Field(label, paragraphs(LONG_TEXT)) for name, label in FOUR_ITEMS.items()},
}
CONSULT: Mapping[str, Field] = {
    "consulted_with": Field("参加会商", line(200, required=True)),
    "minutes": Field("会商记录", paragraphs(LONG_TEXT, required=True)),
}
TRANSFER: Mapping[str, Field] = {
    "transferred_to": Field("移交给", line(100, required=True)),
    "transferred_on": Field("移交日期", day),
    "transfer_number": Field("移交文号", line(80)),
}
EVALUATE: Mapping[str, Field] = {
    "effect": Field("应对效果", paragraphs(LONG_TEXT, required=True)),
    "lessons": Field("经验教训", paragraphs(LONG_TEXT)),
    "failures": Field("问题情形", _several(Failure.values)),
    "measure": Field("建议措施", choice(Measure.values)),
}


def read(values: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """What is registered. Raises ``InvalidInput``."""
    clean = checked(REGISTER, _ALWAYS | dict(values))
    if faults := moment_faults(clean["known_at"], clean.get("happened_at"), at=at):
        raise InvalidInput(faults)
    return clean


def moment_faults(known: datetime, happened: datetime | None, *, at: datetime) -> dict[str, str]:
    """Nothing is known before it happens, and nothing happened in the future."""
    faults = {}
    if known > at:
        faults["known_at"] = "知悉时间不能晚于现在"
    if happened and happened > at:
        faults["happened_at"] = "事发时间不能晚于现在"
    elif happened and known < happened:
        faults["known_at"] = "知悉时间不能早于事发时间"
    return faults


def read_judgement(values: Mapping[str, Any]) -> dict[str, Any]:
    """The judgement, with all a grave matter asks for (S0-3.9d). Raises ``InvalidInput``."""
    empty = dict.fromkeys(JUDGE, "") | {"will_respond": None}
    clean = checked(JUDGE, empty | dict(values))
    faults = {}
    if clean["will_respond"] is None:
        faults["will_respond"] = "请选是否回应"
    if clean["will_respond"] and not clean["disposition"]:
        faults["disposition"] = "要回应的，请选处置方式"
    if clean["level"] in MAJOR_LEVELS:
        faults |= {name: f"重大以上舆情要写{label}" for name, label in FOUR_ITEMS.items() if not clean[name]}
    if faults:
        raise InvalidInput(faults)
    return clean


def read_evaluation(values: Mapping[str, Any], *, was_late: bool) -> dict[str, Any]:
    """Raises ``InvalidInput``: what was late or went wrong ends in a proposal (S4-1.15b)."""
    clean = checked(EVALUATE, {"effect": "", "lessons": "", "failures": [], "measure": ""} | dict(values))
    faults = {}
    if was_late and not clean["failures"]:
        faults["failures"] = "这件超过了回应时限，请选属于哪一种情形"
    if clean["failures"] and not clean["measure"]:
        faults["measure"] = "有这些情形的，要提出约谈或者通报的建议"
    if clean["measure"] and not clean["failures"]:
        faults["failures"] = "提出约谈或者通报的，请选是哪一种情形"
    if faults:
        raise InvalidInput(faults)
    return clean


def parts(values: Mapping[str, Any], table: Mapping[str, Field]) -> list[Part]:
    """The typed texts, to be looked through for 密级标志."""
    return [Part(name, table[name].label, text) for name, text in values.items() if isinstance(text, str)]

"""What may be written into a plan and an explanation: the tables behind forms and services."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from interpretation.materials.codes import Form, Stage, Theme, Way
from interpretation.materials.elements import BY_CODE, LENGTH
from portal.errors import InvalidInput
from portal.field_table import Field, checked, choice, day, flag, line, paragraphs, web_address

TITLE_LENGTH = 200
OUTLINE_LENGTH = 3000
TRANSCRIPT_LENGTH = 50_000

PLAN: dict[str, Field] = {
    "is_merged": Field("合并在解读材料里", flag),
    "outline": Field("材料提纲", paragraphs(OUTLINE_LENGTH)),
    "form": Field("解读形式", choice(Form.values)),
    "channel": Field("解读渠道", line(100)),
    "planned_on": Field("解读时间", day),
}

FACE: dict[str, Field] = {
    "title": Field("标题", line(TITLE_LENGTH, required=True)),
    "stage": Field("时机", choice(Stage.values, required=True)),
    "form": Field("形式", choice(Form.values, required=True)),
    "way": Field("方式", choice(Way.values, required=True)),
    "theme": Field("主题", choice(Theme.values)),
    "lead": Field("导语", paragraphs(500)),
    "channel": Field("解读渠道", line(100)),
    "planned_on": Field("解读时间", day),
    "first_interpreter": Field("第一解读人", line(80)),
    "is_by_head": Field("由主要负责同志解读", flag),
    "media_url": Field("图片、音频、视频的网址", web_address),
    "alternative": Field("替代文字、文字稿", paragraphs(TRANSCRIPT_LENGTH)),
    "has_captions": Field("有字幕", flag),
}
_TEXT: Callable[[str, Any], str] = paragraphs(LENGTH)
ELEMENT_FIELDS: dict[str, Field] = {code: Field(row.label, _TEXT) for code, row in BY_CODE.items()}
MATERIAL: Mapping[str, Field] = FACE | ELEMENT_FIELDS

LEGALITY = {
    "legality_organ": Field("合法性审查单位", line(100, required=True)),
    "legality_opinion": Field("合法性审查意见", paragraphs(2000, required=True)),
}
SIGN_OFF = {"signed_off_by": Field("审签的市政府负责同志", line(100, required=True))}
MEETING = {
    "session": Field("哪一次会议", line(60, required=True)),
    "meeting_on": Field("会议日期", day),
}


def read(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The face and the elements as they are stored. Raises ``InvalidInput`` by field."""
    clean = checked(MATERIAL, values)
    face = {name: value for name, value in clean.items() if name in FACE}
    return face, {code: text for code, text in clean.items() if code in ELEMENT_FIELDS}


def require_day_to_come(planned_on: date | None, today: date) -> None:
    """A plan made today does not plan for the past. Raises ``InvalidInput``."""
    if planned_on is not None and planned_on < today:
        raise InvalidInput({"planned_on": "解读时间不能早于今天"})

"""Opinions as a table for those who work on them: without anything that says who wrote them."""

from collections.abc import Iterator

from disclosure.consultations.codes import PersonKind, Stance, Verdict
from disclosure.consultations.models import Consultation, Opinion
from disclosure.consultations.states import COUNTED
from portal.clock import local
from portal.privacy.exports import export_rows
from portal.screening.masks import redacted

HEADINGS = ("编号", "收到时间", "针对", "态度", "提意见的人", "所在地区", "意见", "主题", "采纳情况", "理由")
WIDTHS = (16, 18, 12, 12, 18, 14, 60, 20, 12, 40)
_NAMES = (
    "number",
    "received_at",
    "passage__position",
    "stance",
    "person_kind",
    "district",
    "text",
    "theme__title",
    "verdict",
    "verdict_reason",
    "theme__verdict",
    "theme__reason",
)


def cells(consultation: Consultation) -> Iterator[list[str]]:
    """One row an opinion, in the order they came, read a thousand at a time; what is personal in the text is masked."""
    rows = Opinion.objects.filter(consultation=consultation, state__in=COUNTED).order_by("pk")
    stances, persons, verdicts = dict(Stance.choices), dict(PersonKind.choices), dict(Verdict.choices)
    for number, at, place, stance, person, district, text, theme, own, reason, common, shared in export_rows(
        rows, _NAMES
    ):
        verdict, why = (own, reason) if own else (common or "", shared or "")
        yield [
            number,
            f"{local(at):%Y-%m-%d %H:%M}",
            f"第{place}段" if place else "全文",
            str(stances[stance]),
            str(persons[person]),
            district,
            redacted(text),
            theme or "",
            str(verdicts.get(verdict, "")),
            why,
        ]

"""办事一本通: chosen errands as one printed book, PDF or Word, from what the pages say (S1-6.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from disclosure.services_guide import wording
from disclosure.services_guide.models import ServiceGuide
from disclosure.services_guide.selectors import Thing
from portal.letters.rendering.press import pdf_of

_PAGE = Path(__file__).with_name("book.typ")
TITLE = "办事一本通"
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """``kind``: facts (label, text), papers (a table under ``headings``), steps (one text a row), questions (pairs)."""

    title: str
    kind: str
    rows: Rows
    headings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lead: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Book:
    """``parts`` in the order of the contents: bundles first."""

    subtitle: str
    dated: date
    parts: Sequence[Part]

    @property
    def title(self) -> str:
        return TITLE

    @property
    def publisher(self) -> str:
        return str(settings.SITE["government"])

    @property
    def day(self) -> str:
        return f"{self.dated.year}年{self.dated.month}月{self.dated.day}日"


def compose(things: Sequence[Thing], guides: Sequence[ServiceGuide], *, on: date) -> Book:
    """Guides of a bundle stand behind it; each guide stands once."""
    parts: list[Part] = []
    printed: set[int] = set()
    for thing in things:
        parts.append(_thing(thing))
        parts += _fresh([step.guide for step in thing.steps], printed)
    parts += _fresh(guides, printed)
    names = [thing.bundle.name for thing in things]
    return Book("、".join(names) or f"共{len(parts)}个事项", on, parts)


def _fresh(guides: Iterable[ServiceGuide], printed: set[int]) -> list[Part]:
    fresh = [guide for guide in guides if guide.pk not in printed]
    printed.update(guide.pk for guide in fresh)
    return [_guide(guide) for guide in fresh]


def _guide(guide: ServiceGuide) -> Part:
    sections = [
        Section("基本情况", "facts", _pairs(wording.elements(guide))),
        Section("申请材料", "papers", wording.papers(guide), wording.PAPER_HEADINGS),
        Section("办理流程", "steps", [(step,) for step in guide.steps]),
        Section("在哪里办、找谁问", "facts", _pairs(wording.where(guide))),
        Section("常见问题", "questions", guide.questions),
        Section("审查和中介服务", "facts", _pairs(wording.more(guide))),
    ]
    return Part(guide.name, guide.organ.name, [section for section in sections if section.rows])


def _thing(thing: Thing) -> Part:
    combined = thing.combined
    steps = [(f"第{wave.number}批：{step.guide.name}",) for wave in combined.waves for step in wave.steps]
    papers = [
        (paper.name, f"{paper.form}{paper.copies}份", "只交一次" if paper.is_shared else "", "、".join(paper.used_by))
        for paper in combined.papers
    ]
    sums = [
        ("一共要多久", f"{combined.days}个工作日（分开办{combined.alone}个工作日）"),
        ("一共交几样", f"{len(combined.papers)}样（分开办{combined.asked}样）"),
        ("综合窗口", thing.bundle.place),
        ("网上办理", thing.bundle.online_url),
    ]
    sections = [
        Section("合起来", "facts", [row for row in sums if row[1]]),
        Section("先办什么、后办什么", "steps", steps),
        Section("合起来的材料", "papers", papers, ("材料", "格式和份数", "共用", "哪些事项用")),
    ]
    return Part(thing.bundle.name, thing.bundle.intro, [section for section in sections if section.rows])


def _pairs(facts: Iterable[wording.Fact]) -> Rows:
    return [(fact.label, fact.text) for fact in facts]


def pdf_bytes(book: Book) -> bytes:
    """Raises ``FontMissing``."""
    sheet = {
        "title": book.title,
        "subtitle": book.subtitle,
        "publisher": book.publisher,
        "dated": book.day,
        "parts": [asdict(part) for part in book.parts],
    }
    return pdf_of(_PAGE, sheet)

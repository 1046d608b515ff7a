"""How each organ explained its policies in a year: what the assessment of organs counts, open to everybody (S2-4.8)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q

from interpretation.materials.codes import Stage
from interpretation.materials.models import Material

HEAD_TARGET = 3
"""How often a year the head of an organ explains himself (S3-3.3.3, S4-1.11a)."""
HEADINGS = ("单位", "解读（份）", "解读的文件（件）", "与文件同时发布（份）", "超过时限（份）", "主要负责人解读（次）")

_WITH_DOCUMENT = Q(stage=Stage.ALONG, published_at=F("document__published_at"))


@dataclass(frozen=True, slots=True)
class Figures:
    """One organ in one year; only what is public counts."""

    name: str
    explanations: int
    documents: int
    together: int
    late: int
    by_head: int

    @property
    def head_is_met(self) -> bool:
        return self.by_head >= HEAD_TARGET

    def cells(self) -> tuple[str, ...]:
        """In the order of ``HEADINGS``."""
        counts = (self.explanations, self.documents, self.together, self.late, self.by_head)
        return (self.name, *(str(count) for count in counts))


def figures(year: int) -> list[Figures]:
    """Organs that explained anything in the year, the most explanations by their head first. One query."""
    rows = Material.objects.public().filter(published_at__year=year).order_by()
    counted = rows.values("organ__short_name").annotate(
        explanations=Count("pk"),
        documents=Count("document", distinct=True),
        together=Count("pk", filter=_WITH_DOCUMENT),
        late=Count("pk", filter=Q(is_late=True)),
        by_head=Count("pk", filter=Q(is_by_head=True)),
    )
    columns = ("organ__short_name", "explanations", "documents", "together", "late", "by_head")
    found = [Figures(*row) for row in counted.values_list(*columns)]
    return sorted(found, key=lambda row: (-row.by_head, -row.explanations, row.name))


def table(year: int) -> Iterator[tuple[str, ...]]:
    return (row.cells() for row in figures(year))

"""Questions as pages and desks read them; what is asked again and again wants a new explanation (S3-3.3.1g)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, QuerySet

from disclosure.documents.companions import Panel
from disclosure.documents.models import Document
from interpretation.materials.states import MaterialState
from interpretation.questions.models import Question, QuestionQuerySet

OFTEN = 3
"""So many questions about one document since its last explanation call for another round."""
WITHIN = timedelta(days=90)


def answered(document: Document) -> QuestionQuerySet:
    """问答 of one document, the newest first. One query."""
    return Question.objects.public().filter(document=document).select_related("organ").order_by("-published_at", "-pk")


def public_panels(document: Document, _on: date) -> list[Panel]:
    rows = list(answered(document))
    return [Panel("questions", "问答", "interpretation/questions_panel.html", rows)] if rows else []


@dataclass(frozen=True, slots=True)
class Asked:
    """How often readers asked about a document since it was last explained."""

    document: Document
    count: int

    @property
    def wants_round(self) -> bool:
        return self.count >= OFTEN


def asked_since_explained(rows: QuerySet[Question], *, at: datetime) -> list[Asked]:
    """Documents readers asked about lately, the most asked first. Two queries."""
    recent = rows.filter(is_own=False, at__gte=at - WITHIN)
    explained = Max("document__materials__published_at", filter=Q(document__materials__state=MaterialState.PUBLISHED))
    moments = recent.annotate(explained_at=explained).values_list("document", "at", "explained_at").order_by("document")
    counts = Counter(pk for pk, asked_at, explained_at in moments if explained_at is None or asked_at > explained_at)
    documents = Document.objects.only("pk", "title").in_bulk(counts)
    return [Asked(documents[pk], count) for pk, count in counts.most_common()]

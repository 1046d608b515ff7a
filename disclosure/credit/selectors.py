"""What pages and figures read about credit information. Every public query starts from ``public()``."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from disclosure.credit.codes import Kind
from disclosure.credit.elements import KINDS
from disclosure.credit.models import CreditRecord, CreditRecordQuerySet
from disclosure.credit.states import BEFORE, RecordState
from portal.deadlines.models import Deadline

LIST_FIELDS = (
    "kind",
    "party_name",
    "party_type",
    "party_code",
    "number",
    "category",
    "decision",
    "decided_on",
    "authority",
    "published_at",
    "updated_at",
    "ends_on",
    "overturned_on",
    "state",
    "organ__code",
    "organ__name",
    "organ__short_name",
)
RULES = frozenset(row.publish_rule for row in KINDS.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the list by; empty means everything."""

    kind: str = ""
    organ: str = ""
    name: str = ""
    year: str = ""


def lines(rows: CreditRecordQuerySet) -> CreditRecordQuerySet:
    """Rows for a list, the newest publication first. One query."""
    return rows.select_related("organ").only(*LIST_FIELDS).order_by("-published_at", "-pk")


def public_list(asked: Asked) -> CreditRecordQuerySet:
    """A kind or a year that does not exist finds nothing."""
    rows = CreditRecord.objects.public()
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.organ:
        rows = rows.filter(organ__code=asked.organ)
    if asked.name:
        named = Q(party_name__icontains=asked.name) | Q(party_code=asked.name.upper()) | Q(number=asked.name)
        rows = rows.filter(named)
    if asked.year:
        is_year = asked.year.isascii() and asked.year.isdecimal() and len(asked.year) == 4 and asked.year != "0000"
        rows = rows.filter(decided_on__year=int(asked.year)) if is_year else rows.none()
    return lines(rows)


def kind_counts() -> list[tuple[Kind, int]]:
    """How many of each kind are shown. One query."""
    found = dict(CreditRecord.objects.public().order_by().values_list("kind").annotate(count=Count("pk")))
    return [(kind, found.get(kind, 0)) for kind in Kind]


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the decisions that had to be published; those given up are left out."""

    decided: int
    published: int
    late: int
    overdue: int

    @property
    def rate(self) -> str:
        """Share of the decisions that were published, in percent; a dash where there are none."""
        return f"{100 * self.published / self.decided:.1f}%" if self.decided else "—"

    @property
    def in_time(self) -> str:
        """Share of the decisions that were published within the limit."""
        return f"{100 * (self.published - self.late) / self.decided:.1f}%" if self.decided else "—"


def figures(rows: QuerySet[CreditRecord], *, at: datetime) -> Figures:
    """Rate of publication (S3-2.5b). One query."""
    published = Q(published_at__isnull=False)
    found = rows.order_by().aggregate(
        decided=Count("pk", filter=~Q(state=RecordState.CANCELLED)),
        published=Count("pk", filter=published),
        late=Count("pk", filter=published & Q(is_late=True)),
        overdue=Count("pk", filter=_unpublished(at)),
    )
    return Figures(**found)


def _unpublished(at: datetime) -> Q:
    clocks = Deadline.objects.running().filter(
        subject_label=CreditRecord._meta.label_lower, rule__in=RULES, due_at__lte=at
    )
    return Q(state__in=BEFORE, pk__in=clocks.values("subject_id"))


def overdue(at: datetime) -> QuerySet[CreditRecord]:
    """Decisions whose limit of publication has passed and that are not public."""
    return CreditRecord.objects.filter(_unpublished(at)).select_related("organ").order_by("decided_on", "pk")

"""Questions about findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Count

from portal.screening.kinds import Kind
from portal.screening.locating import Located, Part, locate
from portal.screening.models import Finding, FindingQuerySet, ReadFile, Separation
from portal.screening.states import STANDING, SeparationConclusion


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of one kind are in the text, and how many nobody decided about."""

    kind: Kind
    present: int
    open: int


def findings_of(subject: models.Model) -> FindingQuerySet:
    return Finding.objects.of(subject._meta.label_lower, subject.pk)


def open_findings(subject: models.Model, kinds: Iterable[Kind] = tuple(Kind)) -> FindingQuerySet:
    """What nobody has decided about, of these kinds."""
    return findings_of(subject).open().filter(kind__in=list(kinds))


def summary_by_kind(subject: models.Model) -> list[Tally]:
    """One row per kind, in the order of ``Kind``."""
    rows = (
        findings_of(subject)
        .present()
        .order_by()
        .values("kind")
        .annotate(present=Count("pk"), open=Count("pk", filter=models.Q(decision="")))
    )
    counted = {row["kind"]: row for row in rows}
    return [Tally(kind, counted[kind]["present"], counted[kind]["open"]) for kind in Kind if kind in counted]


def findings_to_show(subject: models.Model, *, at_most: int) -> list[Finding]:
    """Open ones first, in the order of the text; then those decided about, masked ones included."""
    rows = findings_of(subject).exclude(decision="", gone_at__isnull=False)
    waiting = models.Case(models.When(decision="", then=0), default=1)
    return list(rows.order_by(waiting, "part", "start", "pk")[:at_most])


def undecided(subject: models.Model, parts: Iterable[Part], files: Sequence[str] = ()) -> list[Located | Finding]:
    """What nobody has decided about: in the texts as they read now, and in the files with these codes as last read."""
    present = list(findings_of(subject).present())
    settled = {row.identity for row in present if row.decision in STANDING}
    texts = [located for located in locate(parts) if located.identity not in settled]
    wanted = set(files)
    return [*texts, *(row for row in present if row.is_open and row.part in wanted)]


def read_files(subject: models.Model) -> dict[str, str]:
    """Which files were read: code and hash of the content."""
    rows = ReadFile.objects.filter(subject_label=subject._meta.label_lower, subject_id=subject.pk)
    return dict(rows.values_list("part", "sha256"))


def separations_of(subject: models.Model) -> "models.QuerySet[Separation]":
    """What was found about the content cut out of the subject, the oldest first."""
    return Separation.objects.filter(subject_label=subject._meta.label_lower, subject_id=subject.pk)


def separation_faults(subject: models.Model, *, covers: str) -> list[str]:
    """S2-6.10b: why the rest of what was cut may not be released as it is now; empty when it may. One query."""
    rows = list(separations_of(subject))
    standing = next((row for row in reversed(rows) if row.covers == covers), None)
    if standing is None:
        return [
            "区分处理审核以后内容又改过，等保密审查员重新审核"
            if rows
            else "去掉了一部分内容再公开，等保密审查员审核区分处理；涉及国家秘密的，要有保密部门的确认"
        ]
    if standing.conclusion == SeparationConclusion.REFUSED:
        return [f"{standing.authority}不同意区分后公开（{standing.letter_number}）"]
    return []

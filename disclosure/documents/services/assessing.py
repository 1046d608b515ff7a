"""定期评估 of what is not published: it stays for another period, or a draft for the public is made of it."""

from datetime import datetime

from django.db import transaction

from disclosure.coordination.services import copy_concerns
from disclosure.documents import rules
from disclosure.documents.codes import AssessmentConclusion, Attribute
from disclosure.documents.models import Attachment, Document, WithheldAssessment, WithheldRecord
from disclosure.documents.services import clocks
from disclosure.documents.services.screening import rescreen
from disclosure.documents.services.telling import tell_next
from disclosure.documents.states import State
from portal.actors import Actor
from portal.audit.services import record
from portal.files.services import take_again
from portal.workflow import move

_COPIED = (
    "organ", "issuer", "drafter_id", "kind", "title", "body", "body_html", "summary", "keywords", "topic", "subtopic",
    "audiences",
    "column", "contact", "doc_number", "formed_on", "changed_on", "printed_on", "effective_on", "expires_on",
    "amended_on", "repealed_on", "validity", "is_secret_matter", "is_normative", "is_sensitive", "origin",
    "source_kind", "source_name", "source_url", "publish_rule",
)  # fmt: skip


@transaction.atomic
def reassess(document: Document, *, reason: str, actor: Actor, at: datetime) -> Document:
    """The document still cannot be public (S0-1.4b); the next assessment is due a period later."""
    move(document, "reassess", actor=actor, at=at, reason=reason)
    filed = document.withheld_records.get(released_at=None)
    _conclude(filed, AssessmentConclusion.STAYS, reason, actor=actor, at=at)
    clocks.stop_clocks(document, clocks.WITHHELD_REVIEW, actor=actor, at=at)
    clocks.start_clock(document, clocks.WITHHELD_REVIEW, start=rules.day_of(at), actor=actor, at=at)
    return document


@transaction.atomic
def release(document: Document, *, reason: str, actor: Actor, at: datetime) -> Document:
    """The document can be public now (S0-1.4c, S2-6.12): returns a draft made of it, on the clock of its release.

    The original stays filed as it is: what is masked or cut in the draft is not lost. The draft carries number, dates,
    files and the organs concerned, and goes through every review again.
    """
    move(document, "release", actor=actor, at=at, reason=reason)
    filed = document.withheld_records.get(released_at=None)
    draft = _draft_of(document, reason.strip(), actor, at)
    _conclude(filed, AssessmentConclusion.OPENS, reason, actor=actor, at=at, released_as=draft)
    record(act="derive", subject=draft, actor=actor, at=at, reason=reason, after={"filing": filed.number})
    rescreen(draft, at=at)
    clocks.stop_clocks(document, clocks.WITHHELD_REVIEW, actor=actor, at=at)
    clocks.start_clock(draft, clocks.WITHHELD_RELEASE, start=rules.day_of(at), actor=actor, at=at)
    tell_next(draft, at=at)
    return draft


def _draft_of(original: Document, reason: str, actor: Actor, at: datetime) -> Document:
    copied = {name: getattr(original, name) for name in _COPIED}
    draft = Document(derived_from=original, attribute=Attribute.ACTIVE, attribute_reason=reason, **copied)
    draft.save(force_insert=True)
    for row in original.attachments.with_files().order_by("pk"):
        file = take_again(row.file.current(), actor=actor, at=at)
        Attachment.objects.create(document=draft, file=file, attribute=row.attribute, position=row.position)
    copy_concerns(original, draft)
    return draft


def _conclude(
    filed: WithheldRecord,
    conclusion: AssessmentConclusion,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    released_as: Document | None = None,
) -> None:
    WithheldAssessment.objects.create(
        record=filed,
        conclusion=conclusion,
        reason=reason.strip(),
        person_name=actor.name,
        at=at,
        released_as=released_as,
    )
    filed.assessed_at = at
    filed.released_at = at if released_as else None
    filed.save(update_fields=["assessed_at", "released_at"])


def withhold_again(draft: Document, *, actor: Actor, at: datetime) -> None:
    """The draft of an assessed document was given up: its original is withheld as before, and assessed in time."""
    original = draft.derived_from
    if original is None or original.derived.exclude(state=State.CANCELLED).exists():
        return
    filed = original.withheld_records.order_by("-pk")[0]
    filed.released_at = None
    filed.save(update_fields=["released_at"])
    record(act="withhold_again", subject=original, actor=actor, at=at)
    clocks.start_clock(original, clocks.WITHHELD_REVIEW, start=rules.day_of(at), actor=actor, at=at)

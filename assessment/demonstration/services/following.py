"""A unit that bears the name is looked at again every year; the clock says when (S1-8.3a)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessment.demonstration.fields import REVIEW
from assessment.demonstration.models import Candidacy, CandidacyNote
from assessment.demonstration.selectors import reviews_of
from assessment.demonstration.services.words import heads_of, read, tell_about
from assessment.demonstration.states import ISSUERS, REVIEW_RULE, CandidacyState, NoteKind
from portal import clock
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.notices.selectors import recipients_of
from portal.subjects import ref
from portal.workflow import require_move, touch


def review(row: Candidacy, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> CandidacyNote:
    """定期评估: its words are public, and the next one is due a year later. ``values`` has the keys of ``REVIEW``.

    Whoever signs names is told when the unit does not keep the standard. Raises ``NotAllowed``, ``StaleState`` or
    ``InvalidInput``.
    """
    require_move(row, "review", actor=actor)
    clean = read(REVIEW, values, actor=actor, at=at)
    with transaction.atomic():
        touch(row)
        made = CandidacyNote.objects.create(
            candidacy=row, kind=NoteKind.REVIEW, made_at=at, made_by=actor.name, **clean
        )
        record(act="review", subject=row, actor=actor, at=at, after=clean)
        for running in _running(row):
            close(running, on=clock.local(at).date(), actor=actor, at=at)
        follow(row, actor=actor, at=at)
        tell_about(row, heads_of(row, at), "年度复评", at=at)
        if not made.keeps:
            signers = recipients_of(None, *ISSUERS, at=at)
            tell_about(row, signers, "复评没有保持标准，请决定是否撤销", at=at, key=f"lost|{made.pk}")
    return made


def follow(row: Candidacy, *, actor: Actor, at: datetime, since: date | None = None) -> None:
    """The clock of the next review runs from the naming or the last one; ``since`` when that was not today."""
    open_deadline(
        rule=REVIEW_RULE,
        subject=row,
        organ=row.programme.organ.heir(),
        start=since or clock.local(at).date(),
        actor=actor,
        at=at,
        key=str(reviews_of(row).count() + 1),
    )


def unfollow(row: Candidacy, *, actor: Actor, at: datetime) -> None:
    for running in _running(row):
        close(running, on=clock.local(at).date(), actor=actor, at=at, outcome=Outcome.CANCELLED, evidence="撤销命名")


def _running(row: Candidacy) -> list[Deadline]:
    return list(Deadline.objects.of(ref(row)).running().filter(rule=REVIEW_RULE))


def follow_the_named(*, at: datetime) -> int:
    """A clock for whoever was named while there was none. Returns how many."""
    followed = Deadline.objects.running().filter(rule=REVIEW_RULE, subject_label=Candidacy._meta.label_lower)
    rows = Candidacy.objects.filter(state=CandidacyState.NAMED).exclude(pk__in=followed.values("subject_id"))
    for row in (found := list(rows.select_related("programme__organ", "organ"))):
        last = reviews_of(row).first()
        since = clock.local(last.made_at).date() if last else row.named_on
        with transaction.atomic():
            follow(row, actor=SYSTEM, at=at, since=since)
    return len(found)

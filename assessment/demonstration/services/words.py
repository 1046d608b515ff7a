"""What all acts of the room share: words that are typed, notes that are kept, people who are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assessment.demonstration.models import Candidacy, CandidacyNote
from assessment.demonstration.states import SUBMITTERS
from portal.accounts.models import User
from portal.actors import Actor
from portal.audit.services import record
from portal.field_table import Field, checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks
from portal.subjects import ref
from portal.workflow import Governed

_PUBLIC = ("text", "summary")
"""Fields whose words may stand on a page for all, or come from somebody without an account."""


def read(table: Mapping[str, Field], values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    """The values as they are stored: a mark of secrecy is refused, personal data is masked in what all may read."""
    clean = checked(table, values)
    marked = [Part(code, table[code].label, text) for code, text in clean.items() if isinstance(text, str)]
    refuse_marks(marked, doing="示范创建", actor=actor, at=at)
    return clean | {code: redacted(clean[code]) for code in _PUBLIC if code in clean}


def noted(row: Candidacy, kind: str, text: str, *, actor: Actor, at: datetime, by: str = "") -> CandidacyNote:
    """``by`` names who writes where the name alone would not say it."""
    made = CandidacyNote.objects.create(candidacy=row, kind=kind, text=text, made_at=at, made_by=by or actor.name)
    record(act="note", subject=row, actor=actor, at=at, after={"kind": made.get_kind_display(), "text": text})
    return made


def heads_of(row: Candidacy, at: datetime) -> list[User]:
    return recipients_of(row.organ.heir(), *SUBMITTERS, at=at)


def tell_about(row: Governed, people: Sequence[User], words: str, *, at: datetime, key: str = "") -> None:
    tell(
        people,
        subject_line=f"{words}：{row}",
        body=f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/",
        kind="demonstration",
        dedupe_key=f"{row._meta.label_lower}|{row.pk}|{key or row.version}",
        at=at,
        about=ref(row),
    )

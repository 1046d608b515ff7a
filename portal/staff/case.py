"""What one case page shows about any governed subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from portal.actors import Actor
from portal.staff import acts, queue, timeline
from portal.workflow import Governed

RECENT = 5


@dataclass(frozen=True, slots=True)
class Tab:
    """``count`` is shown after the label; ``None`` shows nothing."""

    name: str
    label: str
    count: int | None = None


def labels_of(subject: models.Model, pages: acts.Pages) -> dict[str, str]:
    """The names of the subject's own acts; others are known to the register of the audit trail."""
    moves = {row.act: row.label for row in subject.workflow.rows} if isinstance(subject, Governed) else {}
    return {act: page.label for act, page in pages.items() if page.label} | moves


def moves_context(subject: models.Model, pages: acts.Pages, actor: Actor, *, at: datetime) -> dict[str, Any]:
    """Buttons for what may be done, sentences for what may not, and what is still missing.

    One button is filled: the act that is due or, while something is missing, the act that mends it.
    """
    found = acts.buttons(subject, pages, actor, at=at)
    allowed = [button for button in found if not button.refusal]
    due = queue.due_step(subject, at=at) if isinstance(subject, Governed) else None
    ready = next((button for button in allowed if due and button.act == due.act), None)
    mends = next((item.mend for item in ready.missing if item.mend), "") if ready else ""
    return {
        "buttons": sorted((button for button in allowed if not button.rare), key=lambda button: button.danger),
        "rare": [button for button in allowed if button.rare],
        "refused": [button for button in found if button.refusal],
        "blocked": [button for button in allowed if button.missing and not button.rare],
        "main_act": mends if ready and ready.missing else (ready.act if ready else ""),
        "next_step": due.task if due else "",
    }


def record_context(subject: models.Model, labels: Mapping[str, str], *, everything: bool) -> dict[str, Any]:
    """The timeline: the newest few, or all of it."""
    return {
        "timeline": timeline.entries(subject, labels, limit=None if everything else RECENT),
        "record_count": timeline.last_seq(subject),
    }

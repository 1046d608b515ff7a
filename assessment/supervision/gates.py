"""Who may go on patrol."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from assessment.supervision.states import SupervisorState


def was_trained(row: Any, _at: datetime) -> Sequence[str]:
    return [] if row.trainings.exists() else ["还没有参加过培训。"]


def serves(row: Any, on: date) -> bool:
    """In office, and the term is running."""
    return bool(row.state == SupervisorState.SERVING and row.term_from <= on <= row.term_to)

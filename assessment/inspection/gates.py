"""What stands before the end of a check and before what is entered in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.inspection.states import InspectionState, LineState


def everything_was_looked_at(inspection: Any, _at: datetime) -> Sequence[str]:
    open_ = inspection.lines.filter(state=LineState.PENDING).count()
    return [f"还有{open_}项没有检查。"] if open_ else []


def is_underway(line: Any, _at: datetime) -> Sequence[str]:
    return [] if line.inspection.state == InspectionState.UNDERWAY else ["这次检查已经结束。"]

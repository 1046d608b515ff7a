"""A computation as JSON, the same for the interface and the command line."""

from typing import Any

from portal.deadlines.arithmetic import Computation


def as_json(answer: Computation, *, notes: list[str], start: str) -> dict[str, Any]:
    """``rule, from, due, provisional, days[{date, label, counted}]`` and what else a reader may want."""
    rule = answer.rule
    return {
        "rule": rule.code,
        "title": rule.title,
        "article": rule.article,
        "length": rule.length,
        "from": start,
        "start": answer.start.isoformat(),
        "due": answer.due.isoformat(),
        "due_at": answer.due_at.isoformat() if answer.due_at else None,
        "provisional": answer.provisional,
        "stopped": answer.stopped,
        "extended_by": answer.extended_by,
        "notes": notes,
        "days": [
            {"date": day.date.isoformat(), "label": day.label, "counted": day.counted, "number": day.number or None}
            for day in answer.days
        ],
    }

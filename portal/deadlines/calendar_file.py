"""One date as an iCalendar file (RFC 5545). Pure Python."""

from datetime import UTC, date, datetime
from hashlib import sha256

from portal.deadlines.workdays import DAY

_LINE_OCTETS = 75


def calendar_file(*, summary: str, description: str, url: str, due: date, due_at: datetime | None, at: datetime) -> str:
    """An all-day entry on ``due``, or an entry at ``due_at``, with a reminder the day before (an hour before)."""
    when = (
        [f"DTSTART:{_utc(due_at)}", f"DTEND:{_utc(due_at)}"]
        if due_at
        else [f"DTSTART;VALUE=DATE:{due:%Y%m%d}", f"DTEND;VALUE=DATE:{due + DAY:%Y%m%d}"]
    )
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mingzheng//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{sha256(url.encode()).hexdigest()[:32]}@mingzheng",
        f"DTSTAMP:{_utc(at)}",
        *when,
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        f"TRIGGER:{'-PT1H' if due_at else '-P1D'}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; a character is never cut in two."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LINE_OCTETS - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])

"""A draft cut into passages people can point at. Pure."""

import re
from typing import TypedDict

_HEADING = re.compile(r"(第[一二三四五六七八九十百零〇]+[编章节]|[一二三四五六七八九十]+、)[^。；]{0,40}$")
"""A line that only names what follows; an article says something itself."""


class Piece(TypedDict):
    position: int
    anchor: str
    is_heading: bool
    text: str


def split(draft: str) -> list[Piece]:
    """One piece a line that is not empty, in order; ``anchor`` goes into addresses."""
    lines = [line.strip() for line in draft.splitlines() if line.strip()]
    return [
        {"position": place, "anchor": f"p-{place}", "is_heading": bool(_HEADING.match(line)), "text": line}
        for place, line in enumerate(lines, 1)
    ]

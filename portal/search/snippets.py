"""Excerpts with what was asked for marked. The result is safe HTML: everything but the marks is escaped."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

from portal.search.folding import is_han

_WIDTH = 120
_LEAD = 24
# Occurrences of one stretch looked at, places an excerpt may begin at, and matches weighed from there on.
_OCCURRENCES = 60
_STARTS = 24
_NEAR = 8
_SENTENCE_END = re.compile(r"[。！？；\n]")

Span = tuple[int, int]


def worth_marking(stretches: Iterable[str]) -> tuple[str, ...]:
    """The folded stretches, the longest first. Single characters count only when there is nothing else."""
    wanted = sorted({stretch for stretch in stretches if stretch}, key=lambda stretch: (-len(stretch), stretch))
    longer = tuple(stretch for stretch in wanted if len(stretch) > 1 or not is_han(stretch))
    return longer or tuple(wanted)


def mark(text: str, folded: str, stretches: tuple[str, ...]) -> SafeString:
    """The whole text, marked. ``folded`` is ``text`` folded, of the same length."""
    return _marked(text, _spans(folded, stretches))


def excerpt(text: str, folded: str, stretches: tuple[str, ...]) -> SafeString:
    """About a hundred characters around the place where most of what was asked for stands together."""
    spans = _spans(folded, stretches)
    start = _begin(text, _densest(folded, spans))
    end = min(len(text), start + _WIDTH)
    inside = [(begin - start, stop - start) for begin, stop in spans if begin >= start and stop <= end]
    lead, tail = "……" if start else "", "……" if end < len(text) else ""
    return mark_safe(lead + _marked(_one_line(text[start:end]), inside) + tail)  # noqa: S308  # _marked escapes


def _spans(folded: str, stretches: tuple[str, ...]) -> list[Span]:
    """Where the stretches stand, in order; of those that overlap the first and longest."""
    found = sorted(
        ((begin, begin + len(stretch)) for stretch in stretches for begin in _places(folded, stretch)),
        key=lambda span: (span[0], -span[1]),
    )
    spans: list[Span] = []
    position = 0
    for begin, stop in found:
        if begin >= position:
            spans.append((begin, stop))
            position = stop
    return spans


def _places(folded: str, stretch: str) -> Iterator[int]:
    begin = folded.find(stretch)
    for _ in range(_OCCURRENCES):
        if begin < 0:
            return
        yield begin
        begin = folded.find(stretch, begin + len(stretch))


def _densest(folded: str, spans: list[Span]) -> int:
    """Where the window begins that holds the greatest length of different matches."""
    if len({folded[begin:stop] for begin, stop in spans}) < 2:
        return spans[0][0] if spans else 0
    # A window worth showing begins near one of the longest matches.
    lengths = sorted({stop - begin for begin, stop in spans})[-2:]
    starts = (index for index, (begin, stop) in enumerate(spans) if stop - begin in lengths)

    def worth(index: int) -> int:
        begin = spans[index][0]
        near = spans[max(0, index - 1) : index + _NEAR]
        held = {folded[start:stop] for start, stop in near if -_LEAD < start - begin <= _WIDTH - _LEAD}
        return sum(len(stretch) ** 2 for stretch in held)

    return spans[max(islice(starts, _STARTS), key=worth)][0]


def _begin(text: str, place: int) -> int:
    """A little before the place, at the beginning of its sentence when that is near."""
    earliest = max(0, place - _LEAD)
    if earliest == 0:
        return 0
    ends = list(_SENTENCE_END.finditer(text, earliest, place))
    return ends[-1].end() if ends else earliest


def _one_line(text: str) -> str:
    """Line ends become blanks, one for one, so that offsets hold."""
    return re.sub(r"\s", " ", text)


def _marked(text: str, spans: list[Span]) -> SafeString:
    parts: list[str] = []
    position = 0
    for begin, stop in spans:
        parts += [html.escape(text[position:begin]), "<mark>", html.escape(text[begin:stop]), "</mark>"]
        position = stop
    parts.append(html.escape(text[position:]))
    return mark_safe("".join(parts))  # noqa: S308  # every part is escaped

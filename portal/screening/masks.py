"""遮盖: what stays readable of each kind. A mask is as long as what it hides, so that nothing else moves."""

import re
from collections.abc import Callable, Iterable

from portal.screening.detectors import Match, scan
from portal.screening.kinds import PERSONAL, Kind
from portal.screening.normalising import normalise

STAR = "*"
_SEPARATORS = frozenset(" \n\u200b-·@.()[]#")
_TOWN = re.compile(r".*(?:街道|社区|[乡镇])|.*[省市县区旗]")
_EXCERPT = 18


def _ends(front: int, back: int) -> Callable[[str], str]:
    """Keeps so many letters and digits at either end; blanks and hyphens stay where they are."""

    def hide(text: str) -> str:
        places = [place for place, character in enumerate(normalise(text)) if character not in _SEPARATORS]
        hidden = set(places[front : len(places) - back] if len(places) > front + back else places)
        return "".join(STAR if place in hidden else character for place, character in enumerate(text))

    return hide


def _id_card(text: str) -> str:
    digits = sum(character not in _SEPARATORS for character in normalise(text))
    return _ends(3, 4 if digits > 15 else 3)(text)


def _mailbox(text: str) -> str:
    name = re.match(r"[a-z0-9._+-]+", normalise(text))
    end = name.end() if name else len(text)
    return text[:1] + STAR * (end - 1) + text[end:]


def _address(text: str) -> str:
    """As far as the town, the street office or the community; without one, as far as the district."""
    kept = _TOWN.match(normalise(text))
    end = kept.end() if kept else 0
    return text[:end] + STAR * (len(text) - end)


MASKS: dict[Kind, Callable[[str], str]] = {
    Kind.ID_CARD: _id_card,
    Kind.DISABILITY: _ends(3, 2),
    Kind.SOCIAL_SECURITY: _ends(0, 4),
    Kind.MEDICAL: _ends(0, 2),
    Kind.BANK_CARD: _ends(0, 4),
    Kind.EMAIL: _mailbox,
    Kind.MOBILE: _ends(3, 4),
    Kind.PASSPORT: _ends(1, 3),
    Kind.PLATE: _ends(2, 1),
    Kind.MESSENGER: _ends(1, 0),
    Kind.ADDRESS: _address,
    Kind.MINOR_NAME: _ends(1, 0),
}


def mask(kind: Kind, text: str) -> str:
    """``text`` of that kind with what must not be read replaced by stars; as long as ``text``.

    Secrecy words are no one's datum: they are not masked and come back as they are.
    """
    return MASKS[kind](text) if kind in PERSONAL else text


def masked(text: str, matches: Iterable[Match]) -> str:
    """``text`` with each of the matches masked in its place; as long as ``text``."""
    parts, end = [], 0
    for match in sorted(matches, key=lambda match: match.start):
        parts += [text[end : match.start], mask(match.kind, text[match.start : match.end])]
        end = match.end
    return "".join([*parts, text[end:]])


def redacted(text: str) -> str:
    """``text`` with everything masked that ``scan`` finds: for logs, previews and notices."""
    return masked(text, scan(text))


def excerpt(hidden: str, match: Match) -> tuple[str, str, str]:
    """Words before, the match, words after, on one line; ``hidden`` is the text already masked."""
    before = hidden[max(0, match.start - _EXCERPT) : match.start]
    after = hidden[match.end : match.end + _EXCERPT]
    return _on_one_line(before), _on_one_line(hidden[match.start : match.end]), _on_one_line(after)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)

"""The one search box: phrases, exclusions, a document number, and words, told apart."""

import re
from dataclasses import dataclass

from portal import doc_numbers
from portal.doc_numbers import NumberQuery
from portal.search.folding import fold, runs

# Phrases in any quotes; an exclusion is a minus or NOT that starts a word.
_PHRASE = re.compile(r"(?P<minus>(?:^|(?<=\s))(?:[-－−]|(?i:not)\s+))?[\"“”＂「『](?P<text>[^\"“”＂」』]*)[\"“”＂」』]")
_EXCLUDED = re.compile(r"(?:^|(?<=\s))(?:[-－−]|(?i:not)\s+)(?P<text>[^\s]+)")
_CONNECTIVE = re.compile(r"(?:^|(?<=\s))(?i:and)(?=\s)")


@dataclass(frozen=True, slots=True)
class BoxText:
    """``runs`` are folded stretches of words; ``phrases`` and ``excluded`` are lists of runs that stand together.

    ``whole`` are the runs with the document number still among them.
    """

    runs: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    number: NumberQuery | None = None
    whole: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Words and nothing that must be just so."""
        return not (self.phrases or self.excluded or self.number)


def read(text: str) -> BoxText:
    """What was typed, taken apart."""
    text = fold(text)
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []

    def take_phrase(match: re.Match[str]) -> str:
        stretch = tuple(runs(match["text"]))
        if stretch:
            (excluded if match["minus"] else phrases).append(stretch)
        return " "

    def take_excluded(match: re.Match[str]) -> str:
        stretch = tuple(runs(match["text"]))
        if stretch:
            excluded.append(stretch)
        return " "

    rest = _PHRASE.sub(take_phrase, text)
    rest = _EXCLUDED.sub(take_excluded, rest)
    rest = _CONNECTIVE.sub(" ", rest)
    mention = doc_numbers.find(rest)
    words = rest[: mention.start] + " " + rest[mention.end :] if mention else rest
    return BoxText(
        runs=tuple(runs(words)),
        phrases=tuple(phrases),
        excluded=tuple(excluded),
        number=mention.query if mention else None,
        whole=tuple(runs(rest)),
    )

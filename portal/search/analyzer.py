"""Cuts text into the terms of the index, and queries into the same terms.

A dictionary of words is never complete and a cut depends on its surroundings, so a text is indexed twice: as words,
which rank well, and as Han characters and pairs, which find every string there is. Pairs that are words of the same
text anyway are left out.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import rjieba

from portal.search.folding import HAN, fold, is_han

# Part of the fingerprint of an index: raise it when the terms of a text change.
VERSION = 1

_HAN_ONLY = re.compile(f"[{HAN}]+")
_PIECE = re.compile(f"[{HAN}]+|[a-z0-9]+")


class Terms(NamedTuple):
    """``words`` with how often each occurs; ``grams`` are Han characters and pairs beside them."""

    words: Counter[str]
    grams: set[str]


def index_terms(text: str) -> Terms:
    """All terms of a text."""
    return terms_of(fold(text))


def terms_of(folded: str) -> Terms:
    """The same of a text already folded."""
    words = _counted(rjieba.cut_for_search(folded))
    return Terms(words, _grams(folded) - words.keys())


def query_words(run: str) -> list[str]:
    """The words of a folded stretch without blanks, in their order."""
    return [piece for token in rjieba.cut(run) for piece in _PIECE.findall(token)]


def han_pairs(folded: str) -> set[str]:
    """Neighbouring Han characters: a text that contains ``folded`` contains all of these."""
    return {first + second for stretch in _HAN_ONLY.findall(folded) for first, second in pairwise(stretch)}


def _counted(tokens: list[str]) -> Counter[str]:
    """Tokens with a digit or a letter are cut once more: the dictionary keeps things such as ``3.5%`` whole."""
    counted = Counter(tokens)
    for token in [each for each in counted if not is_han(each)]:
        times = counted.pop(token)
        for piece in _PIECE.findall(token):
            counted[piece] += times
    return counted


def _grams(folded: str) -> set[str]:
    """Blanks are closed first: a name broken by the end of a printed line is still one name."""
    grams: set[str] = set()
    for stretch in _HAN_ONLY.findall("".join(folded.split())):
        grams.update(stretch)
        grams.update(map(str.__add__, stretch, stretch[1:]))
    return grams

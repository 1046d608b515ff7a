"""How much two texts ask for the same: pairs of neighbouring characters they share. Pure."""

ALIKE = 0.6
"""From here on two requests are shown as nearly the same; a person decides whether they are."""


def pairs(text: str) -> frozenset[str]:
    """Neighbouring characters, blanks and line breaks left out."""
    dense = "".join(text.split())
    return frozenset(dense[place : place + 2] for place in range(len(dense) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared pairs, of those of the shorter text; 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0

"""Which documents need an explanation, and who gives it: two tables, the first row that fits decides.

Asks the document's own rows and imports no model, so that gates can stand on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from disclosure.coordination.states import Part
from disclosure.documents.codes import Attribute, DocumentKind, RelationKind, SourceKind
from interpretation.judging.codes import Ground, Trait
from portal.accounts.states import OrganKind

_RULES = frozenset({DocumentKind.GOVERNMENT_RULE, DocumentKind.DEPARTMENT_RULE})
_FOREIGN = frozenset({SourceKind.SUPERIOR, SourceKind.REPOST})
_OFFICES = ("人民政府办公室", "人民政府办公厅")
_CHANGES = (RelationKind.AMENDS, RelationKind.REPEALS, RelationKind.REPLACES)

AMENDS = "amends"
"""Condition of elements beside the traits: the document changes or takes the place of another."""


# --- what is known about a document -----------------------------------------------------------------


def judgement_of(document: Any) -> Any:
    """The judgement on record; ``None`` when nobody judged. One query for a document just read."""
    return getattr(document, "judgement", None)


def grounds_of(document: Any) -> list[str]:
    judgement = judgement_of(document)
    return list(judgement.grounds) if judgement else []


def conditions_of(document: Any) -> frozenset[str]:
    """What the elements of an explanation depend on: traits, grounds, and whether another document is changed."""
    judgement = judgement_of(document)
    found = {*judgement.traits, *judgement.grounds} if judgement else set()
    if document.relations_out.filter(kind__in=_CHANGES).exists():
        found.add(AMENDS)
    if document.relations_out.filter(kind=RelationKind.FORWARDS).exists():
        found.add(str(Trait.SUPERIOR))
    return frozenset(found)


def _is_own_and_public(document: Any) -> bool:
    """Only what is for the public, or may still be, and was made here is explained here (S2-4.1)."""
    return document.attribute in {"", Attribute.ACTIVE} and document.source_kind not in _FOREIGN


def is_of_government(document: Any) -> bool:
    """In the name of the city or of its office."""
    return bool(document.organ.kind == OrganKind.GOVERNMENT or document.issuer.endswith(_OFFICES))


OF_GOVERNMENT = (
    Q(document__organ__kind=OrganKind.GOVERNMENT)
    | Q(document__issuer__endswith=_OFFICES[0])
    | Q(document__issuer__endswith=_OFFICES[1])
)
"""The same of rows that hang on a document."""


# --- needed or not ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NeedRow:
    """``is_major``: its explanation is also examined for legality (S0-2.7.3c)."""

    code: str
    why: str
    fits: Callable[[Any], bool]
    is_major: Callable[[Any], bool]
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the document needs an explanation, by which row, in words."""

    needs: bool
    code: str
    why: str
    is_major: bool = False


NEED_ROWS: tuple[NeedRow, ...] = (
    NeedRow(
        "rule",
        "规章必须解读",
        fits=lambda document: document.kind in _RULES,
        is_major=lambda _: True,
        duties=("S0-2.3.1",),
    ),
    NeedRow(
        "government",
        "以市政府或者市政府办名义印发的行政规范性文件必须解读",
        fits=lambda document: document.is_normative and is_of_government(document),
        is_major=lambda _: True,
        duties=("S0-2.3.2", "S0-2.7.1"),
    ),
    NeedRow(
        "own",
        "以本单位名义印发的行政规范性文件必须解读",
        fits=lambda document: document.is_normative,
        is_major=lambda document: bool(grounds_of(document)),
        duties=("S0-2.3.3",),
    ),
    NeedRow(
        "judged",
        "判定为{grounds}，应当解读",
        fits=lambda document: bool(grounds_of(document)),
        is_major=lambda _: False,
        duties=("S0-2.3.4", "S2-4.1"),
    ),
    NeedRow(
        "marked",
        "由人标记为需要解读",
        fits=lambda document: bool(judgement_of(document) and judgement_of(document).is_marked),
        is_major=lambda _: False,
        duties=("S0-2.3.5",),
    ),
)
_NOT_OURS = Verdict(needs=False, code="not_ours", why="不是本市制作、主动公开的文件，不用解读")
_NOT_NEEDED = Verdict(needs=False, code="none", why="不属于必须解读的文件，也没有判定要解读")


def verdict_on(document: Any) -> Verdict:
    """The first row that fits. Two queries at most."""
    if not _is_own_and_public(document):
        return _NOT_OURS
    row = next((row for row in NEED_ROWS if row.fits(document)), None)
    if row is None:
        return _NOT_NEEDED
    grounds = "、".join(Ground(code).label for code in grounds_of(document))
    return Verdict(needs=True, code=row.code, why=row.why.format(grounds=grounds), is_major=row.is_major(document))


# --- who explains -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ResponsibleRow:
    code: str
    why: str
    fits: Callable[[Any], bool]
    duties: tuple[str, ...]


RESPONSIBLE_ROWS: tuple[ResponsibleRow, ...] = (
    ResponsibleRow(
        "drafting",
        "谁起草谁解读：由起草部门解读",
        fits=lambda document: document.drafting_organ_id not in {None, document.organ_id},
        duties=("S0-2.7.0a", "S3-3.2a"),
    ),
    ResponsibleRow(
        "lead",
        "联合发文，由牵头部门解读",
        fits=lambda document: document.concerns.filter(part=Part.CO_ISSUER).exists(),
        duties=("S2-4.6", "S3-3.2a"),
    ),
    ResponsibleRow(
        "own",
        "部门文件由制发部门自行解读",
        fits=lambda _: True,
        duties=("S0-2.9a", "S2-4.6", "S3-3.2a"),
    ),
)


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who explains a document, and why."""

    organ: Any
    code: str
    why: str


def explaining_organ(document: Any) -> Any:
    """Whom ``responsible_for`` names, without why: the rows differ in the reason only. Asks the database nothing."""
    entrusted = document.drafting_organ_id not in {None, document.organ_id}
    return (document.drafting_organ if entrusted else document.organ).heir()


def responsible_for(document: Any) -> Responsible:
    """The first row that fits. One query at most."""
    row = next(row for row in RESPONSIBLE_ROWS if row.fits(document))
    return Responsible(explaining_organ(document), row.code, row.why)

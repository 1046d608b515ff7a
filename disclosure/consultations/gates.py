"""What stands before an act on a consultation or an opinion. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from disclosure.consultations.codes import ALWAYS, ELEMENTS, PERIOD_RULES, SecretKind, Verdict
from disclosure.consultations.parts import parts_of, result_parts_of
from disclosure.consultations.states import COUNTED
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.selectors import rule
from portal.privacy.fields import personal_fields
from portal.privacy.services import plain_text
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.selectors import undecided

_SHORTEST_DATUM = 2
"""Characters of a datum that is looked for; a single one stands in any text."""

# --- before it is opened ------------------------------------------------------------------------------


def materials_are_there(consultation: Any, _at: datetime) -> Sequence[str]:
    """Draft, explanation, reasons, basis, how to reply (S0-4.3, S0-6.3, S3-2.1c); with whom was talked (S0-6.2)."""
    missing = [f"还没有写“{row.label}”" for row in ELEMENTS if row.needed and not getattr(consultation, row.name)]
    if consultation.affected and not consultation.partners:
        missing.append("涉及特定群体的，要写和谁沟通协商")
    return missing


def ways_are_there(consultation: Any, _at: datetime) -> Sequence[str]:
    """On the site and by an open call, whatever else (S0-4.6, S1-5.3b)."""
    lacking = [code for name, code in ALWAYS.items() if code not in getattr(consultation, name)]
    return ["必须在市政府门户网站公布，并向社会公开征求意见"] if lacking else []


def period_is_lawful(consultation: Any, at: datetime) -> Sequence[str]:
    """The full period, or a reason for all to read; some periods the law does not let anybody shorten."""
    terms = rule(PERIOD_RULES[consultation.legal_kind], on=local(at).date())
    if consultation.days >= terms.amount:
        return []
    if not terms.individual:
        return [f"{terms.title}{terms.length}（{terms.article}），不能缩短"]
    if not consultation.short_reason:
        return [f"征求意见一般{terms.length}；情况紧急要缩短的，写明理由，公布时一并说明"]
    return []


def is_screened(consultation: Any, _at: datetime) -> Sequence[str]:
    return _unsettled(consultation, parts_of(consultation))


def nothing_forbids_it(consultation: Any, _at: datetime) -> Sequence[str]:
    """S0-4.8: reviewed, and none of the seven kinds was found."""
    if consultation.reviewed_at is None:
        return ["还没有保密审查"]
    found = [code for code in consultation.secrecy_kinds.split(",") if code]
    return [f"保密审查认为涉及{SecretKind(code).label}，不允许预公开" for code in found]


def _unsettled(subject: Any, parts: Sequence[Part]) -> Sequence[str]:
    found = undecided(subject, parts)
    return list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


# --- period and result --------------------------------------------------------------------------------


def period_is_over(consultation: Any, at: datetime) -> Sequence[str]:
    if consultation.ends_at is not None and at >= consultation.ends_at:
        return []
    return [f"征求意见到{consultation.ends_on:%Y年%-m月%-d日}，没有到期"]


def every_opinion_is_answered(consultation: Any, _at: datetime) -> Sequence[str]:
    """S0-6.6: alone or with its theme."""
    left = consultation.opinions.unanswered().count()
    return [f"还有{left}条意见没有答复：归到主题一起答，或者单独答"] if left else []


def concentrated_views_have_reasons(consultation: Any, _at: datetime) -> Sequence[str]:
    """S3-6.2d: what many said and is not adopted, with the reason."""
    counted = Count("opinions", filter=Q(opinions__state__in=COUNTED))
    themes = consultation.themes.exclude(verdict__in=("", Verdict.ADOPTED)).filter(reason="").annotate(many=counted)
    return [
        f"主题“{theme.title}”有{theme.many}条意见，没有全部采纳，要说明理由"
        for theme in themes
        if theme.many >= settings.CONSULTATION_CONCENTRATED
    ]


def has_a_statement(consultation: Any, _at: datetime) -> Sequence[str]:
    return [] if consultation.result_summary else ["还没有写采纳情况说明"]


def result_is_screened(consultation: Any, _at: datetime) -> Sequence[str]:
    return _unsettled(consultation, result_parts_of(consultation))


def may_be_cancelled(consultation: Any, at: datetime) -> Sequence[str]:
    """A period that ended is owed a result, also when the matter is given up."""
    if consultation.ends_at is not None and at >= consultation.ends_at:
        return ["已经截止，要公布结果；不再推进的，在结果里说明"]
    return []


# --- an opinion ---------------------------------------------------------------------------------------


def writer_agreed(opinion: Any, _at: datetime) -> Sequence[str]:
    return [] if opinion.consents else ["提意见的人没有同意公开"]


def nobody_is_named(opinion: Any, _at: datetime) -> Sequence[str]:
    """Nothing that leads to the writer stands in what everybody would read (law.md K)."""
    for field in personal_fields(type(opinion)):
        datum = plain_text(opinion, field.name)
        if len(datum) >= _SHORTEST_DATUM and datum in opinion.shown_text:
            return [f"公开的文字里写着本人的{field.verbose_name}，请改掉"]
    return []


def words_are_screened(opinion: Any, _at: datetime) -> Sequence[str]:
    return _unsettled(opinion, [Part("shown_text", "公开的文字", opinion.shown_text)])


# --- persons ------------------------------------------------------------------------------------------


def is_not_the_drafter(consultation: Any, actor: Actor) -> str:
    return "自己起草的，不能由自己审查、批准。" if actor.id in (consultation.drafter_id, consultation.editor_id) else ""


def is_not_the_result_drafter(consultation: Any, actor: Actor) -> str:
    return "自己起草的结果，不能由自己批准公布。" if actor.id == consultation.result_drafter_id else ""

"""Faults below an organ for which nobody was held to account (S2-11.D3)."""

from collections.abc import Iterator
from datetime import timedelta

from assessment.accountability.models import Accountability
from assessment.accountability.selectors import authority_of
from assessment.accountability.states import CaseState, Origin
from assessment.problems.selectors import assessed
from assessment.problems.sources import UNANSWERED, UNANSWERED_LABEL, Fault, Period, Source
from assessment.rectification.models import Criticism
from assessment.rectification.states import CriticismState
from portal import clock
from portal.subjects import ref

DAYS_TO_TAKE_UP = timedelta(days=30)
"""How long a lead may wait for somebody to decide on it. The house's own number."""

_ARTICLE = "《政府信息公开条例》第五十三条；本市考核评定标准第十二项"


def _unanswered(period: Period) -> Iterator[Fault]:
    """Criticised before all, handed on as a lead, and nobody decided whether to take it up.

    The fault is the authority's. It names the criticism, which everybody in the offices reads, and nothing of the
    case, which its handlers read alone.
    """
    since = period.at - DAYS_TO_TAKE_UP
    waiting = frozenset(
        Accountability.objects.filter(state=CaseState.LEAD, origin=Origin.CRITICISM, led_at__lte=since).values_list(
            "source", flat=True
        )
    )
    day = clock.local(period.at).date()
    answering = frozenset(assessed(day).values_list("pk", flat=True).order_by())
    rows = Criticism.objects.filter(state=CriticismState.CIRCULATED, refers=True, decided_at__lte=since)
    for row in rows.select_related("organ__parent").order_by("pk"):
        authority = authority_of(row.organ, day)
        if f"assessment.criticism:{row.pk}" not in waiting or authority is None or authority.pk not in answering:
            continue
        yield Fault(
            organ_id=authority.pk,
            cause=f"assessment.criticism:{row.pk}:unanswered",
            subject=ref(row),
            title=f"{row.organ.short_name}被通报批评以后没有研究追究责任",
            article=_ARTICLE,
            facts=f"到{day:%Y年%-m月%-d日}，线索已经等了超过{DAYS_TO_TAKE_UP.days}天，没有决定是否调查。",
            occurred_on=day,
        )


SOURCES = (Source(UNANSWERED, UNANSWERED_LABEL, _unanswered, duties=("S2-11.D3",)),)

"""Answers that were put right by somebody else."""

from collections.abc import Collection, Iterator
from functools import partial

from assessment.problems.sources.fault import Fault, Period, Source
from portal import clock
from portal.subjects import ref
from requests_app.remedies.models import Remedy
from requests_app.remedies.states import COUNTED, RemedyKind, RemedyState, Result

_ARTICLE = "《政府信息公开条例》第五十一条；本市考核评定标准第十一项"


def _find(kinds: Collection[str], period: Period) -> Iterator[Fault]:
    rows = Remedy.objects.filter(
        kind__in=kinds,
        state=RemedyState.CLOSED,
        result=Result.CORRECTED,
        decided_on__range=(period.first, clock.local(period.at).date()),
    )
    for row in rows.select_related("request").order_by("decided_on", "pk").iterator(chunk_size=2000):
        if row.decided_on is None:  # closed ones have it; the database insists
            continue
        yield Fault(
            organ_id=row.request.organ_id,
            cause=f"requests_app.remedy:{row.pk}:corrected",
            subject=ref(row.request),
            title=f"{row.request.number}：{row.get_kind_display()}{row.get_result_display()}",
            article=_ARTICLE,
            facts=f"{row.authority}{row.decided_on:%Y年%-m月%-d日}{row.get_result_display()}。{row.case_number}",
            occurred_on=row.decided_on,
        )


SOURCES = (
    Source("upheld_complaint", "投诉被查实", partial(_find, (RemedyKind.COMPLAINT,)), duties=("S2-11.D2",)),
    Source("corrected_decision", "复议、诉讼被纠错", partial(_find, COUNTED), duties=("S2-11.D2",)),
)

"""Fees that were taken and should not have been: reckoned anew from the record as it stands today (art. 42)."""

from collections.abc import Iterator

from assessment.problems.sources.fault import Fault, Period, Source
from portal import clock
from portal.subjects import ref
from requests_app.charging import tariff
from requests_app.charging.models import Fee
from requests_app.charging.selectors import lines_of
from requests_app.charging.states import FeeState

_ARTICLE = "《政府信息公开条例》第四十二条；国办函〔2020〕109号；本市考核评定标准第十三项"


def _overcharged(period: Period) -> Iterator[Fault]:
    """Paid more than the tariff asks for: an earlier request of the month that was merged or split off afterwards
    changes what the later ones cost, and the difference has to go back."""
    day = clock.local(period.at).date()
    paid = Fee.objects.filter(state=FeeState.PAID, paid_on__range=(period.first, day))
    for fee in paid.select_related("request__organ", "request__applicant").order_by("paid_on", "pk").iterator(500):
        due = tariff.amount(lines_of(fee.request, fee.method, fee.units))
        if fee.paid_on is None or fee.amount <= due:
            continue
        yield Fault(
            organ_id=fee.request.organ_id,
            cause=f"requests_app.fee:{fee.pk}:overcharged",
            subject=ref(fee.request),
            title=f"{fee.request.number}：多收了信息处理费",
            article=_ARTICLE,
            facts=f"{fee.paid_on:%Y年%-m月%-d日}收了{fee.amount}元，按标准应收{due}元，多收{fee.amount - due}元。",
            occurred_on=fee.paid_on,
        )


SOURCES = (Source("overcharged", "违反规定收取费用", _overcharged, duties=("S2-11.D4",)),)

"""What the daily check of the website found."""

from collections.abc import Collection, Iterator
from functools import partial

from assessment.problems.sources.fault import Fault, Period, Source
from disclosure.monitoring.models import Finding
from disclosure.monitoring.states import FindingKind
from disclosure.monitoring.table import BY_KIND
from portal import clock
from portal.subjects import ref

_NO_COLUMN = (FindingKind.BLANK, FindingKind.ITEM_WITHOUT_COLUMN, FindingKind.ORGAN_WITHOUT_PAGE)
_STALE = (FindingKind.HOME_STALE, FindingKind.NEWS_STALE, FindingKind.POLICY_STALE, FindingKind.OTHER_STALE)


def _find(kinds: Collection[str], period: Period) -> Iterator[Fault]:
    rows = Finding.objects.filter(
        kind__in=kinds, opened_at__gte=clock.start_of_day(period.first), opened_at__lte=period.at
    )
    for row in rows.order_by("opened_at", "pk").iterator(chunk_size=2000):
        seen = clock.local(row.opened_at).date()
        gone = f"{clock.local(row.closed_at):%-m月%-d日}消除" if row.closed_at else "还没有消除"
        yield Fault(
            organ_id=row.organ_id,
            cause=f"disclosure.finding:{row.pk}",
            subject=ref(row),
            title=str(row),
            article=f"国办秘函〔2019〕19号“{BY_KIND[FindingKind(row.kind)].indicator}”",
            facts=f"{seen:%Y年%-m月%-d日}网站检查发现，{gone}。",
            occurred_on=seen,
        )


SOURCES = (
    Source("no_column", "没有专栏或者栏目空白", partial(_find, _NO_COLUMN), duties=("S2-11.C1",)),
    Source("stale_column", "栏目更新不及时", partial(_find, _STALE), duties=("S2-11.C1",)),
    Source("guide", "公开指南缺失或者不一致", partial(_find, (FindingKind.GUIDE_OUT_OF_STEP,)), duties=("S2-11.A3",)),
)

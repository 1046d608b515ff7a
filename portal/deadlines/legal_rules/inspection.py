"""How many faults fail a whole government website, whatever else is right (单项否决). Counts, not times."""

from dataclasses import dataclass
from datetime import date

INSPECTION = "国办秘函〔2019〕19号"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLimit:
    """``amount`` of such faults or more fail the site. ``in_force_from`` is inclusive."""

    code: str
    title: str
    amount: int
    article: str = INSPECTION
    in_force_from: date = date(2019, 4, 1)


LIMITS: dict[str, CountLimit] = {
    limit.code: limit
    for limit in (
        CountLimit(code="HOME_PAGE", title="首页不更新", amount=1),
        CountLimit(code="NEWS_AND_POLICY_COLUMNS", title="动态要闻、通知公告、政策文件类栏目不更新", amount=5),
        CountLimit(code="STALE_COLUMNS", title="应更新栏目长期未更新", amount=10),
        CountLimit(code="BLANK_COLUMNS", title="空白栏目", amount=5),
        CountLimit(code="UNANSWERED", title="超过3个月未回应有效留言", amount=1),
        CountLimit(code="FALSE_TIME", title="弄虚作假（伪造发稿日期）", amount=1),
    )
}

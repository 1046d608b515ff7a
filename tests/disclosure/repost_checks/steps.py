"""What a test of checks does: give a task, repost, check."""

from datetime import date, datetime

from disclosure.repost_checks import services
from disclosure.repost_checks.models import RepostCheck
from disclosure.reposting import services as reposting
from portal.accounts.states import Role
from portal.clock import SHANGHAI

EARLY = datetime(2026, 5, 12, 9, 0, tzinfo=SHANGHAI)
LINKS = tuple(f"https://www.gov.cn/zhengce/{number}.htm" for number in (1, 2, 3))
PROVINCE = "https://www.jiangsu.gov.cn/art/1.htm"


def give(judge, organs, *, link=LINKS[0], issued_at=EARLY):
    return reposting.give_task(organs=organs, title="关于优化服务的意见", link=link, issued_at=issued_at, **judge)


def repost(office, task) -> None:
    source = {"source_kind": "repost", "source_name": "中国政府网", "source_url": task.link}
    reposting.complete(task, document=office.published(**source), **office.as_(Role.HANDLER))


def check(judge, **changed) -> RepostCheck:
    given = {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 5, 20), "threshold": 50}
    return services.make_check(**given | changed, **judge)

"""Reports on the website of the city of the tests."""

from datetime import datetime

from assessment.website_reports import services
from assessment.website_reports.models import WebsiteReport
from portal.accounts.states import Role
from portal.clock import SHANGHAI

JANUARY = datetime(2026, 1, 5, 10, 0, tzinfo=SHANGHAI)
FEBRUARY = datetime(2026, 2, 3, 10, 0, tzinfo=SHANGHAI)
NOTE = "网站统计工具12月31日导出。"

FILLED = {
    "visitors": "182634",
    "visits": "946,210",
    "users": "20518",
    "cases": "31420",
    "cases_natural": "26105",
    "cases_legal": "5315",
    "questions_answered": "0",
    "answers_itself": "no",
    "tests": "4",
    "flaws": "7",
    "flaws_mended": "7",
    "watches": "yes",
    "drills": "yes",
    "has_officer": "yes",
    "has_media": "yes",
    "wechat": "临江政务公开",
    "wechat_posts": "312",
    "wechat_subscribers": "8436",
    "search_service": "no",
    "languages": "no",
    "personal": "no",
}


def opened(city, at: datetime = JANUARY) -> WebsiteReport:
    """Last year's of this site, which the city government answers for."""
    return services.open_due(at=at)[0]


def filled(city, report: WebsiteReport, at: datetime = JANUARY, **values: str) -> WebsiteReport:
    return services.fill(report, values=FILLED | values, note=NOTE, **city.as_("city", Role.HANDLER, at))


def signed(city, report: WebsiteReport, at: datetime = JANUARY) -> WebsiteReport:
    filled(city, report, at)
    return services.sign(report, **city.as_("city", Role.HEAD, at))


def published(city, report: WebsiteReport, at: datetime = JANUARY) -> WebsiteReport:
    signed(city, report, at)
    return services.publish(report, **city.as_("city", Role.DISCLOSURE_HEAD, at))

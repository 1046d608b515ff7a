"""What the system knows of a year of this website, and how each number is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from assessment.website_reports.selectors import Site
from disclosure.catalogue.states import ColumnType
from disclosure.consultations.models import Consultation, Opinion
from disclosure.consultations.states import COUNTED as COUNTED_OPINIONS
from disclosure.consultations.states import State as ConsultationState
from disclosure.documents.models import Document
from disclosure.services_guide.codes import Online
from disclosure.services_guide.models import ServiceGuide
from disclosure.specials.models import Special
from interpretation.materials.codes import Form, Way
from interpretation.materials.models import Material
from portal.clock import local, start_of_day
from sentiment.clarification.models import Clarification
from sentiment.mailbox.models import Message
from sentiment.mailbox.states import RESPONDED
from sentiment.meetings.models import Meeting, MeetingQuestion
from sentiment.meetings.states import Kind as MeetingKind
from sentiment.meetings.states import State as MeetingState
from sentiment.responses.models import Response

_OVERVIEW = (ColumnType.OVERVIEW, ColumnType.ORGANISATION, ColumnType.LEADERS)
_CATALOGUE = (
    ColumnType.NOTICES,
    ColumnType.GUIDE,
    ColumnType.RULES,
    ColumnType.POLICY,
    ColumnType.STATUTORY,
    ColumnType.ANNUAL_REPORT,
)
_ARTICLES = (Way.MEDIA, Way.ARTICLE)


@dataclass(frozen=True, slots=True)
class Known:
    """How a row is counted; ``page`` is the list behind it, with ``{year}`` where the list asks for one."""

    words: str
    page: str = ""

    def page_of(self, year: int) -> str:
        return self.page.format(year=year)


_BY_SETTINGS = Known("网站的设置和网站档案")
KNOWN: Mapping[str, Known] = {
    **dict.fromkeys(("site_name", "address", "sponsor", "site_type", "id_code", "icp", "police"), _BY_SETTINGS),
    "published": Known("本年在本站发布、现在还公开的文件，不含从旧系统导入的", "/catalogue/"),
    "overview": Known("其中概况、机构职能、负责人信息栏目的", "/columns/"),
    "news": Known("其中政务动态栏目的", "/columns/"),
    "catalogue": Known("其中指南、制度、政策文件、法定主动公开、年报、公告栏目的", "/statutory/"),
    "specials": Known("本年里有一天没有归档的专题", "/specials/"),
    "specials_new": Known("本年开设的专题", "/specials/"),
    "explained": Known("本年发布、现在还公开的解读", "/interpretations/?year={year}"),
    "explained_texts": Known("其中文字的，不含媒体文章", "/interpretations/?year={year}&form=text"),
    "explained_products": Known("其中图片、图解、音频、视频等形式的，不含媒体文章", "/interpretations/?year={year}"),
    "explained_articles": Known("其中媒体专访和发表的文章", "/interpretations/?year={year}&way=article"),
    "concerns": Known("本年发布的舆情回应和澄清", "/concerns/"),
    "has_items": Known("有没有公开的办事指南", "/services/list/"),
    "items": Known("年底以前发布过、现在还公开的办事指南，一个事项算一项", "/services/list/"),
    "items_online": Known("其中全程网上办的", "/services/list/?online=whole"),
    "one_platform": Known("留言都在本站统一的互动平台办理", "/mailbox/"),
    "letters": Known("本年收到的有效留言", "/mailbox/statistics/?year={year}"),
    "letters_closed": Known("其中统计时已经答复或者告知办理途径的", "/mailbox/statistics/?year={year}"),
    "letters_days": Known("已经办结的留言，从收到到办结平均几天（自然日）"),
    "letters_shown": Known("本年收到的留言里，答复已经公开的", "/mailbox/?year={year}"),
    "surveys": Known("本年开始的征求意见", "/consultations/"),
    "opinions": Known("这些征求意见收到的有效意见"),
    "surveys_shown": Known("这些征求意见里，结果已经公布的", "/consultations/?part=result"),
    "interviews": Known("本年举行的在线访谈", "/meetings/"),
    "questions": Known("这些访谈会前收到的提问"),
    "has_officer": Known("网站档案登记了安全责任人"),
    "accessible": Known("本站有无障碍浏览，做法见无障碍说明", "/accessibility/"),
}
"""Rows the system fills in; of another website those of its record only."""


def counted(site: Site, year: int, *, at: datetime) -> dict[str, Any]:
    """The rows known at ``at``; a row that is not in it has to be filled in by hand. Some fifteen queries."""
    found: dict[str, Any] = {
        "site_name": site.name,
        "address": site.address,
        "sponsor": site.organ.name,
        "site_type": site.kind,
        "id_code": site.code,
        "icp": site.icp,
        "police": site.police,
    }
    found = {code: value for code, value in found.items() if value}
    if site.officer:
        found["has_officer"] = True
    if not site.is_this_one:
        return found
    whole = _documents(year) | _specials(year) | _explanations(year) | _services(year) | _letters(year, at)
    return found | whole | _consultations(year) | _interviews(year) | {"one_platform": True, "accessible": True}


def _documents(year: int) -> dict[str, int]:
    rows = Document.objects.public().filter(published_at__year=year, import_source="")
    return rows.order_by().aggregate(
        published=Count("pk"),
        overview=Count("pk", filter=Q(column__kind__in=_OVERVIEW)),
        news=Count("pk", filter=Q(column__kind=ColumnType.NEWS)),
        catalogue=Count("pk", filter=Q(column__kind__in=_CATALOGUE)),
    )


def _end(year: int) -> datetime:
    """The first moment after the year."""
    return start_of_day(date(year + 1, 1, 1))


def _specials(year: int) -> dict[str, int]:
    living = Special.objects.filter(Q(archived_at=None) | Q(archived_at__gte=_end(year - 1)), opened_at__lt=_end(year))
    return {"specials": living.count(), "specials_new": Special.objects.filter(opened_at__year=year).count()}


def _explanations(year: int) -> dict[str, int]:
    is_article, is_text = Q(way__in=_ARTICLES), Q(form=Form.TEXT)
    found: dict[str, int] = (
        Material.objects.public()
        .filter(published_at__year=year)
        .order_by()
        .aggregate(
            explained=Count("pk"),
            explained_articles=Count("pk", filter=is_article),
            explained_texts=Count("pk", filter=is_text & ~is_article),
            explained_products=Count("pk", filter=~is_text & ~is_article),
        )
    )
    said = Response.objects.public().filter(published_at__year=year).count()
    return found | {"concerns": said + Clarification.objects.public().filter(published_at__year=year).count()}


def _services(year: int) -> dict[str, Any]:
    """An errand whose guide was renewed since is the same errand."""
    before = ServiceGuide.objects.with_page().filter(published_at__lt=_end(year)).order_by().values("code")
    rows = ServiceGuide.objects.public().filter(code__in=before)
    items = rows.count()
    return {"has_items": items > 0, "items": items, "items_online": rows.filter(online=Online.WHOLE).count()}


def _letters(year: int, at: datetime) -> dict[str, Any]:
    """Of those received in the year, so that none is closed that was not received."""
    rows = Message.objects.counted().filter(received_on__year=year)
    done = rows.filter(state__in=RESPONDED).values_list("received_on", "closed_at")
    waited = [(local(closed or at).date() - received).days for received, closed in done]
    return {
        "letters": rows.count(),
        "letters_closed": len(waited),
        "letters_days": f"{sum(waited) / len(waited):.1f}" if waited else "0",
        "letters_shown": rows.public().count(),
    }


def _consultations(year: int) -> dict[str, int]:
    rows: QuerySet[Consultation] = Consultation.objects.public().filter(opened_on__year=year)
    opinions = Opinion.objects.filter(consultation__in=rows.order_by().values("pk"), state__in=COUNTED_OPINIONS)
    return {
        "surveys": rows.count(),
        "opinions": opinions.count(),
        "surveys_shown": rows.filter(state=ConsultationState.RESULT).count(),
    }


def _interviews(year: int) -> dict[str, int]:
    held = (MeetingState.HELD, MeetingState.RECORDED)
    rows = Meeting.objects.filter(kind=MeetingKind.INTERVIEW, state__in=held, starts_at__year=year)
    questions = MeetingQuestion.objects.filter(meeting__in=rows.order_by().values("pk"))
    return {"interviews": rows.count(), "questions": questions.count()}

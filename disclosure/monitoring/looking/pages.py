"""What is wrong on the pages themselves: links, tags, times, identification."""

import re

from django.conf import settings

from disclosure.documents.models import Document
from disclosure.monitoring.looking.crawling import COLUMN, DOCUMENT, Source
from disclosure.monitoring.looking.reading import Page
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from disclosure.monitoring.models import KEY_LENGTH
from portal import clock

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
_TAGS = {COLUMN: (*SITE_TAGS, *COLUMN_TAGS), DOCUMENT: (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS)}
_ID_CODE = re.compile(r"\d{10}|bm\d{8}")
_FOOT = {
    "sponsor": "主办单位",
    "operator": "承办单位",
    "phone": "联系电话",
    "icp": "ICP备案号",
    "police": "公安机关备案号",
}
_FOOT_LINKS = {"/report/": "“我为政府网站找错”入口", "/sitemap/": "网站地图"}
PAGES_SHOWN = 5


def broken_links(round_: Round) -> Look:
    """Pages and files of this site that do not open, with the pages that lead there."""
    crawl = round_.crawl
    seen = [
        Seen(
            path[:KEY_LENGTH],
            path[:KEY_LENGTH],
            _answering(sources[0], round_),
            sources[0].path,
            {"status": status, "pages": [source.path for source in sources[:PAGES_SHOWN]]},
        )
        for path, (status, sources) in sorted(crawl.broken.items())
    ]
    return Look(crawl.followed, seen)


def missing_tags(round_: Round) -> Look:
    """Pages without the tags the page rules ask for, or with empty ones."""
    seen = [
        _seen(source, round_, {"missing": missing})
        for source, page in round_.crawl.pages
        if (missing := [name for name in _TAGS.get(source.kind, SITE_TAGS) if not page.metas.get(name, "").strip()])
    ]
    return Look(len(round_.crawl.pages), seen)


def missing_times(round_: Round) -> Look:
    """Documents whose page does not say when they were published, to the minute, as the system knows it."""
    read = {source.pk: (source, page) for source, page in round_.crawl.pages if source.kind == DOCUMENT and source.pk}
    moments = Document.objects.filter(pk__in=list(read)).values_list("pk", "published_at")
    seen = [
        _seen(source, round_, {"shown": page.metas.get("PubDate", "")})
        for pk, at in moments
        for source, page in [read[pk]]
        if at is None or page.metas.get("PubDate") != f"{clock.local(at):%Y-%m-%d %H:%M}"
    ]
    return Look(len(read), seen)


def identity(round_: Round) -> Look:
    """What every page's foot must say about the site."""
    site: dict[str, str] = settings.SITE
    missing = [label for name, label in _FOOT.items() if not site[name].strip()]
    if not _ID_CODE.fullmatch(site["id_code"]):
        missing.append("10位网站标识码")
    if not site["mark_url"]:
        missing.append("党政机关网站标识")
    home = next((page for source, page in round_.crawl.pages if source.path == "/"), None)
    missing += [label for path, label in _FOOT_LINKS.items() if not _leads_to(home, path)]
    wrong = [Seen("footer", "全站页脚", round_.site_organ.pk, "/", {"missing": missing})] if missing else []
    return Look(len(_FOOT) + len(_FOOT_LINKS) + 2, wrong)


def _leads_to(page: Page | None, path: str) -> bool:
    return page is not None and path in page.links


def _seen(source: Source, round_: Round, evidence: dict[str, object]) -> Seen:
    return Seen(source.path[:KEY_LENGTH], source.title, _answering(source, round_), source.path, evidence)


def _answering(source: Source, round_: Round) -> int:
    return source.organ_id or round_.site_organ.pk

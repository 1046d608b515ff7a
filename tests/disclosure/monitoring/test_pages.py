"""The site read as a visitor reads it: links, tags, times, identification, search."""

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from disclosure.monitoring.looking import Round, answers, honesty, pages
from disclosure.monitoring.looking.reading import Page
from portal.files import vault
from portal.search.indexing import rebuild
from portal.site.fetching import fetch
from tests.disclosure.monitoring.conftest import day
from tests.disclosure.office import put_file


def test_the_site_fetches_its_own_pages_and_breaks_on_none(office) -> None:
    assert fetch("/").status == 200
    assert "<title>" in fetch("/").text
    assert (fetch("/no-such/").status, fetch("/no-such/").stands) == (404, False)
    assert fetch("/calculator/", "rule=PUBLISH").stands


def test_a_page_tells_its_links_apart() -> None:
    page = Page(
        '<a href="/a/?q=1#x"></a><a href="#top"></a><a href="mailto:a@b.c"></a><img src="/b.png">'
        '<a href="https://www.gov.cn/zc?x=1"></a><a href="https://own.example/c/"></a><a href="d/"></a>'
        '<meta name="SiteName" content="名">',
        own_hosts=frozenset({"own.example"}),
    )
    assert page.links == {"/a/": "q=1", "/b.png": "", "/c/": ""}
    assert page.outside == {"https://www.gov.cn/zc"}
    assert page.metas == {"SiteName": "名"}


@pytest.mark.duty("law.E3", "law.E4", "law.E6")
def test_a_site_as_it_should_be_has_nothing_wrong(office, round_) -> None:
    document = office.published()
    round_.at = day(5, 21, 10)
    assert pages.broken_links(round_).seen == []
    assert pages.missing_tags(round_).seen == []
    assert pages.missing_times(round_).seen == []
    assert pages.identity(round_).seen == []
    assert document.get_absolute_url() in {source.path for source, _ in round_.crawl.pages}


@pytest.mark.duty("law.E6")
def test_a_file_that_is_gone_and_a_link_that_leads_nowhere_are_broken(office, round_) -> None:
    body = "各县教育局：\n详见附件和 https://www.moe.gov.cn/ 的说明。"
    document = office.published(body=body)
    file = put_file(document, name="名单.csv", content=b"a list of this test alone")
    assert pages.broken_links(round_).seen == []
    vault.forget(file.file.path)
    [seen] = pages.broken_links(Round(round_.at, 1)).seen
    assert (seen.key, seen.organ_id) == (f"/files/{file.pk}/", office.organ.pk)
    assert seen.evidence["pages"] == [f"/documents/{document.pk}/"]


@pytest.mark.duty("law.E3")
def test_a_page_without_its_tags_is_named_with_what_is_missing(office, round_, settings) -> None:
    settings.SITE["id_code"] = ""
    seen = {row.key: row.evidence for row in pages.missing_tags(round_).seen}
    assert seen["/columns/jyj-policy/"] == {"missing": ["SiteIDCode"]}


@pytest.mark.duty("law.E4")
def test_a_page_that_shows_another_time_than_the_system_knows_is_named(office, round_) -> None:
    document = office.published()
    assert round_.crawl.pages
    Document.objects.filter(pk=document.pk).update(published_at=day(5, 20))
    [seen] = pages.missing_times(round_).seen
    assert (seen.key, seen.evidence) == (f"/documents/{document.pk}/", {"shown": "2026-05-21 09:30"})


@pytest.mark.duty("law.E6", "law.K")
def test_a_back_dated_publication_is_found_by_the_trail(office, round_) -> None:
    document = office.published()
    assert honesty.false_times(round_).seen == []
    Document.objects.filter(pk=document.pk).update(published_at=day(5, 1))
    [seen] = honesty.false_times(round_).seen
    assert (seen.title, seen.evidence["shown"][:10]) == (document.title, "2026-05-01")


def test_imported_documents_are_not_judged_by_our_trail(office, round_) -> None:
    document = office.published()
    Document.objects.filter(pk=document.pk).update(published_at=day(5, 1), import_source="old-site", import_id="1")
    assert honesty.false_times(round_).seen == []


@pytest.mark.duty("law.E1")
def test_the_foot_must_identify_the_site(office, round_, settings) -> None:
    settings.SITE |= {"id_code": "12345", "icp": " ", "mark_url": ""}
    [seen] = pages.identity(round_).seen
    assert seen.evidence == {"missing": ["ICP备案号", "10位网站标识码", "党政机关网站标识"]}
    assert seen.organ_id == round_.site_organ.pk


@pytest.mark.duty("law.E6")
def test_titles_drawn_by_the_seed_must_be_found(office, round_) -> None:
    document = office.published()
    round_.at = day(5, 21, 11)
    [seen] = honesty.unfound_titles(round_).seen
    assert (seen.title, seen.evidence) == (document.title, {"seed": 7})
    rebuild(at=round_.at)
    look = honesty.unfound_titles(Round(round_.at, 7))
    assert (look.looked, look.seen) == (1, [])


@pytest.mark.duty("law.E6")
def test_reports_nobody_answers_are_late_and_at_last_a_veto(office, round_) -> None:
    report = services.report_error(page="/", text="电话错了", organ=office.organ, at=day(5, 21))
    assert answers.late_reports(Round(day(5, 28), 1)).seen == []
    [late] = answers.late_reports(Round(day(5, 29), 1)).seen
    assert late.evidence == {"received_on": "2026-05-21", "due_on": "2026-05-28"}
    assert answers.unanswered_reports(Round(day(8, 21), 1)).seen == []
    [veto] = answers.unanswered_reports(Round(day(8, 22), 1)).seen
    assert (veto.key, veto.organ_id) == (str(report.pk), office.organ.pk)
    assert "电话" not in veto.title

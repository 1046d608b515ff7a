"""What the public reads: issues, pieces, one PDF, the search, feeds, the interface."""

import io

import pytest
from pypdf import PdfReader

from disclosure.documents import services as documents
from disclosure.gazette.models import GazetteEntry
from disclosure.gazette.search import ENTRY, ISSUE
from portal.accounts.states import Role
from portal.following.kinds import news, thing
from portal.search import indexing
from portal.search.registry import public_ids
from tests.disclosure.gazette.issues import published, with_documents
from tests.disclosure.office import MORNING

TITLE = "临江市教育局关于印发《民办学校管理办法》的通知"
BODY = "各县（市、区）教育局：\n现印发办法。\n第一条　民办学校应当公示收费。\n项目\t标准\n学费\t3000元"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def rules(office):
    return office.published(is_normative=True, title=TITLE, body=BODY)


@pytest.fixture
def issue(office, rules):
    return published(office, rules, office.published(title="关于开学的通知"))


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


@pytest.mark.duty("S1-4.2a", "S3-5.5c")
def test_one_reads_from_the_list_to_the_piece_and_on_to_the_next(client, issue, rules) -> None:
    first, second = (row.get_absolute_url() for row in issue.entries.all())
    assert f'<a href="{issue.get_absolute_url()}">2026年第1期</a>' in page(client, "/gazette/")
    assert f'<a href="{first}">' in page(client, issue.get_absolute_url())
    read = page(client, first)
    assert "民办学校应当公示收费" in read
    assert "<strong>标准文本</strong>" in read
    assert f'<a href="{second}" rel="next">关于开学的通知</a>' in read
    assert f'<a href="{rules.get_absolute_url()}">' in read
    assert 'rel="prev"' in page(client, second)


@pytest.mark.duty("S3-5.5a")
def test_the_page_of_a_document_says_where_its_standard_text_is(client, issue, rules) -> None:
    shown = page(client, rules.get_absolute_url())
    assert f'<a href="{issue.entries.first().get_absolute_url()}">2026年第1期第1页</a>' in shown
    assert '<span class="small muted">标准文本</span>' in shown


@pytest.mark.duty("S1-4.2a")
def test_the_whole_issue_is_one_file_with_cover_contents_and_pages(client, issue) -> None:
    response = client.get(f"{issue.get_absolute_url()}gazette.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    pages = [leaf.extract_text().replace(" ", "") for leaf in PdfReader(io.BytesIO(response.content)).pages]
    assert len(pages) == 4
    assert "临江市教育局公报" in pages[0]
    assert "2026年第1期" in pages[0]
    assert "关于开学的通知" in pages[1]
    assert "民办学校应当公示收费" in pages[2]
    assert "（标准文本）" in pages[2]
    assert "—2—" in pages[3]


def test_the_file_is_set_once_until_something_changes(client, issue, monkeypatch) -> None:
    address, made = f"{issue.get_absolute_url()}gazette.pdf", []
    monkeypatch.setattr("disclosure.gazette.keeping.pdf_bytes", lambda row: made.append(row) or b"%PDF-1.7")
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 200]
    assert len(made) == 1


@pytest.mark.duty("S1-4.2a")
def test_words_are_found_inside_the_issue_and_across_all_of_them(client, issue) -> None:
    inside = page(client, f"{issue.get_absolute_url()}?q=公示收费")
    assert "应当<mark>公示收费</mark>" in inside
    assert "这一期里没有" in page(client, f"{issue.get_absolute_url()}?q=没有的词")
    indexing.rebuild(at=MORNING)
    across = page(client, "/search/?q=公示收费&kind=政府公报")
    assert issue.entries.first().get_absolute_url() in across
    assert public_ids(ISSUE, [issue.pk]) == {issue.pk}


def test_what_is_not_out_is_seen_by_nobody(client, office, rules) -> None:
    draft = with_documents(office, rules)
    [entry] = draft.entries.all()
    addresses = (draft.get_absolute_url(), entry.get_absolute_url(), f"{draft.get_absolute_url()}gazette.pdf")
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert client.get("/api/v1/gazette/2026/1/").status_code == 404
    assert public_ids(ENTRY, [entry.pk]) == set()
    assert "还没有公报上网" in page(client, "/gazette/?x")


@pytest.mark.duty("S2-7.11a")
def test_a_document_that_was_taken_down_is_read_in_no_issue_either(client, office, rules, issue) -> None:
    entry = GazetteEntry.objects.get(document=rules)
    documents.withdraw(rules, reason="另行制定", **office.as_(Role.SIGNER))
    gone = client.get(entry.get_absolute_url())
    assert gone.status_code == 410
    assert "公示收费" not in gone.content.decode()
    assert "公示收费" not in client.get("/api/v1/gazette/2026/1/").content.decode()
    assert "在0篇里" in page(client, f"{issue.get_absolute_url()}?q=公示收费")
    pdf = client.get(f"{issue.get_absolute_url()}gazette.pdf").content
    text = "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(pdf)).pages)
    assert "公示收费" not in text
    assert "不再刊登文本" in text
    assert public_ids(ENTRY, [entry.pk]) == set()


def test_feeds_the_interface_and_followers_know_the_issue(client, issue) -> None:
    assert "政府公报2026年第1期" in page(client, "/feeds/gazette/")
    listed = client.get("/api/v1/gazette/").json()
    assert [row["number"] for row in listed["results"]] == [1]
    whole = client.get("/api/v1/gazette/2026/1/").json()
    assert [(row["title"], row["page_from"], row["is_standard"]) for row in whole["entries"]] == [
        (TITLE, 1, True),
        ("关于开学的通知", 2, False),
    ]
    assert (ISSUE, issue.pk) in news(MORNING.replace(hour=1), MORNING)
    assert thing("gazette", "all").name == "政府公报"
    assert issue.get_absolute_url() in page(client, "/sitemap-gazette.xml")


def test_the_page_asks_the_same_for_one_piece_and_for_three(client, office, issue, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        page(client, f"{issue.get_absolute_url()}?x")
    more = published(office, *(office.published(title=f"通知{name}") for name in "甲乙丙丁"), number=2)
    with django_assert_num_queries(3):
        page(client, f"{more.get_absolute_url()}?x")

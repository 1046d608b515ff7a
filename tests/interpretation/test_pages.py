"""What the public sees: beside the document, in the library, in feeds and in the search."""

import pytest

from disclosure.documents import services as documents
from interpretation.judging.services import judge
from interpretation.materials import services
from interpretation.materials.models import Material
from interpretation.pages.search import LABEL
from portal.accounts.states import Role
from portal.search import indexing
from portal.search.models import IndexTask
from portal.search.registry import public_ids, source_of
from tests.disclosure.office import MORNING, open_office
from tests.interpretation.explaining import SAID, approved, explained, published, written

GUIDE = {
    "acceptor": "市教育局三楼大厅",
    "contact": "市教育局招生办",
    "eligibility": "满六周岁",
    "papers": "户口簿",
    "steps": "网上填表",
    "time_limit": "五个工作日",
    "notes": "带原件",
}


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def policy(office):
    """A normative document with its explanation, both out."""
    return office.published(is_normative=True, title="临江市教育局关于印发《招生办法》的通知")


@pytest.mark.duty("S2-4.5c", "S1-4.1b")
def test_document_and_explanation_link_to_each_other(client, policy) -> None:
    material = Material.objects.get()
    shown = page(client, f"/documents/{policy.pk}/")
    assert f'<a href="{material.get_absolute_url()}">招生通知解读</a>' in shown
    assert '<li><a href="#explained">解读</a></li>' in shown
    back = page(client, material.get_absolute_url())
    assert f'href="/documents/{policy.pk}/"' in back
    assert all(text in back for text in SAID.values())


@pytest.mark.duty("S1-4.1b", "S0-2.5.4")
def test_what_one_has_to_do_stands_on_the_page_of_the_document(client, office) -> None:
    draft = office.draft(is_normative=True)
    judge(draft, traits=["service"], **office.as_(Role.HANDLER))
    approved(office, draft, **GUIDE)
    document = office.to_publication(draft)
    shown = page(client, f"/documents/{document.pk}/")
    tabs = [
        f'<li><a href="#{anchor}">{label}</a></li>'
        for anchor, label in (("text", "原文"), ("asked", "决策过程"), ("explained", "解读"), ("guide", "办事"))
    ]
    assert "".join(tabs) in shown
    assert all(f"<dd>{text}</dd>" in shown for text in GUIDE.values() if text != GUIDE["notes"])


def test_a_document_without_explanation_shows_no_empty_parts(client, office) -> None:
    assert "jumps" not in page(client, f"/documents/{office.published().pk}/")


def test_the_page_of_a_document_takes_the_same_queries_for_any_number_of_explanations(
    client, office, policy, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    with django_assert_max_num_queries(30) as first:
        page(client, f"/documents/{policy.pk}/?x=1")
    for number in range(3):
        published(office, policy, title=f"第{number}次")
    with django_assert_num_queries(len(first)):
        page(client, f"/documents/{policy.pk}/?x=1")


# --- library ------------------------------------------------------------------------------------------


@pytest.mark.duty("S0-2.8a", "S4-1.9", "S4-1.10", "S1-5.4a", "S3-3.2b")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["一图读懂", "招生通知解读"]),
        ("form=infographic", ["一图读懂"]),
        ("way=expert", ["一图读懂"]),
        ("theme=pollution", ["一图读懂"]),
        ("organ=jyj", ["一图读懂", "招生通知解读"]),
        ("organ=zjj", []),
        ("name=一图", ["一图读懂"]),
        ("name=招生办法", ["一图读懂", "招生通知解读"]),
        ("year=2026", ["一图读懂", "招生通知解读"]),
        ("year=2025", []),
        ("form=no-such", []),
        ("year=x", []),
    ],
)
def test_the_library_is_narrowed(client, office, policy, query, titles) -> None:
    seen = {"media_url": "https://www.linjiang.example/p/1", "alternative": "图上写着报名日期。"}
    given = {"title": "一图读懂", "form": "infographic", "way": "expert", "theme": "pollution"} | seen
    published(office, policy, **given)
    shown = page(client, f"/interpretations/?{query}")
    assert [title for title in ("一图读懂", "招生通知解读") if f">{title}</a>" in shown] == titles


def test_the_library_takes_the_same_queries_for_any_number(client, office, policy, django_assert_num_queries) -> None:
    with django_assert_num_queries(5):
        page(client, "/interpretations/?form=text")
    for number in range(3):
        published(office, policy, title=f"第{number}次")
    with django_assert_num_queries(5):
        page(client, "/interpretations/?form=text")


@pytest.mark.duty("S3-3.3.3", "S4-1.11a")
def test_how_often_the_head_explained_is_counted_and_shown(client, office, policy) -> None:
    assert '<td data-label="主要负责人解读">0次</td>' in page(client, "/interpretations/")
    for number in range(3):
        published(office, policy, title=f"局长第{number}次解读", way="head", is_by_head=True, follow_up="明年评估。")
    shown = page(client, "/interpretations/")
    assert '<td data-label="主要负责人解读">3次 <span class="tag tag-ok">已达到</span></td>' in shown


@pytest.mark.parametrize("address", ["/feeds/interpretations/", "/feeds/interpretations.json"])
def test_feeds_tell_what_is_new(client, policy, address) -> None:
    assert "招生通知解读" in page(client, address)


# --- search -------------------------------------------------------------------------------------------


def test_the_index_knows_what_an_explanation_says(policy) -> None:
    material = Material.objects.get()
    entry = source_of(LABEL).to_entry(material)
    assert (entry.title, entry.url, entry.kind.name) == ("招生通知解读", f"/interpretations/{material.pk}/", "政策解读")
    assert SAID["background"] in entry.body
    assert IndexTask.objects.filter(label=LABEL, object_id=material.pk).exists()


def test_a_reader_finds_an_explanation_by_its_words_until_its_document_is_withdrawn(client, office, policy) -> None:
    indexing.rebuild(at=MORNING)
    material = Material.objects.get()
    asked = "/search/?q=让每个孩子按时入学"
    assert material.get_absolute_url() in page(client, asked)
    documents.withdraw(policy, reason="内容有误", **office.as_(Role.SIGNER))
    assert material.get_absolute_url() not in page(client, asked)


def test_the_search_hides_what_left_the_page(office, policy) -> None:
    material = Material.objects.get()
    assert public_ids(LABEL, [material.pk]) == {material.pk}
    documents.withdraw(policy, reason="内容有误", **office.as_(Role.SIGNER))
    assert public_ids(LABEL, [material.pk]) == set()


# --- nothing leaks ------------------------------------------------------------------------------------

MARK = "石竹"
ADDRESSES = (
    "/interpretations/",
    "/feeds/interpretations/",
    "/feeds/interpretations.json",
    "/sitemap-interpretations.xml",
)


def hidden(office):
    """Explanations in every state the public must not see."""
    said = {"title": f"{MARK}解读", "lead": MARK, "content": MARK}
    draft = office.draft(is_normative=True, title=f"{MARK}办法")
    yield written(office, draft, **said)
    yield approved(office, draft, **said)
    out = explained(office, office.draft(is_normative=True, title=f"{MARK}细则"))
    documents.recall(office.to_publication(out), reason="有误", **office.as_(Role.SIGNER))
    yield Material.objects.get(document=out)


@pytest.mark.duty("S2-10.5d")
def test_what_is_not_out_shows_nowhere(client, office, policy) -> None:
    materials = list(hidden(office))
    for address in ADDRESSES:
        shown = page(client, address)
        assert (MARK in shown, [row.pk for row in materials if row.get_absolute_url() in shown]) == (False, [])
    assert [client.get(row.get_absolute_url()).status_code for row in materials] == [404, 404, 404]
    assert public_ids(LABEL, [row.pk for row in materials]) == set()
    assert MARK not in page(client, f"/documents/{policy.pk}/")


def test_a_briefing_does_not_tell_the_title_of_what_is_still_to_come(client, office) -> None:
    draft = office.draft(is_normative=True, title=f"{MARK}办法")
    material = approved(office, draft, stage="before", title="新规吹风")
    services.publish(material, **office.as_(Role.INFO_CLERK))
    assert MARK not in page(client, material.get_absolute_url())
    assert ">新规吹风</a>" not in page(client, f"/interpretations/?name={MARK}")


def test_what_was_taken_down_says_why_and_nothing_else(client, office, policy) -> None:
    material = Material.objects.get()
    services.withdraw(material, reason="数字有误。", **office.as_(Role.HEAD))
    response = client.get(material.get_absolute_url())
    shown = response.content.decode()
    assert (response.status_code, "数字有误。" in shown, SAID["content"] in shown) == (410, True, False)
    assert material.get_absolute_url() not in page(client, f"/documents/{policy.pk}/")


def test_another_organ_sees_no_draft(office) -> None:
    material = written(office, office.draft(is_normative=True))
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    assert material not in Material.objects.visible_to(other.actor(Role.HANDLER))
    assert material in Material.objects.visible_to(office.actor(Role.HEAD))


@pytest.mark.duty("S0-2.5.6a", "S2-4.2e")
def test_old_and_new_stand_side_by_side(client, office) -> None:
    old, draft = office.published(), office.draft(is_normative=True)
    documents.relate(source=draft, target=old, kind="amends", **office.as_(Role.HANDLER))
    told = "原来：六月十五日\t现在：六月十日\n窗口办｜网上办\n已经报名的不用重报。"
    material = approved(office, draft, reasons="家长建议提前。", comparison=told)
    office.to_publication(draft)
    shown = page(client, material.get_absolute_url())
    for before, after in (("六月十五日", "六月十日"), ("窗口办", "网上办")):
        assert f'<tr><td data-label="原来">{before}</td><td data-label="现在">{after}</td></tr>' in shown
    assert "<p>已经报名的不用重报。</p>" in shown


@pytest.mark.duty("S2-4.8")
def test_the_catalogue_names_the_explanation_of_each_document(
    client, office, policy, django_assert_num_queries
) -> None:
    material = Material.objects.get()
    with django_assert_num_queries(5):
        shown = page(client, "/catalogue/")
    assert f'<a class="small nb" href="{material.get_absolute_url()}">解读</a>' in shown
    office.published(is_normative=True, title="临江市教育局关于印发《校车办法》的通知")
    with django_assert_num_queries(5):
        page(client, "/catalogue/")


@pytest.mark.duty("S2-4.8")
def test_the_figures_the_assessment_counts_are_open_to_everybody(client, office, policy) -> None:
    published(office, policy, title="局长解读", way="head", is_by_head=True, follow_up="明年评估。")
    table = client.get("/interpretations/figures.csv?year=2026")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table.content.decode("utf-8-sig").splitlines() == [
        '"单位","解读（份）","解读的文件（件）","与文件同时发布（份）","超过时限（份）","主要负责人解读（次）"',
        '"教育局","2","1","1","0","1"',
    ]
    assert len(client.get("/interpretations/figures.csv?year=2025").content.decode().splitlines()) == 1

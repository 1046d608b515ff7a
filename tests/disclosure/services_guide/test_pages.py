"""Ways in: by theme, by whom, by organ; three clicks from home; feeds, search, the interface."""

import re

import pytest

from disclosure.services_guide.codes import Theme
from disclosure.services_guide.search import BUNDLE, GUIDE
from portal.search import indexing
from portal.search.registry import public_ids
from tests.disclosure.facilities.test_facilities import district, opened
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.services_guide.errands import CODE, bundle_out, bundled, published, with_paper

LINK = re.compile(r'href="(/[^"#]*)"')


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


@pytest.mark.duty("S3-2.4f", "S3-2.4a")
def test_every_guide_is_three_clicks_from_home(client, office) -> None:
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    wanted = set()
    for number in range(25):
        keeper = office if number % 2 else other
        wanted.add(published(keeper, code=f"LJ-{number:03}", name=f"第{number}件事").get_absolute_url())
    reached, seen = {"/"}, set()
    for _ in range(3):
        new = {link for address in reached - seen for link in _links(client, address)}
        seen |= reached
        reached = new | reached
    assert wanted <= reached


def _links(client, address):
    """What leads towards errands; the rest of the site would make the walk long and the answer no other."""
    if not (address == "/" or address.startswith("/services/")) or "book" in address:
        return set()
    return {link.replace("&amp;", "&") for link in LINK.findall(page(client, address)) if "/services/" in link}


@pytest.mark.duty("S3-2.3b", "S3-2.4f")
def test_guides_are_found_by_theme_by_whom_by_organ_and_by_way(client, office) -> None:
    published(office)
    published(office, code="LJ-MZ-001", name="临时救助", theme="relief", audiences=["elderly"], online="not")
    entrance = page(client, "/services/")
    assert '<a href="/services/list/?theme=relief">社会救助 <span>1</span></a>' in entrance
    assert f'<a href="/services/list/?organ=jyj">{office.organ.short_name} <span>2</span></a>' in entrance
    names = ("义务教育入学报名", "临时救助")
    queries = {
        "theme=relief": 1,
        "audience=student": 0,
        "organ=jyj": 2,
        "online=not": 1,
        "name=入学": 0,
        "theme=x": None,
    }
    for query, which in queries.items():
        shown = page(client, f"/services/list/?{query}")
        found = tuple(name for name in names if f">{name}</a>" in shown)
        assert found == {0: names[:1], 1: names[1:], 2: names, None: ()}[which], query


def test_the_fields_of_the_pilot_are_all_themes() -> None:
    pilot = ["就业创业", "社会保险", "社会救助", "社会福利", "户籍管理", "宅基地审批", "涉农补贴", "医疗卫生"]
    assert [label for label in Theme.labels if label in pilot] == pilot


@pytest.mark.duty("S3-2.4a", "S2-11.C2")
def test_the_guide_says_where_it_lies_on_paper_and_shows_the_way_as_steps(client, office, db) -> None:
    place = opened(office, district())
    published(office, facilities=[place])
    shown = page(client, f"/services/{CODE}/")
    assert "招生政策查阅室" in shown
    assert "<li>网上填表</li><li>学校核对材料</li><li>收到入学通知</li>" in shown
    assert "<h3>没有户口能报名吗？</h3><p>有居住证就能。</p>" in shown
    assert "户口簿上的住址在学校的范围里。" in shown
    assert '<a class="btn" href="https://zwfw.example.gov.cn/ruxue" rel="noopener">网上办理</a>' in shown


@pytest.mark.duty("S3-2.4a")
def test_the_page_of_a_document_leads_to_the_errands_that_rest_on_it(client, office) -> None:
    rules = office.published(title="招生办法")
    published(office, cited=[rules.get_absolute_url()])
    assert f'<a href="/services/{CODE}/">义务教育入学报名</a>' in page(client, rules.get_absolute_url())
    assert f'<a href="{rules.get_absolute_url()}">招生办法</a>' in page(client, f"/services/{CODE}/")


def test_what_is_not_out_is_seen_by_nobody(client, office) -> None:
    rules = office.published(title="招生办法")
    guide = with_paper(office, cited=[rules.get_absolute_url()])
    bundle = bundled(office)
    hidden = (f"/services/{CODE}/", f"/services/{CODE}/1/", bundle.get_absolute_url(), f"/api/v1/services/{CODE}/")
    assert [client.get(address).status_code for address in hidden] == [404] * 4
    lists = ("/services/", "/services/list/", "/services/book/", "/feeds/services/", rules.get_absolute_url())
    assert [guide.name in page(client, address) for address in lists] == [False] * 5
    assert public_ids(GUIDE, [guide.pk]) == public_ids(BUNDLE, [bundle.pk]) == set()
    assert "还没有发布办事指南" in page(client, "/services/?x")


def test_search_feeds_and_the_interface_know_the_guide(client, office) -> None:
    guide = published(office)
    published(office, code="LJ-JY-002", name="转学")
    bundle = bundle_out(office, (CODE, 1, ""), ("LJ-JY-002", 2, ""))
    indexing.rebuild(at=MORNING)
    assert f"/services/{CODE}/" in page(client, "/search/?q=居住证&kind=办事指南")
    assert bundle.get_absolute_url() in page(client, "/search/?q=新生儿")
    assert guide.name in page(client, "/feeds/services/")
    listed = client.get("/api/v1/services/?audience=student&theme=education").json()
    assert [row["code"] for row in listed["results"]] == ["LJ-JY-002", CODE]
    whole = client.get(f"/api/v1/services/{CODE}/").json()
    assert (whole["promised_days"], whole["materials"][0]["name"]) == (5, "户口簿")
    assert guide.get_absolute_url() in page(client, "/sitemap-services.xml")


def test_lists_ask_the_same_for_one_guide_and_for_four(client, office, django_assert_num_queries) -> None:
    published(office)
    for address, count in (("/services/?x", 2), ("/services/list/?x", 2), (f"/services/{CODE}/?x", 6)):
        with django_assert_num_queries(count):
            page(client, address)
    for number in range(3):
        published(office, code=f"LJ-{number:03}", name=f"第{number}件事")
    for address, count in (("/services/?x", 2), ("/services/list/?x", 2), (f"/services/{CODE}/?x", 6)):
        with django_assert_num_queries(count):
            page(client, address)

"""What anybody reads of the list of matters, and what of it agrees and is really there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from disclosure.catalogue.models import Column
from disclosure.listings.models import ListRow
from disclosure.matters import content, selectors, services
from disclosure.matters.codes import CHANNELS, FOCUSES, VillageTopic
from portal.accounts.models import User
from portal.accounts.states import OrganKind, Role
from portal.domains import Domain
from portal.errors import InvalidInput
from portal.search import indexing
from tests.disclosure.listings import rows as list_rows
from tests.disclosure.matters.items import changed, dropped, fresh, listed, proposed
from tests.disclosure.office import open_office

LISTS = ("/matters/", "/matters/changes/", "/matters/coverage/", "/matters/embedded/", "/feeds/matters/",
         "/feeds/matters.json", "/api/v1/matters/", "/sitemap-matters.xml")  # fmt: skip


def text_of(client, address: str) -> str:
    return b"".join(client.get(address)).decode()


def names(client, query: str = "") -> list[str]:
    return [row.second for row in client.get(f"/matters/{query}").context["page"].object_list]


@pytest.fixture
def town(office):
    return open_office("qsz", "临江市青石镇人民政府", "临青政发", None, OrganKind.TOWNSHIP)


def connect(office, matter, **given):
    empty = {"columns": [], "documents": [], "lists": [], "bases": [], "upper": None}
    return services.connect(fresh(matter), **empty | given, **office.as_(Role.INFO_CLERK))


@pytest.mark.duty("S0-11.2", "S2-1.13b")
def test_what_is_only_proposed_shows_nowhere(client, office) -> None:
    shown = listed(office, second="桂花名单", elements="桂花")
    services.propose_change(
        shown, values=content.of(shown.current) | {"elements": "丁香"}, reason="丁香依据", **office.as_(Role.HANDLER)
    )
    draft = proposed(office, second="山茶名单", elements="山茶", reason="山茶依据")
    indexing.rebuild(at=office.at)
    addresses = [*LISTS, f"/matters/{shown.pk}/", "/search/?q=名单"]
    texts = {address: text_of(client, address) for address in addresses}
    assert [(where, word) for where, text in texts.items() for word in ("丁香", "山茶") if word in text] == []
    assert [where for where in LISTS[:2] if "桂花" not in texts[where]] == []
    assert f"/matters/{shown.pk}/" in texts["/search/?q=名单"]
    assert client.get(f"/matters/{draft.matter_id}/").status_code == 404


@pytest.mark.duty("S0-11.2")
def test_changes_are_published_with_basis_and_both_states(client, office) -> None:
    matter = listed(office)
    office.at += timedelta(days=1)
    matter = changed(office, matter, time_limit="每月", reason="《新办法》第三条")
    page = text_of(client, "/matters/changes/")
    assert all(words in page for words in ("确定之日起20个工作日内", "每月", "《新办法》第三条", "编制标准目录"))
    steps = client.get("/matters/changes/?since=2026-05-22").context["steps"]
    assert [(step.version.number, [each.label for each in step.differences]) for step in steps] == [(2, ["公开时限"])]
    dropped(office, matter, reason="并入其他事项")
    gone = client.get(f"/matters/{matter.pk}/")
    assert gone.status_code == 410
    assert "并入其他事项" in gone.content.decode()


@pytest.mark.duty("S0-11.2")
def test_the_list_of_a_day_is_read_on_page_and_interface(client, office, time_machine) -> None:
    matter = listed(office)
    office.at += timedelta(days=10)
    changed(office, matter, time_limit="每月")
    time_machine.move_to(office.at)
    for day, limit in (
        ("2026-05-25", "确定之日起20个工作日内"),
        ("2026-05-31", "每月"),
        ("2099-01-01", "每月"),
        ("x", "每月"),
    ):
        assert limit in text_of(client, f"/matters/?on={day}")
        assert [row["time_limit"] for row in client.get(f"/api/v1/matters/?on={day}").json()["results"]] == [limit]
    assert "没有符合条件的事项" in text_of(client, "/matters/?on=2026-05-20")


@pytest.mark.duty("S3-2.3a", "S3-2.3b", "S4-1.7a", "S1-6.1c")
def test_the_list_is_narrowed(client, office, town) -> None:
    listed(office)
    listed(office, domain="18", second="招聘会", way="request", audience="group", audience_note="求职者")
    listed(town, village="青石村", second="危房", village_topic="renovation")
    assert names(client, "?domain=10") == ["补助对象名单"]
    assert names(client, "?focus=errands") == ["招聘会"]
    assert names(client, "?tier=village") == names(client, "?topic=renovation") == ["危房"]
    assert names(client, "?organ=qsz") == ["危房"]
    assert names(client, "?way=request&audience=group&words=招聘") == ["招聘会"]
    for nothing in ("?domain=99", "?focus=x", "?organ=x", "?words=没有的"):
        assert names(client, nothing) == []
    assert {code: len(focus.fields) for code, focus in FOCUSES.items()} == {"pilots": 8, "errands": 8, "welfare": 7}
    assert (len(Domain), len(VillageTopic), len(CHANNELS)) == (26, 9, 13)


@pytest.mark.duty("S1-6.1a")
def test_village_township_and_city_are_compared_side_by_side(client, office, town, settings, time_machine) -> None:
    city = listed(office)
    township = listed(town)
    village = listed(town, village="青石村", elements="名单", time_limit="每季度", domain="10")
    assert [
        (pair.lower.pk, pair.upper.pk, [each.label for each in pair.differences]) for pair in selectors.pairs()
    ] == [
        (township.pk, city.pk, []),
        (village.pk, township.pk, ["公开内容（要素）", "公开时限"]),
    ]
    page = text_of(client, f"/matters/{village.pk}/")
    assert all(words in page for words in ("有不同", "每季度", "确定之日起20个工作日内"))
    assert "内容一致" in text_of(client, f"/matters/{township.pk}/")
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(office.at)
    User.objects.update(is_staff=True, password_changed_at=office.at)
    client.force_login(town.people[Role.INFO_CLERK], backend="portal.accounts.backends.AppointmentBackend")
    desk = text_of(client, reverse("admin:matter_consistency"))
    assert "一致的1项，不一致的1项" in desk
    assert "每季度" in desk


@pytest.mark.duty("S1-6.1a")
def test_an_item_of_another_name_is_connected_by_hand(office, town) -> None:
    city, village = listed(office), listed(town, village="青石村", second="危房补助")
    connect(town, village, upper=city)
    assert [(pair.lower.pk, pair.upper.pk) for pair in selectors.pairs()] == [(village.pk, city.pk)]
    with pytest.raises(InvalidInput, match="上一级"):
        connect(office, city, upper=fresh(village))


@pytest.mark.duty("S0-11.3", "S3-2.6b", "S3-2.6c", "S4-1.8a")
def test_empty_matters_and_organs_without_a_list_are_seen(client, office, town) -> None:
    held, lists, empty = listed(office), listed(office, second="预算"), listed(office, second="还没有的")
    column = Column.objects.get(code="jyj-policy")
    connect(office, held, columns=[column])
    connect(office, lists, lists=["budget"])
    connect(
        office, empty, columns=[Column.objects.create(name="空", code="jyj-empty", organ=office.organ, kind="policy")]
    )
    found = selectors.coverage(on=office.at.date())
    assert ([row.second for row in found.lists[0].empty], found.done) == (["补助对象名单", "预算", "还没有的"], "50%")
    office.published()
    list_rows.published(office)
    page = text_of(client, "/matters/coverage/")
    found = selectors.coverage(on=office.at.date())
    assert ([row.second for row in found.lists[0].empty], found.lists[0].rate) == (["还没有的"], "67%")
    assert [organ.code for organ in found.without] == ["qsz"]
    assert "还没有的" in page
    assert ListRow.objects.public().count() == 1
    assert f'href="/columns/{column.code}/"' in text_of(client, f"/matters/{held.pk}/")


def test_more_matters_cost_no_more_queries(client, office, django_assert_num_queries) -> None:
    connect(office, listed(office), lists=["budget"])
    client.get("/matters/")
    for address, queries in (("/matters/?domain=10", 3), ("/matters/coverage/", 5), ("/matters/changes/", 5)):
        with django_assert_num_queries(queries):
            client.get(address)
    for second in ("一", "二", "三"):
        connect(office, listed(office, second=second), lists=["budget"])
    for address, queries in (("/matters/?domain=10", 3), ("/matters/coverage/", 5), ("/matters/changes/", 5)):
        with django_assert_num_queries(queries):
            client.get(address)


@pytest.mark.duty("S4-1.7b")
def test_five_elements_of_the_seven_kinds_of_public_welfare(client, office) -> None:
    listed(office, domain="20", second="低保", standard="按月更新", procedure="审核、公示、公布")
    page = client.get("/matters/five-elements/")
    assert [(label, [row.second for row in rows]) for label, rows in page.context["kinds"]] == [
        ("社会救助和社会福利", ["低保"]),
        ("困难户帮扶", []),
        ("教育", []),
        ("基本医疗卫生", []),
        ("环境保护", []),
        ("灾害事故救援", []),
        ("公共文化体育", []),
    ]
    assert all(words in page.content.decode() for words in ("按月更新", "审核、公示、公布", "市住建局"))


@pytest.mark.duty("S1-6.4")
def test_departments_embed_the_list_and_read_it_as_data(client, office) -> None:
    listed(office)
    framed = client.get("/matters/embedded/?organ=jyj")
    assert "补助对象名单" in framed.content.decode()
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert client.get("/matters/").headers["X-Frame-Options"] == "DENY"
    (row,) = client.get("/api/v1/matters/?organ=jyj&domain=10").json()["results"]
    assert (row["channels"], row["levels"], row["organ"]["code"]) == (["政府网站"], ["县级"], "jyj")

"""公共查阅点: what stands on the public page, who keeps it, what a reform does to it."""

from datetime import date

import pytest

from disclosure.facilities import services
from disclosure.facilities.models import Facility
from portal.accounts.models import Organ
from portal.accounts.services import merge_organs
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed, StaleState
from tests.disclosure.office import FOUNDED, MORNING, open_office

VALUES = {
    "kind": "reading_room",
    "name": "招生政策查阅室",
    "address": "翠湖街道园丁路2号一楼",
    "hours": "工作日8:30—12:00",
    "phone": "0000-8612620",
    "can_search": True,
    "can_copy": True,
    "accessibility": "有坡道",
    "opened_on": date(2026, 5, 1),
}


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


def district(code="cuihu", name="翠湖街道", kind=OrganKind.SUBDISTRICT):
    return Organ.objects.create(
        name=f"临江市{name}", short_name=name, code=code, kind=kind, active_from=FOUNDED, address=f"{name}1号"
    )


@pytest.fixture
def cuihu(db):
    return district()


def opened(office, place, **values):
    given = VALUES | {"district": place} | values
    return services.open_facility(office.organ, values=given, **office.as_(Role.DISCLOSURE_HEAD))


def page(client, address="/facilities/?fresh"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.duty("S2-7.4", "S1-4.4")
def test_a_place_stands_on_the_public_page_with_what_one_needs_to_go_there(office, cuihu, client) -> None:
    opened(office, cuihu)
    shown = page(client)
    said = ("翠湖街道</h2>", "招生政策查阅室</h3>", "查阅室</span>", "检索、复制", "园丁路2号")
    said += ("工作日8:30", "0000-8612620", "有坡道", "临江市教育局")
    places = [shown.index(words) for words in said]
    assert places == sorted(places)
    assert Event.objects.get(subject_label="disclosure.facility").act == "open_facility"


@pytest.mark.duty("S2-7.4")
def test_only_what_is_in_use_on_the_day_is_shown(office, cuihu, client) -> None:
    opened(office, cuihu, name="还没有启用", opened_on=date(2026, 5, 22))
    opened(office, cuihu, name="今天启用", opened_on=date(2026, 5, 21))
    for name, last in (("昨天停用", date(2026, 5, 20)), ("今天最后一天", date(2026, 5, 21))):
        row = opened(office, cuihu, name=name)
        services.close_facility(row, on=last, reason="搬迁", **office.as_(Role.DISCLOSURE_HEAD))
    shown = page(client)
    names = ("还没有启用", "今天启用", "昨天停用", "今天最后一天")
    assert [name for name in names if name in shown] == ["今天启用", "今天最后一天"]
    assert "开放到2026年5月21日" in shown


@pytest.mark.duty("S2-7.4")
def test_places_are_told_apart_by_district_and_by_the_kind_of_organ(office, cuihu, client) -> None:
    qingshi = district("qingshi", "青石镇", OrganKind.TOWNSHIP)
    town = open_office(code="bailu", name="临江市白鹭镇人民政府", number_code="临白政发", uscc=None)
    Organ.objects.filter(pk=town.organ.pk).update(kind=OrganKind.TOWNSHIP)
    opened(office, cuihu, name="局里的查阅室")
    opened(town, qingshi, name="镇上的公告栏", kind="notice_board")
    shown = page(client)
    assert shown.count("<h2") == 2
    assert "局里的查阅室" in shown
    assert "镇上的公告栏" in shown
    only = page(client, "/facilities/?kind=township")
    assert ("镇上的公告栏" in only, "局里的查阅室" in only, only.count("<h2")) == (True, False, 1)
    assert page(client, "/facilities/?kind=%00no-such").count("<h2") == 2


def test_a_page_without_places_says_whom_to_call(db, client) -> None:
    assert "还没有登记查阅点" in page(client)


@pytest.mark.duty("S2-7.4")
@pytest.mark.parametrize("address", ["/guide/", "/organs/jyj/directory/"])
def test_the_pages_that_send_people_there_lead_there(office, client, address) -> None:
    main = page(client, address).partition("<main")[2].partition("</main>")[0]
    assert 'href="/facilities/"' in main


@pytest.mark.parametrize(
    ("values", "messages"),
    [
        ({"name": ""}, {"name": "请填写名称"}),
        ({"kind": "tent"}, {"kind": "种类里没有“tent”这一项"}),
        ({"district": None}, {"district": "请选择所在镇、街道"}),
        ({"can_search": False, "can_copy": False}, {"uses": "检索、查询、复制至少能办一样"}),
        ({"opened_on": ""}, {"opened_on": "请填写启用日期"}),
        ({"closed_on": date(2026, 6, 1)}, {"closed_on": "这一项由系统填写，不能自己填"}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office, cuihu, values, messages) -> None:
    with pytest.raises(InvalidInput) as refused:
        opened(office, cuihu, **values)
    assert refused.value.messages == messages


def test_a_department_is_no_district(office, cuihu) -> None:
    with pytest.raises(InvalidInput, match="请选择所在镇、街道"):
        opened(office, office.organ)


def test_a_name_is_used_once_while_the_place_is_open(office, cuihu) -> None:
    first = opened(office, cuihu)
    with pytest.raises(InvalidInput, match="已经有这个名称"):
        opened(office, cuihu)
    services.close_facility(first, on=date(2026, 5, 21), reason="搬迁", **office.as_(Role.DISCLOSURE_HEAD))
    opened(office, cuihu)


def test_the_disclosure_office_of_the_organ_keeps_it_and_nobody_else(office, cuihu) -> None:
    row = opened(office, cuihu)
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    for stranger in (office.as_(Role.HANDLER), other.as_(Role.DISCLOSURE_HEAD)):
        with pytest.raises(NotAllowed):
            services.open_facility(office.organ, values=VALUES | {"district": cuihu, "name": "另一处"}, **stranger)
        with pytest.raises(NotAllowed):
            services.edit_facility(row, changes={"phone": "1"}, **stranger)
        with pytest.raises(NotAllowed):
            services.close_facility(row, on=date(2026, 6, 1), reason="搬迁", **stranger)
    services.edit_facility(row, changes={"phone": "0000-8612621"}, **office.as_(Role.DISCLOSURE_HEAD))
    assert Facility.objects.get().phone == "0000-8612621"


def test_what_was_given_up_stays_as_it_was(office, cuihu) -> None:
    row = opened(office, cuihu)
    head = office.as_(Role.DISCLOSURE_HEAD)
    with pytest.raises(InvalidInput) as refused:
        services.close_facility(row, on=date(2026, 4, 30), reason=" ", **head)
    assert refused.value.messages == {"on": "不能早于启用日期2026-05-01", "reason": "请填写停用的原因"}
    services.close_facility(row, on=date(2026, 5, 21), reason="搬迁", **head)
    stale = Facility.objects.get()
    with pytest.raises(StaleState):
        services.close_facility(stale, on=date(2026, 6, 1), reason="再来一次", **head)
    with pytest.raises(StaleState):
        services.edit_facility(stale, changes={"phone": "1"}, **head)


def test_a_reform_hands_open_places_to_the_heir(office, cuihu) -> None:
    heir = district("xincheng", "新城街道")
    opened(office, cuihu)
    gone = opened(office, cuihu, name="早已停用")
    services.close_facility(gone, on=date(2026, 5, 2), reason="搬迁", **office.as_(Role.DISCLOSURE_HEAD))
    merge_organs([cuihu], into=heir, basis="临编发〔2026〕1号", actor=SYSTEM, at=MORNING)
    places = dict(Facility.objects.values_list("name", "district__code"))
    assert places == {"招生政策查阅室": "xincheng", "早已停用": "cuihu"}


def test_the_page_asks_the_same_for_one_place_and_for_three(office, cuihu, client, django_assert_num_queries) -> None:
    opened(office, cuihu)
    page(client)
    with django_assert_num_queries(1):
        page(client)
    for name, place in (("甲", cuihu), ("乙", district("qingshi", "青石镇", OrganKind.TOWNSHIP))):
        opened(office, place, name=name)
    with django_assert_num_queries(1):
        page(client)

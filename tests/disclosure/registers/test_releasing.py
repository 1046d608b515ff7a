"""What the public reads of registers: after a second person looked, without what is kept inside, until it ends."""

from datetime import date

import pytest
from django.test import Client

from disclosure.registers import services
from portal.accounts.states import Role
from portal.errors import Blocked, NotAllowed, StaleState
from portal.search import indexing
from portal.search.models import IndexTask
from portal.search.query import Query
from portal.search.selectors import search
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.registers.book import DAY, SCREEN, ZONE, entered, screen_shown, trained
from tests.disclosure.registers.pages import signed_in, words_of

LIST = "/registers/equipment/?fresh"


@pytest.fixture(autouse=True)
def today(time_machine, settings):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)


def page(address) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return words_of(response)


@pytest.mark.duty("S1-6.2")
def test_a_zone_stands_on_the_site_with_what_one_needs_to_go_there(office, government) -> None:
    office.organ.kind = "government"
    office.organ.save()
    services.publish(entered(office, "open_zone", ZONE), **office.as_(Role.DISCLOSURE_HEAD))
    shown = page("/registers/open_zone/?fresh")
    said = ("政务公开专区", "市政务服务大厅政务公开专区", "翠湖街道园丁路2号一楼东侧", "工作日8:30—12:00")
    said += ("0000-8612620", "政府信息查阅、政策咨询", "自助查询机、资料架", "有坡道和低位服务台")
    places = [shown.index(words) for words in said]
    assert places == sorted(places)


@pytest.mark.duty("S1-4.4", "S2-1.15c", "S2-11.C3", "S0-1.10c")
def test_who_filed_it_does_not_publish_it(office) -> None:
    entry = entered(office, "equipment", SCREEN, role=Role.DISCLOSURE_HEAD)
    with pytest.raises(NotAllowed, match="自己登记的"):
        services.publish(entry, **office.as_(Role.DISCLOSURE_HEAD))
    assert "一楼大厅电子屏" not in page(LIST)
    services.publish(entry, **office.as_(Role.SIGNER))
    assert "一楼大厅电子屏" in page(LIST)


def test_what_waits_to_be_published_is_in_the_queue_of_whoever_may(office) -> None:
    entered(office, "equipment", SCREEN)
    trained(office)
    queue = words_of(signed_in(office, Role.DISCLOSURE_HEAD).get("/admin/"))
    assert "看过以后公开" in queue
    assert "一楼大厅电子屏" in queue
    assert "依申请公开答复怎么写" not in queue


def test_personal_data_is_decided_about_before_anybody_reads_it(office) -> None:
    entry = entered(office, "equipment", SCREEN | {"phone": "13812345678"})
    with pytest.raises(Blocked, match="电话里有"):
        services.publish(entry, **office.as_(Role.DISCLOSURE_HEAD))
    typed = {"happened_on": DAY, "values": SCREEN, "reason": "换成值班电话"}
    services.correct_entry(entry, **typed, **office.as_(Role.INFO_CLERK))
    services.publish(entry, **office.as_(Role.DISCLOSURE_HEAD))


def test_what_the_public_reads_is_put_right_by_those_who_publish(office) -> None:
    entry = screen_shown(office)
    typed = {"happened_on": DAY, "values": SCREEN | {"hours": "全天"}, "reason": "延长开放"}
    with pytest.raises(NotAllowed, match="由公开工作机构负责人更正"):
        services.correct_entry(entry, **typed, **office.as_(Role.INFO_CLERK))
    services.correct_entry(entry, **typed, **office.as_(Role.DISCLOSURE_HEAD))
    assert "全天" in page(LIST)
    spoiled = {"happened_on": DAY, "values": SCREEN | {"phone": "13812345678"}, "reason": "换电话"}
    with pytest.raises(Blocked, match="还没有处理"):
        services.correct_entry(entry, **spoiled, **office.as_(Role.DISCLOSURE_HEAD))
    assert "13812345678" not in page(LIST)


def test_what_ends_is_shown_until_its_last_day(office, time_machine) -> None:
    entry = screen_shown(office)
    services.end_entry(entry, on=date(2026, 5, 21), reason="拆除", **office.as_(Role.DISCLOSURE_HEAD))
    assert "用到2026年5月21日" in page(LIST)
    time_machine.move_to(MORNING.replace(day=22), tick=False)
    assert "一楼大厅电子屏" not in page(LIST)
    assert Client().get(f"/registers/equipment/{entry.pk}/").status_code == 410


def test_what_was_taken_down_is_gone_at_once(office) -> None:
    entry = screen_shown(office)
    with pytest.raises(StaleState):
        services.withdraw(entry, reason="写错了", **office.as_(Role.INFO_CLERK))
    services.take_down(entry, reason="地点不对外", **office.as_(Role.SIGNER))
    response = Client().get(f"/registers/equipment/{entry.pk}/")
    assert response.status_code == 410
    assert "一楼大厅电子屏" not in words_of(response)


def test_what_the_public_reads_is_found_by_the_search(office) -> None:
    def found(words):
        indexing.rebuild(at=MORNING)
        return [hit.title for hit in search(Query(q=words)).result.hits]

    entry = screen_shown(office)
    entered(office, "equipment", SCREEN | {"device": "没有公开的电子屏"})
    assert found("收费目录") == ["一楼大厅电子屏"]
    assert found("木棉") == []
    services.end_entry(entry, on=date(2026, 5, 20), reason="拆除", **office.as_(Role.DISCLOSURE_HEAD))
    assert found("收费目录") == []


def test_what_was_published_waits_for_the_index(office) -> None:
    entry = screen_shown(office)
    waiting = {"label": "disclosure.registerentry", "object_id": entry.pk}
    assert IndexTask.objects.filter(**waiting).exists()


def test_a_register_kept_inside_has_no_public_page(office) -> None:
    entry = trained(office)
    for address in ("/registers/training/", f"/registers/training/{entry.pk}/", "/registers/no-such/"):
        assert Client().get(address).status_code == 404


def test_the_list_of_one_organ_and_the_way_to_the_others(office) -> None:
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    screen_shown(office)
    screen_shown(other, device="二楼公告栏", type="公告栏")
    both, one = page(LIST), page("/registers/equipment/?organ=zjj")
    assert ("一楼大厅电子屏" in both, "二楼公告栏" in both) == (True, True)
    assert ("一楼大厅电子屏" in one, "二楼公告栏" in one) == (False, True)
    assert "电子屏、公告栏和触摸屏" in page("/registers/?fresh")


def test_pages_without_entries_say_where_else_to_go(db) -> None:
    assert "还没有公开的台账" in page("/registers/?fresh")
    assert "还没有登记电子屏、公告栏和触摸屏" in page(LIST)


def test_the_page_asks_the_same_for_one_entry_and_for_three(office, django_assert_num_queries) -> None:
    screen_shown(office)
    page(LIST)
    with django_assert_num_queries(2):
        page(LIST)
    for device in ("甲", "乙"):
        screen_shown(office, device=device)
    with django_assert_num_queries(2):
        page(LIST)

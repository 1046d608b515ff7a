"""登记发布渠道: the website first, the others after it, each on record and on the page."""

from datetime import datetime, timedelta

import pytest

from disclosure.documents import rules, services
from disclosure.documents.codes import Channel
from disclosure.documents.models import ChannelRelease, Document
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import InvalidInput, NotAllowed, StaleState

# office.published() is published on the website on Thursday 21 May 2026 at 9:30.
NOON = datetime(2026, 5, 21, 12, 0, tzinfo=SHANGHAI)
EVENING = datetime(2026, 5, 21, 18, 0, tzinfo=SHANGHAI)


def register(office, document, *, role=Role.INFO_CLERK, at=EVENING, **values):
    given = {"channel": "广播", "released_at": NOON} | values
    return services.register_channel(document, **given, actor=office.actor(role), at=at)


def page(client, document):
    return client.get(f"/documents/{document.pk}/").content.decode()


@pytest.mark.duty("S0-1.10c")
def test_the_eight_channels_of_the_rules_and_the_new_media_can_be_chosen() -> None:
    assert Channel.values == [
        "明白卡",
        "广播",
        "电视",
        "政府公报",
        "公开栏、公告栏",
        "政务大厅",
        "电子屏",
        "新闻媒体",
        "报纸、刊物",
        "新闻发布会",
        "政务微博",
        "政务微信",
        "其他新媒体",
    ]


@pytest.mark.duty("S0-1.10c", "S2-1.15b", "S2-1.15c")
def test_one_document_is_registered_in_many_channels_with_what_proves_it(office) -> None:
    document = office.published()
    register(office, document, channel="新闻发布会", note="市政府新闻发布厅")
    register(office, document, channel="报纸、刊物", note="临江日报第3版", role=Role.HANDLER)
    register(office, document, channel="公开栏、公告栏", role=Role.DISCLOSURE_HEAD)
    rows = ChannelRelease.objects.values_list("channel", "note", "released_at", "registered_at", "person_name")
    assert list(rows) == [
        ("新闻发布会", "市政府新闻发布厅", NOON, EVENING, "信息员"),
        ("报纸、刊物", "临江日报第3版", NOON, EVENING, "经办人"),
        ("公开栏、公告栏", "", NOON, EVENING, "公开工作机构负责人"),
    ]
    assert office.fresh(document).state == "published"


def test_the_audit_trail_says_where_and_when(office) -> None:
    register(office, office.published(), channel="电视", note="新闻频道")
    event = Event.objects.order_by("-pk").first()
    assert (event.act, event.reason) == ("register_channel", "电视，2026-05-21 12:00，新闻频道")


@pytest.mark.duty("S0-1.10a", "S2-1.15a")
def test_no_channel_comes_before_the_website(office) -> None:
    document = office.published()
    with pytest.raises(InvalidInput) as refused:
        register(office, document, released_at=datetime(2026, 5, 21, 9, 29, tzinfo=SHANGHAI))
    assert refused.value.messages == {
        "released_at": "网站是第一发布平台，其他渠道不能更早：本文件在网站发布是2026-05-21 09:30"
    }
    assert not ChannelRelease.objects.exists()


@pytest.mark.duty("S0-1.10a")
def test_a_channel_of_the_same_minute_is_at_the_same_time(office) -> None:
    document = office.signed()
    at = office.at + timedelta(seconds=45)
    services.publish(document, actor=office.actor(Role.INFO_CLERK), at=at)
    register(office, document, released_at=office.at)
    assert ChannelRelease.objects.get().released_at == datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)


def test_what_has_not_happened_yet_is_not_registered(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(office, office.published(), released_at=EVENING + timedelta(minutes=1))
    assert refused.value.messages == {"released_at": "发布时间不能晚于现在，发布以后再登记"}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.cn/x", "weibo.com/1", "https://"])
def test_a_link_is_a_web_address(office, link) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(office, office.published(), channel="政务微博", link=link)
    assert refused.value.messages == {"link": "网址请填完整的网址，例如 https://www.gov.cn/"}


def test_a_channel_nobody_knows_and_a_note_too_long_are_refused_at_their_fields(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(office, office.published(), channel="传真", note="长" * 201)
    assert refused.value.messages == {
        "channel": "渠道里没有“传真”这一项",
        "note": "在哪里最多200个字，现在是201个字，请缩短",
    }


def test_the_same_release_is_registered_once(office) -> None:
    document = register(office, office.published())
    with pytest.raises(InvalidInput) as refused:
        register(office, document)
    assert refused.value.messages == {"channel": "这个渠道的这一次发布已经登记过了"}
    register(office, document, released_at=NOON + timedelta(hours=1))
    assert ChannelRelease.objects.count() == 2


@pytest.mark.duty("S0-1.10a")
def test_only_what_the_website_shows_is_registered_elsewhere(office) -> None:
    for document in (office.draft(), office.signed(), office.filed()):
        with pytest.raises(StaleState):
            register(office, document)
    assert not ChannelRelease.objects.exists()


def test_only_the_organs_own_clerks_register(office) -> None:
    document = office.published()
    with pytest.raises(NotAllowed):
        register(office, document, role=Role.SECRECY_REVIEWER)
    assert not ChannelRelease.objects.exists()


def test_a_second_clerk_with_an_old_copy_is_refused(office) -> None:
    document = office.published()
    copy = office.fresh(document)
    register(office, document)
    with pytest.raises(StaleState):
        register(office, copy, channel="电视")
    assert list(ChannelRelease.objects.values_list("channel", flat=True)) == ["广播"]


@pytest.mark.duty("S0-1.10b", "S0-1.10c")
def test_the_public_page_links_the_posts_and_names_the_places(office, client) -> None:
    document = office.published()
    assert "也在这些渠道发布" not in page(client, document)
    register(office, document, channel="政务微博", link="https://weibo.example.cn/1?a=1&b=2")
    register(office, document, channel="电子屏", note="<b>市民中心</b>")
    text = page(client, document)
    assert '<h2 class="rule-top" id="h-channels">也在这些渠道发布</h2>' in text
    assert '<a href="https://weibo.example.cn/1?a=1&amp;b=2" rel="noopener">政务微博</a>' in text
    assert "电子屏<span" in text
    assert "（&lt;b&gt;市民中心&lt;/b&gt;）" in text


def test_the_public_page_asks_the_same_for_many_channels(office, client, django_assert_num_queries) -> None:
    document = office.published()
    client.get(f"/documents/{document.pk}/?fresh")
    with django_assert_num_queries(15):
        client.get(f"/documents/{document.pk}/?fresh")
    for channel in ("广播", "电视", "政务微信", "新闻媒体"):
        register(office, document, channel=channel)
    with django_assert_num_queries(15):
        client.get(f"/documents/{document.pk}/?fresh")


def test_a_withdrawn_page_names_no_channel_any_more(office, client) -> None:
    document = register(office, office.published(), note="市民中心大屏")
    services.withdraw(document, reason="有误", actor=office.actor(Role.SIGNER), at=EVENING)
    assert "市民中心大屏" not in page(client, Document.objects.get())


@pytest.mark.duty("S2-1.15b")
def test_important_information_wants_a_press_conference() -> None:
    wanted = ["重大信息还要以新闻发布会的形式公开"]
    assert rules.missing_channels(is_important=True, organ_kind="government", used=frozenset()) == wanted
    assert rules.missing_channels(is_important=True, organ_kind="government", used=frozenset({"新闻发布会"})) == []
    assert rules.missing_channels(is_important=False, organ_kind="government", used=frozenset()) == []


@pytest.mark.duty("S2-1.15c")
@pytest.mark.parametrize("kind", ["department", "affiliated"])
def test_a_department_wants_one_channel_besides_the_website(kind) -> None:
    wanted = ["市直部门还要在公开栏、公报、报刊、广播、电视或者其他新闻媒体中至少一种上公开"]
    assert rules.missing_channels(is_important=False, organ_kind=kind, used=frozenset({"政务微博"})) == wanted
    for channel in ("公开栏、公告栏", "政府公报", "报纸、刊物", "广播", "电视", "新闻媒体"):
        assert rules.missing_channels(is_important=False, organ_kind=kind, used=frozenset({channel})) == []
    assert rules.missing_channels(is_important=False, organ_kind="township", used=frozenset()) == []

"""登记发布渠道 through its page."""

from datetime import datetime

import pytest

from disclosure.documents.models import ChannelRelease
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.staff.test_acts import act


@pytest.fixture
def published(office, time_machine):
    """Published on the website on 21 May 2026 at 9:30; it is noon now."""
    document = office.published()
    time_machine.move_to(datetime(2026, 5, 21, 12, 0, tzinfo=SHANGHAI), tick=False)
    return document


def case_page(client, document):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()


@pytest.mark.duty("S0-1.10b", "S0-1.10c", "S2-1.15c")
def test_a_clerk_registers_a_channel_and_sees_it_on_the_case_page(published, sign_in) -> None:
    client = sign_in(Role.HANDLER)
    advice = "市直部门还要在公开栏、公报、报刊、广播、电视或者其他新闻媒体中至少一种上公开，发布以后请登记。"
    assert advice in case_page(client, published)
    values = {
        "channel": "电视",
        "released_at": "2026-05-21T10:15",
        "link": "https://tv.example.cn/9",
        "note": "<i>晚间",
    }
    assert act(client, published, "register_channel", **values).status_code == 302
    release = ChannelRelease.objects.get()
    assert (release.channel, release.released_at, release.link, release.note, release.person_name) == (
        "电视",
        datetime(2026, 5, 21, 10, 15, tzinfo=SHANGHAI),
        "https://tv.example.cn/9",
        "<i>晚间",
        "经办人",
    )
    text = case_page(client, published)
    assert '<a href="https://tv.example.cn/9" rel="noopener">电视</a>　&lt;i&gt;晚间' in text
    assert "经办人，2026年5月21日 12:00登记" in text
    assert advice not in text


@pytest.mark.duty("S0-1.10a")
def test_a_channel_earlier_than_the_website_is_refused_at_its_field_and_nothing_is_lost(published, sign_in) -> None:
    values = {"channel": "政务微信", "released_at": "2026-05-21T08:00", "link": "https://wx.example.cn/1", "note": ""}
    response = act(sign_in(Role.INFO_CLERK), published, "register_channel", **values)
    form = response.context["form"]
    assert form.errors == {"released_at": ["网站是第一发布平台，其他渠道不能更早：本文件在网站发布是2026-05-21 09:30"]}
    assert form["link"].value() == "https://wx.example.cn/1"
    assert not ChannelRelease.objects.exists()


def test_a_link_that_is_no_web_address_is_refused_at_its_field(published, sign_in) -> None:
    values = {"channel": "政务微信", "released_at": "2026-05-21T10:00", "link": "javascript:alert(1)"}
    response = act(sign_in(Role.INFO_CLERK), published, "register_channel", **values)
    assert response.context["form"].errors == {"link": ["网址请填完整的网址，例如 https://www.gov.cn/"]}


def test_who_may_not_register_is_told_so(published, sign_in, stranger) -> None:
    values = {"channel": "电视", "released_at": "2026-05-21T10:15"}
    assert act(sign_in(Role.DEPT_REVIEWER), published, "register_channel", **values).status_code == 403
    assert act(sign_in(stranger), published, "register_channel", **values).status_code == 404
    assert not ChannelRelease.objects.exists()


@pytest.mark.duty("S2-1.15b")
def test_an_important_document_asks_for_its_press_conference(office, sign_in) -> None:
    document = office.published(is_sensitive=True)
    assert "重大信息还要以新闻发布会的形式公开，发布以后请登记。" in case_page(sign_in(Role.INFO_CLERK), document)

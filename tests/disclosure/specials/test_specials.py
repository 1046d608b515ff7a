"""专题: opened, filled, archived; the public sees what is public."""

from datetime import timedelta

import pytest

from disclosure.documents import services as documents
from disclosure.specials import services
from disclosure.specials.models import Special
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed, StaleState
from tests.disclosure.office import MORNING

VALUES = {"title": "义务教育招生", "code": "zhaosheng", "summary": "今年招生的文件都在这里。"}


@pytest.fixture
def special(office):
    return services.open_special(office.organ, values=VALUES, **office.as_(Role.DISCLOSURE_HEAD))


def collect(office, special, document, heading="", role=Role.INFO_CLERK):
    return services.collect(special, document=document, heading=heading, **office.as_(role))


def page(client, path="/specials/zhaosheng/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.duty("S1-3.1b")
def test_documents_on_one_matter_stand_on_one_page_under_their_headings(office, special, client) -> None:
    collect(office, special, office.published(title="招生方案"), "政策文件")
    collect(office, special, office.published(title="招生问答"), "问答")
    collect(office, special, office.published(title="招生补充通知"), "政策文件")
    shown = page(client)
    places = [shown.index(words) for words in ("政策文件</h2>", "招生补充通知", "招生方案", "问答</h2>", "招生问答")]
    assert places == sorted(places)
    assert "今年招生的文件都在这里。" in shown
    assert "<span>3件</span>" in page(client, "/specials/")


@pytest.mark.duty("S1-3.1b", "S2-10.5d")
def test_a_document_that_is_withdrawn_leaves_the_page_and_the_count(office, special, client) -> None:
    document = office.published(title="招生方案")
    collect(office, special, document)
    assert "招生方案" in page(client)
    later = MORNING + timedelta(hours=1)
    documents.withdraw(document, reason="有误", actor=office.actor(Role.SIGNER), at=later)
    assert "招生方案" not in page(client)
    assert "<span>0件</span>" in page(client, "/specials/")


def test_only_public_documents_are_collected_and_each_once(office, special) -> None:
    with pytest.raises(InvalidInput) as refused:
        collect(office, special, office.signed())
    assert refused.value.messages == {"document": "只能收已经公开的文件"}
    document = office.published()
    collect(office, special, document)
    with pytest.raises(InvalidInput) as refused:
        collect(office, special, document)
    assert refused.value.messages == {"document": "这件文件已经在专题里了"}


def test_an_archived_special_stays_readable_and_takes_no_more(office, special, client) -> None:
    collect(office, special, office.published(title="招生方案"))
    services.archive(special, reason="招生结束", **office.as_(Role.DISCLOSURE_HEAD))
    assert "2026年5月21日归档" in page(client)
    assert "招生方案" in page(client)
    with pytest.raises(StaleState):
        collect(office, special, office.published())
    with pytest.raises(StaleState):
        services.archive(special, reason="再来一次", **office.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.parametrize(
    ("values", "messages"),
    [
        ({"title": "长" * 61}, {"title": "专题名称最多60个字，现在是61个字，请缩短"}),
        ({"code": "招生"}, {"code": "代码只用英文字母、数字和连字符，它是专题的网址"}),
        ({"code": "zhaosheng"}, {"code": "这个代码已经有专题在用，请换一个"}),
        ({"summary": ""}, {"summary": "请填写专题说明"}),
    ],
)
def test_impossible_words_are_refused_at_their_field(office, special, values, messages) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.open_special(office.organ, values=VALUES | values, **office.as_(Role.DISCLOSURE_HEAD))
    assert refused.value.messages == messages


def test_the_keepers_keep_it_and_the_clerk_fills_it(office, special) -> None:
    with pytest.raises(NotAllowed):
        services.archive(special, reason="结束", **office.as_(Role.INFO_CLERK))
    with pytest.raises(NotAllowed):
        collect(office, special, office.published(), role=Role.HANDLER)
    services.edit_special(special, changes={"title": "招生"}, **office.as_(Role.DISCLOSURE_HEAD))
    assert Special.objects.get().title == "招生"
    item = collect(office, special, office.published())
    services.leave_out(special, item=item, **office.as_(Role.INFO_CLERK))
    trail = Event.objects.filter(subject_label="disclosure.special").order_by("seq").values_list("act", flat=True)
    assert list(trail) == ["open_special", "edit_special", "collect", "leave_out"]


def test_the_page_asks_the_same_for_one_document_and_for_three(
    office, special, client, django_assert_num_queries
) -> None:
    collect(office, special, office.published())
    client.get("/specials/zhaosheng/?fresh")
    with django_assert_num_queries(3):
        client.get("/specials/zhaosheng/?fresh")
    for heading in ("甲", "乙"):
        collect(office, special, office.published(), heading)
    with django_assert_num_queries(3):
        client.get("/specials/zhaosheng/?fresh")


def test_the_staff_page_shows_local_time_and_names_the_documents(
    office, special, client, settings, time_machine
) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
    collect(office, special, office.published(title="招生方案"))
    head = office.people[Role.DISCLOSURE_HEAD]
    head.is_staff, head.password_changed_at = True, MORNING
    head.save(update_fields=["is_staff", "password_changed_at"])
    client.force_login(head, backend="portal.accounts.backends.AppointmentBackend")
    response = client.get(f"/admin/disclosure/special/{special.pk}/change/")
    assert ("开设时间", "2026-05-21 09:30") in response.context["row_facts"]
    (change,) = response.context["timeline"][0].changes
    assert (change.label, change.after) == ("文件", "招生方案")

"""The case page: what may be done now, what is missing, who sees what."""

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from disclosure.sessions.models import Session
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.staff.timeline import _change


def url(document, tail=""):
    return f"/admin/disclosure/document/{document.pk}/change/{tail}"


def labels(response):
    return [button.label for button in response.context["buttons"]]


def test_the_drafter_sees_the_acts_of_a_draft_and_nothing_else(office, sign_in) -> None:
    response = sign_in(Role.HANDLER).get(url(office.draft()))
    named = ["登记涉及的机关", "登记需要批准", "登记文件关系", "判定要不要解读"]
    assert labels(response) == ["送核对", "修改稿子", "加附件", *named, "作废"]
    assert response.context["main_act"] == "submit"
    assert response.context["next_step"] == "改好后送核对"


def test_what_is_missing_is_listed_with_the_act_that_mends_it(office, sign_in) -> None:
    response = sign_in(Role.HANDLER).get(url(office.draft(column=None, is_secret_matter=None)))
    (blocked,) = response.context["blocked"]
    assert [(item.text, item.mend) for item in blocked.missing] == [
        ("还没有标明是不是保密事项", "edit"),
        ("还没有选定在用的栏目", "edit"),
    ]
    assert response.context["main_act"] == "edit"


def test_a_move_of_somebody_else_is_said_in_words(office, sign_in) -> None:
    response = sign_in(Role.HANDLER).get(url(office.submitted()))
    assert [button.label for button in response.context["refused"]] == ["核对通过", "退文"]
    assert "您没有这个任命" in response.content.decode()


@pytest.mark.parametrize("tab", ["work", "text", "files", "record"])
def test_every_tab_opens(office, sign_in, tab) -> None:
    assert sign_in(Role.HANDLER).get(url(office.published(), f"?tab={tab}")).status_code == 200


def test_a_running_clock_is_explained_day_by_day(office, sign_in) -> None:
    response = sign_in(Role.INFO_CLERK).get(url(office.signed()))
    (explanation,) = response.context["explanations"]
    # 21 May 2026 plus 20 working days, with 19 June (端午) off: counted on a printed calendar.
    assert explanation.computation.due.isoformat() == "2026-06-18"
    assert "第1天" in "".join(response.content.decode().replace("<i>", "").replace("</i>", "").split())


def test_the_record_tells_each_act_in_words(office, sign_in) -> None:
    response = sign_in(Role.HANDLER).get(url(office.submitted(), "?tab=record"))
    assert [entry.what for entry in response.context["timeline"]] == ["送核对", "拟稿"]
    changes = [(change.label, change.before, change.after) for change in response.context["timeline"][0].changes]
    assert changes[0] == ("状态", "拟稿", "核对")


def test_a_stopped_clock_says_in_words_how_it_ended(office, sign_in) -> None:
    response = sign_in(Role.HANDLER).get(url(office.published(), "?tab=record"))
    (stopped,) = [entry for entry in response.context["timeline"] if entry.what == "停止计时"]
    assert [(change.label, change.after) for change in stopped.changes] == [("办结情况", "已办结")]


def test_another_organs_case_is_not_there(office, sign_in, stranger) -> None:
    document = office.draft()
    client = sign_in(stranger)
    assert client.get(url(document)).status_code == 404
    assert client.get(url(document, "act/edit/")).status_code == 404
    assert client.post(url(document, "act/submit/"), {"version": "1"}).status_code == 404
    assert client.get(f"/admin/disclosure/document/{document.pk}/history/").status_code == 404


def test_another_organs_published_document_is_read_without_its_inner_record(office, sign_in, stranger) -> None:
    document = office.published()
    response = sign_in(stranger).get(url(document))
    assert response.status_code == 200
    assert response.context["buttons"] == []
    page = response.content.decode()
    assert "保密审查员" not in page
    assert "最近记录" not in page
    assert sign_in(stranger).get(url(document, "?tab=record")).context.get("timeline") is None


def test_a_system_administrator_sees_no_case(office, sign_in, administrator) -> None:
    document = office.published()
    client = sign_in(administrator)
    assert client.get("/admin/disclosure/document/").status_code == 403
    assert client.get(url(document)).status_code == 403
    assert client.get("/admin/disclosure/errorreport/").status_code == 403
    assert document.title not in client.get("/admin/").content.decode()


def test_a_person_without_an_appointment_opens_nothing(office, sign_in, django_user_model) -> None:
    document = office.published()
    client = sign_in(django_user_model.objects.create(username="former", name="前经办人"))
    for address in ("/admin/", "/admin/inbox/", "/admin/disclosure/document/", url(document)):
        response = client.get(address)
        assert response.status_code in {302, 403}
        assert document.title not in response.content.decode()


def test_nothing_is_deleted_or_edited_by_hand(office, sign_in) -> None:
    document = office.published()
    client = sign_in(Role.HEAD)
    assert client.post(f"/admin/disclosure/document/{document.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(url(document), {"state": "withdrawn", "published_at": "2020-01-01", "title": "改了"})
    fresh = Document.objects.get(pk=document.pk)
    assert (fresh.state, fresh.title) == ("published", document.title)


def test_opening_a_case_costs_the_same_however_long_its_history(office, sign_in, django_assert_num_queries) -> None:
    short = office.draft()
    long = office.draft()
    for number in range(12):
        services.edit_draft(long, changes={"keywords": f"词{number}"}, **office.as_(Role.HANDLER))
    client = sign_in(Role.HANDLER)
    client.get(url(short))
    with django_assert_num_queries(CASE_QUERIES):
        client.get(url(short))
    with django_assert_num_queries(CASE_QUERIES):
        client.get(url(long))


# Each act on files (five of them, and the confirmation of what could not be read) asks once whether there are any.
# Its explanation asks four times: judgement, plan, organs that issue it together, texts.
CASE_QUERIES = 56


def test_codes_in_a_list_are_told_by_their_names() -> None:
    event = Event(before={"live_channels": []}, after={"live_channels": ["web", "broadcast", "no-such"]})
    change = _change("live_channels", event, Session())
    assert (change.label, change.before, change.after) == ("直播渠道", "（空）", "网络、广播电视")

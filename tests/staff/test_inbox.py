"""站内消息 and the list of what could not be delivered."""

from portal.accounts.states import Role
from portal.notices import services
from portal.notices.models import Notice
from portal.subjects import ref


def tell(office, role, **values):
    given = {"subject_line": "退文提醒", "body": "缺公开属性", "kind": "k", "dedupe_key": "d", "at": office.at} | values
    services.tell([office.people[role]], **given)


def test_the_header_counts_what_is_unread_and_the_inbox_shows_it(office, sign_in) -> None:
    tell(office, Role.HANDLER)
    response = sign_in(Role.HANDLER).get("/admin/inbox/")
    assert response.context["unread"] == 1
    assert [notice.subject_line for notice, _ in response.context["messages_shown"]] == ["退文提醒"]


def test_going_to_the_case_marks_the_message_as_read(office, sign_in) -> None:
    document = office.draft()
    tell(office, Role.HANDLER, about=ref(document))
    notice = Notice.objects.get(channel="in_site")
    response = sign_in(Role.HANDLER).post("/admin/inbox/read/", {"notice": notice.pk})
    assert response.url == f"/admin/disclosure/document/{document.pk}/change/"
    assert Notice.objects.get(pk=notice.pk).read_at == office.at


def test_nobody_reads_or_marks_the_messages_of_others(office, sign_in) -> None:
    tell(office, Role.HANDLER)
    client = sign_in(Role.SIGNER)
    assert "退文提醒" not in client.get("/admin/inbox/").content.decode()
    client.post("/admin/inbox/read/", {"notice": Notice.objects.get(channel="in_site").pk})
    assert Notice.objects.get(channel="in_site").read_at is None


def test_reading_needs_a_post(office, sign_in) -> None:
    assert sign_in(Role.HANDLER).get("/admin/inbox/read/").status_code == 405


def test_an_administrator_sends_a_dead_message_again_without_seeing_it(office, sign_in, administrator) -> None:
    notice, _ = services.queue(
        channel="email", to="reader@example.invalid", subject_line="保密标题", body="保密内容", kind="k",
        dedupe_key="x", at=office.at,
    )  # fmt: skip
    Notice.objects.update(status="dead", attempts=8, last_error="SMTPServerDisconnected")
    client = sign_in(administrator)
    page = client.get("/admin/notices/notice/").content.decode()
    assert "SMTPServerDisconnected" in page
    assert "保密" not in page
    assert "reader@example.invalid" not in page
    client.post("/admin/notices/notice/", {"action": "send_again", "_selected_action": [notice.pk]})
    assert Notice.objects.get().status == "waiting"


def test_clerks_do_not_see_the_outbox(office, sign_in) -> None:
    assert sign_in(Role.HANDLER).get("/admin/notices/notice/").status_code == 403

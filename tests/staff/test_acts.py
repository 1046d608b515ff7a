"""One page per act: the form, the refusal at the field, the second clerk, the second click."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from disclosure.documents import services
from disclosure.documents.models import Attachment, Document, ErrorReport
from portal.accounts.states import Role
from tests.disclosure.office import WITHHELD_DRAFT


def act(client, document, name, **values):
    version = Document.objects.get(pk=document.pk).version
    return client.post(
        f"/admin/disclosure/document/{document.pk}/change/act/{name}/", {"version": version, "seen": "0", **values}
    )


def state(document):
    return Document.objects.get(pk=document.pk).state


DRAFT_FORM = {
    "kind": "通知",
    "title": "关于做好防汛工作的通知",
    "body": "正文第一段。",
    "attribute": "active",
    "attribute_reason": "需要公众广泛知晓",
    "is_secret_matter": "no",
    "is_sensitive": "no",
    "is_normative": "no",
    "origin": "made",
    "source_kind": "lawful",
    "publish_rule": "PUBLISH",
}
READ = {"wording_checked": "on", "facts_checked": "on", "expression_checked": "on"}
ANSWERS = {"state_secret": "no", "trade_secret": "no", "privacy": "no", "security": "no"}


@pytest.mark.duty("S2-10.5b")
@pytest.mark.duty("S2-10.5d")
def test_a_document_goes_from_draft_to_publication_through_the_pages_alone(office, sign_in) -> None:
    form = DRAFT_FORM | {"organ": office.organ.pk, "column": office.column.pk}
    created = sign_in(Role.HANDLER).post("/admin/disclosure/document/add/", form)
    document = Document.objects.get()
    assert created.url == f"/admin/disclosure/document/{document.pk}/change/"
    for role, name, values in (
        (Role.HANDLER, "submit", {}),
        (Role.INFO_CLERK, "check", {}),
        (Role.SECRECY_REVIEWER, "secrecy_review", ANSWERS | {"conclusion": "active", "basis": "《保密法》"}),
        (Role.INFO_CLERK, "review_first", READ | {"approved": "yes"}),
        (Role.DEPT_REVIEWER, "review_second", READ | {"approved": "yes"}),
        (Role.SIGNER, "review_final", READ | {"approved": "yes"}),
        (Role.HEAD, "sign", {"attribute": "active", "numbered": "on", "annotated": "on"}),
        (Role.INFO_CLERK, "publish", {}),
    ):
        response = act(sign_in(role), document, name, **values)
        assert response.status_code == 302, (name, response.context and response.context["form"].errors)
    published = Document.objects.get()
    assert (published.state, published.doc_number) == ("published", "临教发〔2026〕1号")


def test_the_publication_time_is_the_servers_whatever_is_posted(office, sign_in, now) -> None:
    document = office.signed()
    act(sign_in(Role.INFO_CLERK), document, "publish", published_at="2020-01-01", at="2020-01-01")
    assert Document.objects.get().published_at == now


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(office, sign_in) -> None:
    document = office.cleared()
    response = act(
        sign_in(Role.INFO_CLERK), document, "review_first", wording_checked="on", approved="yes", opinion="看过了"
    )
    assert response.status_code == 200
    assert response.context["form"].errors == {
        "facts_checked": ["请先核对事实，再勾选"],
        "expression_checked": ["请先核对敏感表述，再勾选"],
    }
    page = response.content.decode()
    assert "看过了" in page
    assert "错误：" in page
    assert state(document) == "first_review"


def test_a_required_field_says_what_to_do(office, sign_in) -> None:
    response = act(sign_in(Role.INFO_CLERK), office.submitted(), "send_back")
    assert response.context["form"].errors == {"reason_code": ["请选择退文的原因"]}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("标" * 40_000, "标题最多300个字，现在是40000个字，请缩短"),
        ("有\x00空字符", "标题里有看不见的控制字符（U+0000），请删掉，或者先粘贴到记事本再复制过来"),
        ("   ", "请填写标题"),
    ],
)
def test_an_impossible_title_is_answered_in_words(office, sign_in, typed, message) -> None:
    form = DRAFT_FORM | {"organ": office.organ.pk, "title": typed}
    response = sign_in(Role.HANDLER).post("/admin/disclosure/document/add/", form)
    assert response.status_code == 200
    assert response.context["form"].errors["title"] == [message]
    assert Document.objects.count() == 0


def test_markup_and_emoji_are_shown_as_text(office, sign_in) -> None:
    form = DRAFT_FORM | {
        "organ": office.organ.pk,
        "title": "<script>alert(1)</script>😀",
        "body": "<img src=x onerror=alert(1)>",
    }
    response = sign_in(Role.HANDLER).post("/admin/disclosure/document/add/", form, follow=True)
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;😀" in page
    text = sign_in(Role.HANDLER).get(f"/admin/disclosure/document/{Document.objects.get().pk}/change/?tab=text")
    assert "<img" not in text.content.decode()


def test_the_second_of_two_clerks_sees_what_the_first_changed(office, sign_in) -> None:
    document = office.draft()
    client = sign_in(Role.HANDLER)
    page = client.get(f"/admin/disclosure/document/{document.pk}/change/act/edit/")
    services.edit_draft(document, changes={"keywords": "招生"}, **office.as_(Role.HANDLER))
    form = DRAFT_FORM | {"title": "我改的标题", "version": page.context["revision"], "seen": page.context["seen"]}
    response = client.post(f"/admin/disclosure/document/{document.pk}/change/act/edit/", form)
    assert response.status_code == 409
    (entry,) = response.context["meanwhile"]
    assert [(change.label, change.after) for change in entry.changes] == [("关键词", "招生")]
    assert "我改的标题" in response.content.decode()
    assert Document.objects.get().title == document.title
    again = client.post(
        f"/admin/disclosure/document/{document.pk}/change/act/edit/",
        form | {"version": response.context["revision"], "keywords": "招生"},
    )
    assert again.status_code == 302, again.context["form"].errors
    assert (Document.objects.get().title, Document.objects.get().keywords) == ("我改的标题", "招生")


def test_the_button_pressed_twice_acts_once(office, sign_in) -> None:
    document = office.draft()
    client = sign_in(Role.HANDLER)
    url = f"/admin/disclosure/document/{document.pk}/change/act/submit/"
    data = {"version": document.version, "seen": 1}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 409
    assert Document.objects.get().round == 1


def test_an_old_link_to_an_act_that_is_over_leads_back_with_a_word(office, sign_in) -> None:
    document = office.submitted()
    response = sign_in(Role.HANDLER).get(f"/admin/disclosure/document/{document.pk}/change/act/submit/", follow=True)
    assert [str(message) for message in response.context["messages"]] == ["现在的状态是“核对”，不能“送核对”了。"]


@pytest.mark.parametrize("name", ["check", "secrecy_review", "sign", "publish", "withdraw", "cancel"])
def test_the_wrong_role_is_told_so_with_403(office, sign_in, name) -> None:
    client = sign_in(Role.DEPT_REVIEWER)
    document = office.draft()
    response = client.get(f"/admin/disclosure/document/{document.pk}/change/act/{name}/")
    assert response.status_code == 403
    assert "您没有这个任命" in response.content.decode()
    assert act(client, document, name, reason="x").status_code == 403


def test_an_act_nobody_knows_is_404(office, sign_in) -> None:
    assert act(sign_in(Role.HANDLER), office.draft(), "move").status_code == 404


def test_every_post_needs_its_token(office, sign_in) -> None:
    document = office.draft()
    sign_in(Role.HANDLER)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.people[Role.HANDLER], backend="portal.accounts.backends.AppointmentBackend")
    assert act(strict, document, "submit").status_code == 403
    assert state(document) == "draft"


def test_every_page_of_every_act_opens_for_somebody(office, sign_in) -> None:
    """Each act of the table is offered to at least one role at some stage, and its page answers."""
    stages = [
        office.draft(),
        office.submitted(),
        office.checked(),
        office.cleared(),
        office.reviewed(),
        office.signed(),
        office.published(),
        office.filed(),
    ]
    opened = set()
    for role in office.people:
        client = sign_in(role)
        for document in stages:
            context = client.get(f"/admin/disclosure/document/{document.pk}/change/").context
            for button in context["buttons"]:
                page = client.get(f"/admin/disclosure/document/{document.pk}/change/act/{button.act}/")
                assert page.status_code == 200, (role, button.act)
                opened.add(button.act)
    assert opened >= {
        "submit", "cancel", "edit", "add_attachment", "check", "send_back", "secrecy_review", "review_first", "sign",
        "publish", "schedule", "reassess", "release", "propose_correction", "recall", "withdraw", "relate",
        "reclassify", "declare_repealed", "declare_expiry",
    }  # fmt: skip


def test_bulk_acts_go_through_the_service_one_by_one_and_report_each_failure(office, sign_in) -> None:
    good, bad = office.draft(title="齐全的"), office.draft(title="缺栏目的", column=None)
    response = sign_in(Role.HANDLER).post(
        "/admin/disclosure/document/", {"action": "submit", "_selected_action": [good.pk, bad.pk]}, follow=True
    )
    assert [str(message) for message in response.context["messages"]] == [
        "缺栏目的：没有办成，还没有选定在用的栏目",
        "“送核对”办好1件。",
    ]
    assert (state(good), state(bad)) == ("checking", "draft")


def test_a_bulk_act_of_the_wrong_role_changes_nothing(office, sign_in) -> None:
    document = office.signed()
    response = sign_in(Role.HANDLER).post(
        "/admin/disclosure/document/", {"action": "publish", "_selected_action": [document.pk]}, follow=True
    )
    assert state(document) == "signed"
    assert "您没有这个任命" in str(next(iter(response.context["messages"])))


@pytest.mark.duty("S0-5.7")
def test_a_document_sent_without_attribute_comes_back_and_is_counted(office, sign_in) -> None:
    document = office.draft(attribute="", attribute_reason="", release_reason="", column=None)
    client = sign_in(Role.HANDLER)
    hint = client.get(f"/admin/disclosure/document/{document.pk}/change/act/submit/").context["hints"][0]
    assert hint.title == "还没有标明公开属性"
    act(client, document, "submit")
    assert state(document) == "returned"
    totals = dict(client.get("/admin/disclosure/return/").context["totals"])
    assert totals["没有标明公开属性"] == 1
    case = client.get(f"/admin/disclosure/document/{document.pk}/change/").content.decode()
    assert "退文原因：没有标明公开属性" in case


@pytest.mark.duty("S0-5.5.1a")
def test_the_drafter_is_shown_a_reasoned_suggestion(office, sign_in) -> None:
    document = office.draft(title="关于发放就业补贴的通知", attribute="")
    hints = sign_in(Role.HANDLER).get(f"/admin/disclosure/document/{document.pk}/change/act/edit/").context["hints"]
    assert [(hint.title, hint.text) for hint in hints] == [
        ("建议的公开属性：主动公开", "涉及公众切身利益，应当主动公开")
    ]


@pytest.mark.duty("S0-5.6.3")
def test_what_is_not_published_stands_in_the_register(office, sign_in) -> None:
    document = office.filed()
    page = sign_in(Role.DISCLOSURE_HEAD).get("/admin/disclosure/withheldrecord/").content.decode()
    assert WITHHELD_DRAFT["title"] in page
    assert document.withheld_records.get().number in page


def test_an_attachment_is_added_read_and_kept_from_strangers(office, sign_in, stranger) -> None:
    document = office.draft()
    file = SimpleUploadedFile("附件1.txt", "名单".encode(), content_type="text/html")
    assert act(sign_in(Role.HANDLER), document, "add_attachment", file=file, attribute="active").status_code == 302
    url = f"/admin/disclosure/document/{document.pk}/change/attachment/{Attachment.objects.get().pk}/"
    response = sign_in(Role.HANDLER).get(url)
    assert (b"".join(response.streaming_content).decode(), response["Content-Type"]) == (
        "名单",
        "text/plain; charset=utf-8",
    )
    assert response["Content-Disposition"].startswith("attachment")
    assert sign_in(stranger).get(url).status_code == 404


def test_a_program_is_not_taken_as_an_attachment(office, sign_in) -> None:
    file = SimpleUploadedFile("setup.exe", b"MZ", content_type="application/pdf")
    response = act(sign_in(Role.HANDLER), office.draft(), "add_attachment", file=file, attribute="active")
    assert "附件只收这些格式" in response.context["form"].errors["file"][0]
    assert Attachment.objects.count() == 0


def test_a_readers_report_is_answered(office, sign_in) -> None:
    document = office.published()
    report = services.report_error(page="/documents/1/", text="日期写错了", at=office.at, document=document)
    client = sign_in(Role.INFO_CLERK)
    response = client.post(
        f"/admin/disclosure/errorreport/{report.pk}/change/act/resolve/",
        {"version": report.version, "answer": "已经改正，谢谢。"},
    )
    assert response.status_code == 302
    assert (ErrorReport.objects.get().state, ErrorReport.objects.get().answer) == ("done", "已经改正，谢谢。")


def test_the_columns_offered_are_those_of_the_organ(office, sign_in, stranger) -> None:
    form = sign_in(Role.HANDLER).get(f"/admin/disclosure/document/{office.draft().pk}/change/act/edit/").context["form"]
    assert list(form.fields["column"].queryset) == [office.column]

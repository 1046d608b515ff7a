"""An office system hands in a document: a draft like any other, once, with clear words about what is wrong."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from disclosure.documents import services
from disclosure.documents.models import Document
from disclosure.intake.models import Intake
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.notices.models import Notice
from portal.screening.models import RefusedText
from tests.api.clients import register
from tests.disclosure.office import MORNING, open_office

ADDRESS = "/api/v1/intake/documents/"
SENT = {
    "external_id": "OA-2026-0815",
    "title": "关于做好暑期安全工作的通知",
    "kind": "通知",
    "body": "各学校：\n请做好暑期安全工作。",
    "attribute": "active",
    "attribute_reason": "涉及公众切身利益",
    "release_reason": "interests",
    "is_secret_matter": False,
    "column": "jyj-policy",
    "topic": "11",
    "effective_on": "2026-06-01",
}


@pytest.fixture(autouse=True)
def _morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def oa(office):
    return register(office.organ)[1]


def hand_in(client, headers, *, key="k-1", **changes):
    return client.post(
        ADDRESS, SENT | changes, content_type="application/json", headers={**headers, "Idempotency-Key": key}
    )


def file(name="附表.csv", content=b"a,b\n1,2\n"):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def test_a_document_handed_in_is_a_draft_of_the_organ(client, office, oa) -> None:
    response = hand_in(client, oa)
    document = Document.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": document.pk,
        "external_id": "OA-2026-0815",
        "title": "关于做好暑期安全工作的通知",
        "state": "draft",
        "received_at": "2026-05-21T09:30:00+08:00",
    }
    assert (document.organ, document.column, document.issuer) == (office.organ, office.column, "临江市教育局")
    assert (document.state, document.drafter, str(document.effective_on)) == ("draft", None, "2026-06-01")
    assert client.get(f"/documents/{document.pk}/").status_code == 404


def test_the_trail_names_the_system(client, office, oa) -> None:
    hand_in(client, oa)
    event = Event.objects.get(subject_label="disclosure.document")
    assert (event.act, event.actor_kind, event.actor_name) == ("create", "api", "市教育局办公自动化系统")
    assert event.organ_name == "临江市教育局"


def test_the_clerks_are_told(client, office, oa) -> None:
    hand_in(client, oa)
    told = Notice.objects.filter(kind="document_handed_in", channel="in_site")
    assert {notice.user for notice in told} == {office.people[Role.HANDLER], office.people[Role.INFO_CLERK]}
    assert SENT["title"] not in "".join(notice.subject_line + notice.body for notice in told)


def test_whoever_submits_it_answers_for_it_as_drafter(client, office, oa) -> None:
    hand_in(client, oa)
    document = services.submit(Document.objects.get(), **office.as_(Role.INFO_CLERK))
    assert document.drafter == office.people[Role.INFO_CLERK]


def test_the_same_request_again_is_answered_and_not_repeated(client, oa) -> None:
    first, again = hand_in(client, oa), hand_in(client, oa)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.content == again.content
    assert Document.objects.count() == 1


def test_the_same_key_with_another_content_is_refused(client, oa) -> None:
    hand_in(client, oa)
    response = hand_in(client, oa, title="关于另一件事的通知")
    assert (response.status_code, response.json()["code"]) == (422, "conflict")
    assert list(response.json()["fields"]) == ["Idempotency-Key"]
    assert Document.objects.count() == 1


def test_two_systems_may_use_the_same_key(client, office, oa) -> None:
    _, other = register(office.organ, name="市教育局收发文系统")
    assert [hand_in(client, headers).status_code for headers in (oa, other)] == [201, 201]


def test_a_refused_request_may_be_mended_under_the_same_key(client, oa) -> None:
    assert hand_in(client, oa, kind="没有这种").status_code == 400
    assert hand_in(client, oa).status_code == 201


@pytest.mark.parametrize("key", ["", "é", "x" * 201, "a\tb"])
def test_a_request_without_a_usable_key_is_refused(client, oa, key) -> None:
    response = hand_in(client, oa, key=key)
    assert (response.status_code, list(response.json()["fields"])) == (400, ["Idempotency-Key"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 301}, "title"),
        ({"body": "\x00"}, "body"),
        ({"kind": "没有这种"}, "kind"),
        ({"column": "no-such"}, "column"),
        ({"attribute": "open"}, "attribute"),
        ({"effective_on": "2026-13-01"}, "effective_on"),
        ({"is_secret_matter": "也许"}, "is_secret_matter"),
        ({"topic": "11", "subtopic": "1201"}, "subtopic"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"state": "published"}, "state"),
        ({"published_at": "2020-01-01"}, "published_at"),
        ({"organ": "gaj"}, "organ"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, oa, changes, field) -> None:
    response = hand_in(client, oa, **changes)
    assert (response.status_code, list(response.json()["fields"])) == (400, [field])
    assert Document.objects.count() == 0


def test_a_column_of_another_organ_is_not_its_own(client, oa) -> None:
    open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    assert list(hand_in(client, oa, column="zjj-policy").json()["fields"]) == ["column"]


def test_a_number_that_is_taken_is_refused(client, office, oa) -> None:
    taken = office.published().doc_number
    response = hand_in(client, oa, doc_number=taken.replace("〔", "[").replace("〕", "]"))
    assert response.json()["fields"] == {"doc_number": ["本机关已经有一份临教发〔2026〕1号，请核对文号"]}


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"[" * 100_000, b'"x"', b"\xff", b"NaN"])
def test_what_is_no_object_is_refused(client, oa, content) -> None:
    response = client.post(ADDRESS, content, content_type="application/json", headers={**oa, "Idempotency-Key": "k"})
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


# --- files ------------------------------------------------------------------------------------------


def test_a_file_is_added_once(client, oa) -> None:
    address = f"{ADDRESS}{hand_in(client, oa).json()['id']}/attachments/"
    first, again = (client.post(address, {"file": file()}, headers=oa) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (first.json()["name"], first.json()["size"], first.json()["attribute"]) == ("附表.csv", 8, "active")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "file"),
        ({"file": file("run.exe")}, "name"),
        ({"file": file("a.pdf", b"no pdf")}, "content"),
        ({"file": file(), "attribute": "x"}, "attribute"),
    ],
)
def test_a_wrong_file_is_refused_at_its_field(client, oa, sent, field) -> None:
    address = f"{ADDRESS}{hand_in(client, oa).json()['id']}/attachments/"
    response = client.post(address, sent, headers=oa)
    assert (response.status_code, list(response.json()["fields"])) == (400, [field])


def test_no_file_is_added_once_the_draft_is_on_its_way(client, office, oa) -> None:
    address = f"{ADDRESS}{hand_in(client, oa).json()['id']}/attachments/"
    services.submit(Document.objects.get(), **office.as_(Role.INFO_CLERK))
    response = client.post(address, {"file": file()}, headers=oa)
    assert (response.status_code, response.json()["code"]) == (409, "changed_meanwhile")


# --- how far it has come ------------------------------------------------------------------------------


def test_progress_is_told_with_returns_and_the_public_address(client, office, oa) -> None:
    number = hand_in(client, oa).json()["id"]
    document = services.submit(Document.objects.get(), **office.as_(Role.HANDLER))
    services.send_back(document, reason_code="text", note="第二段写错了", **office.as_(Role.INFO_CLERK))
    answer = client.get(f"{ADDRESS}{number}/", headers=oa).json()
    assert (answer["state"], answer["state_name"], answer["url"]) == ("returned", "已退文", None)
    assert (answer["returned"]["reason"], answer["returned"]["note"]) == ("文字、事实需要修改", "第二段写错了")
    (listed,) = client.get(ADDRESS, {"external_id": "OA-2026-0815"}, headers=oa).json()["results"]
    assert listed == answer
    assert client.get(ADDRESS, {"external_id": "OA-0"}, headers=oa).json()["results"] == []


def test_a_system_sees_only_what_it_handed_in(client, office, oa) -> None:
    number = hand_in(client, oa).json()["id"]
    _, other = register(office.organ, name="市教育局收发文系统")
    own = office.draft().pk
    for pk, headers in ((number, other), (own, oa)):
        assert client.get(f"{ADDRESS}{pk}/", headers=headers).status_code == 404
        assert client.post(f"{ADDRESS}{pk}/attachments/", {"file": file()}, headers=headers).status_code == 404
    assert client.get(ADDRESS, headers=other).json()["results"] == []


def test_more_rows_cost_no_more_queries(client, oa, django_assert_num_queries) -> None:
    hand_in(client, oa)
    client.get(ADDRESS, headers=oa)
    with django_assert_num_queries(5):
        client.get(ADDRESS, headers=oa)
    for place in range(3):
        hand_in(client, oa, key=f"more-{place}")
    with django_assert_num_queries(5):
        client.get(ADDRESS, headers=oa)


# --- tokens -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic abc", "Bearer \x7f"])
def test_without_a_valid_token_nothing_is_told(client, office, header) -> None:
    response = client.get(ADDRESS, headers={"Authorization": header} if header is not None else {})
    assert (response.status_code, response.json()["code"]) == (401, "no_valid_token")
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_token_ends_when_it_was_said_to(client, office, time_machine) -> None:
    _, headers = register(office.organ, valid_days=1)
    assert client.get(ADDRESS, headers=headers).status_code == 200
    time_machine.move_to(MORNING + timedelta(days=1), tick=False)
    assert client.get(ADDRESS, headers=headers).status_code == 401


def test_a_token_does_only_what_it_is_for(client, office) -> None:
    _, headers = register(office.organ, scopes=["follow_up"])
    assert client.get(ADDRESS, headers=headers).status_code == 200
    assert hand_in(client, headers).status_code == 403


@pytest.mark.parametrize(("address", "status"), [("10.1.2.77", 200), ("10.1.3.1", 403), ("::1", 403), ("", 403)])
def test_a_token_works_only_from_where_it_may(client, office, address, status) -> None:
    _, headers = register(office.organ, networks="10.1.2.0/24\n192.0.2.7/32")
    assert client.get(ADDRESS, headers=headers, REMOTE_ADDR=address).status_code == status


def test_the_token_is_nowhere_in_the_store(client, office) -> None:
    row, headers = register(office.organ)
    token = headers["Authorization"].removeprefix("Bearer ")
    kept = [str(vars(one)) for one in (*row.tokens.all(), row, *Event.objects.all())]
    assert len(token) == 46
    assert not [text for text in kept if token in text]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_draft_is_made(office) -> None:
    """The loser of the race is told what the winner made."""
    _, headers = register(office.organ)

    def send(_place):
        try:
            return hand_in(Client(), headers)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.content for answer in answers}) == 1
    assert (Document.objects.count(), Intake.objects.count()) == (1, 1)


def test_a_text_with_a_secrecy_mark_is_refused_and_the_refusal_is_kept(client, oa) -> None:
    answer = hand_in(client, oa, body="机密★3年\n会议纪要")
    assert answer.status_code == 400
    assert "密级标志" in answer.content.decode()
    assert "会议纪要" not in answer.content.decode()
    assert Document.objects.count() == 0
    assert [row.doing for row in RefusedText.objects.all()] == ["接口交稿"]

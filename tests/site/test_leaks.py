"""Nothing that is not public shows anywhere: one marked word, looked for on every surface (lessons 25–29)."""

import pytest
from django.core.files.base import ContentFile

from disclosure.documents.models import DocumentRelation
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import InvalidInput
from portal.files import vault
from portal.files.models import RefusedUpload, StoredFile
from portal.files.services import confirm_copy, store_copy
from tests.disclosure.office import MORNING, put_file

MARK = "石竹"
TEXT_ADDRESSES = ("/documents/{}/cite/", "/documents/{}/report/")

SURFACES = (
    "/",
    "/columns/",
    "/columns/jyj-policy/",
    "/statutory/",
    "/organs/",
    "/organs/jyj/",
    "/guide/",
    "/regulations/",
    "/catalogue/",
    "/catalogue/catalogue.csv",
    "/normative/normative.csv",
    "/statutory/?by=organ",
    "/annual-reports/",
    "/website-reports/",
    "/requests/",
    "/topics/",
    "/topics/11/",
    "/normative/",
    "/sitemap/",
    "/sitemap.xml",
    "/sitemap-documents.xml",
    "/feeds/",
    "/feeds/documents/",
    "/feeds/columns/jyj-policy/",
    "/feeds/organs/jyj/",
    "/api/v1/documents/",
    "/api/v1/topics/",
    "/api/v1/columns/",
    "/api/v1/organs/",
)


def text_of(response) -> str:
    return b"".join(response).decode()


@pytest.mark.duty("S2-10.5d")
@pytest.mark.duty("S2-1.13b")
@pytest.mark.parametrize("address", SURFACES)
def test_what_is_not_public_shows_on_no_list(client, published, hidden, address) -> None:
    response = client.get(address)
    assert response.status_code == 200
    page = text_of(response)
    assert MARK not in page
    assert not [f"/documents/{row.pk}/" for row in hidden if f"/documents/{row.pk}/" in page]


@pytest.mark.parametrize(
    "address", ["/documents/{}/", "/documents/{}/cite/", "/documents/{}/report/", "/api/v1/documents/{}/"]
)
def test_what_was_never_public_is_not_found(client, hidden, address) -> None:
    for row in hidden[1:]:
        assert client.get(address.format(row.pk)).status_code == 404


@pytest.mark.duty("S2-7.11a")
def test_a_withdrawn_page_stays_without_its_text(client, withdrawn) -> None:
    response = client.get(f"/documents/{withdrawn.pk}/")
    assert response.status_code == 410
    assert MARK not in response.content.decode()
    assert "内容有误，停止使用" in response.content.decode()


@pytest.mark.parametrize("address", TEXT_ADDRESSES)
def test_a_withdrawn_text_is_gone_from_every_other_address(client, withdrawn, address) -> None:
    assert client.get(address.format(withdrawn.pk)).status_code == 404


def attach(document, attribute):
    return put_file(document, name=f"{MARK}.txt", attribute=attribute)


def test_files_of_hidden_documents_are_not_served(client, hidden) -> None:
    for row in hidden:
        assert client.get(f"/files/{attach(row, 'active').pk}/").status_code == 404


@pytest.mark.duty("S0-5.5.3")
def test_a_file_that_is_not_public_is_neither_named_nor_served(client, published) -> None:
    file = attach(published, "withheld")
    assert MARK not in client.get(f"/documents/{published.pk}/").content.decode()
    assert client.get(f"/files/{file.pk}/").status_code == 404


def test_a_public_file_is_only_ever_downloaded(client, published) -> None:
    file = attach(published, "active")
    response = client.get(f"/files/{file.pk}/")
    assert response.status_code == 200
    plain, name = f'filename="file-{file.file_id}.txt"', "filename*=UTF-8''%E7%9F%B3%E7%AB%B9.txt"
    assert response["Content-Disposition"] == f"attachment; {plain}; {name}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


COPIES = {"before": "石竹原件.txt", "after": "名单.txt"}


def with_copy(document, *, confirmed):
    """An original with a word in its name and text that must not be seen, and a copy without it."""
    row = put_file(document, name=COPIES["before"], content=MARK.encode())
    given = {"name": COPIES["after"], "kind": "redacted", "actor": SYSTEM, "at": MORNING}
    copy = store_copy(row.file, ContentFile("某某".encode()), **given)
    if confirmed:
        confirm_copy(copy, actor=SYSTEM, at=MORNING)
    return row


def everything(client, document, row):
    """What the page, the interface and the address of the file give."""
    addresses = (f"/documents/{document.pk}/", f"/api/v1/documents/{document.pk}/", f"/files/{row.pk}/")
    answers = [client.get(address) for address in addresses]
    return [answer.status_code for answer in answers], "".join(text_of(answer) for answer in answers)


@pytest.mark.duty("S2-6.10a")
def test_with_a_confirmed_copy_the_original_is_nowhere(client, published) -> None:
    codes, shown = everything(client, published, with_copy(published, confirmed=True))
    assert codes == [200, 200, 200]
    assert (MARK in shown, "某某" in shown, COPIES["after"] in shown) == (False, True, True)


@pytest.mark.duty("S2-6.10a")
def test_while_a_copy_waits_neither_it_nor_the_original_is_shown(client, published) -> None:
    codes, shown = everything(client, published, with_copy(published, confirmed=False))
    assert codes == [200, 200, 404]
    assert (MARK in shown, "某某" in shown, COPIES["after"] in shown) == (False, False, False)


@pytest.mark.duty("S2-6.10a")
def test_a_copy_that_is_lost_is_an_error_and_not_the_original(client, published) -> None:
    row = with_copy(published, confirmed=True)
    vault.forget(StoredFile.objects.get(original=row.file).path)
    client.raise_request_exception = False
    answer = client.get(f"/files/{row.pk}/")
    assert answer.status_code == 500
    assert MARK not in text_of(answer)


@pytest.mark.duty("S2-6.5.1")
def test_a_file_that_was_refused_is_nowhere(client, office, published) -> None:
    draft = office.draft()
    with pytest.raises(InvalidInput):
        office.attach(draft, name=f"{MARK}.txt", content=f"机密★{MARK}".encode())
    assert (StoredFile.objects.count(), MARK in str(list(RefusedUpload.objects.values()))) == (0, False)
    assert not any(MARK in str(event.after) for event in Event.objects.filter(act="refuse_upload"))


@pytest.mark.duty("S2-10.5d")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/topics/", 'href="/topics/11/">科技、教育 <span>1</span>'),
        ("/topics/11/", "共1件"),
        ("/columns/jyj-policy/", "<dd>1件</dd>"),
        ("/catalogue/", "<p>共1件</p>"),
        ("/normative/", "共1件"),
        ("/", "<dd>1<small>件</small></dd>"),
    ],
)
def test_what_is_hidden_is_not_counted(client, office, hidden, address, shown) -> None:
    office.published(is_normative=True)
    assert shown in client.get(address).content.decode()


def test_the_interface_lists_what_is_public_only(client, published, hidden) -> None:
    answer = client.get("/api/v1/documents/").json()
    assert [row["id"] for row in answer["results"]] == [published.pk]
    assert {row["code"]: row["count"] for row in client.get("/api/v1/topics/").json()}["11"] == 1


def test_a_hidden_document_is_no_relation_and_no_neighbour(client, office, published, hidden) -> None:
    draft, signed = hidden[1], hidden[2]
    for other in (draft, signed):
        DocumentRelation.objects.create(source=other, target=published, kind="related")
    page = client.get(f"/documents/{published.pk}/").content.decode()
    assert MARK not in page
    assert not [row.pk for row in hidden if f"/documents/{row.pk}/" in page]


def test_a_withdrawn_relation_is_linked_without_its_hidden_title(client, published, withdrawn) -> None:
    DocumentRelation.objects.create(source=withdrawn, target=published, kind="related")
    assert MARK not in client.get(f"/documents/{published.pk}/").content.decode()

"""What a visitor sees and takes away."""

import gzip
import json
from datetime import timedelta

import pytest

from disclosure.documents import services
from disclosure.open_data import shelf
from disclosure.open_data.services import dump
from portal.accounts.states import Role
from tests.disclosure.office import MORNING

NIGHT = MORNING + timedelta(hours=16, minutes=40)
FILES = ("documents.csv", "documents.jsonl.gz", "withdrawn.csv", "withdrawn.jsonl.gz", "catalogue.json")


@pytest.fixture(autouse=True)
def _shelf(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def dumped(office):
    document = office.published(title="关于招生工作的通知")
    dump(at=NIGHT)
    return document


def body(response) -> bytes:
    return b"".join(response)


def test_before_the_first_night_the_page_says_so(client, db) -> None:
    page = client.get("/open-data/").content.decode()
    assert "还没有生成" in page
    for name in FILES:
        assert client.get(f"/open-data/{name}").status_code == 404


@pytest.mark.duty("S3-5.3c")
def test_the_page_lists_every_file_with_date_and_size(client, dumped) -> None:
    page = client.get("/open-data/").content.decode()
    assert '生成于 <span class="nb">2026年5月22日 02:10</span>' in page
    assert "共1行" in page
    for name in FILES:
        assert f'href="/open-data/{name}"' in page


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_a_download(client, dumped, name) -> None:
    response = client.get(f"/open-data/{name}")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert body(response) == (shelf.current() / name).read_bytes()
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_unchanged_file_is_not_sent_twice(client, dumped) -> None:
    first = client.get("/open-data/documents.csv")
    body(first)
    again = client.get("/open-data/documents.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=5-", 206, 5, None),
        ("bytes=-7", 206, -7, None),
        ("bytes=0-99999999", 206, 0, None),
        ("bytes=9-5", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("lines=1-2", 200, 0, None),
    ],
)
def test_a_broken_download_goes_on_where_it_stopped(client, dumped, asked, status, first, last) -> None:
    whole = (shelf.current() / "documents.csv").read_bytes()
    response = client.get("/open-data/documents.csv", headers={"Range": asked})
    assert (response.status_code, body(response)) == (status, whole[first:last])


def test_a_range_beyond_the_end_is_refused(client, dumped) -> None:
    size = (shelf.current() / "documents.csv").stat().st_size
    response = client.get("/open-data/documents.csv", headers={"Range": "bytes=99999999-"})
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{size}")


def test_a_range_of_a_file_that_changed_is_the_whole_file(client, dumped) -> None:
    headers = {"Range": "bytes=0-9", "If-Range": '"an older one"'}
    response = client.get("/open-data/documents.csv", headers=headers)
    assert (response.status_code, len(body(response))) == (200, (shelf.current() / "documents.csv").stat().st_size)


@pytest.mark.duty("S2-7.11a")
def test_what_was_just_taken_down_is_given_out_no_more(client, office, dumped) -> None:
    later = NIGHT + timedelta(hours=6)
    services.withdraw(dumped, reason="内容有误", hides_title=True, actor=office.actor(Role.SIGNER), at=later)
    for name in FILES:
        response = client.get(f"/open-data/{name}")
        assert (response.status_code, response["Retry-After"]) == (503, "600")
        assert "关于招生工作的通知" not in response.content.decode()
    dump(at=later + timedelta(minutes=5))
    lines = gzip.decompress(body(client.get("/open-data/documents.jsonl.gz")))
    assert lines == b""
    (gone,) = gzip.decompress(body(client.get("/open-data/withdrawn.jsonl.gz"))).splitlines()
    assert json.loads(gone)["title"] is None


@pytest.mark.parametrize("name", ["documents.xlsx", "..%2fsecret_key", "current", "catalogue.json%00"])
def test_there_are_no_other_files(client, dumped, name) -> None:
    assert client.get(f"/open-data/{name}").status_code == 404


def test_the_footer_and_the_feeds_lead_there(client, db) -> None:
    for page in ("/feeds/", "/accessibility/", "/sitemap/"):
        assert 'href="/data/"' in client.get(page).content.decode()

"""A file over HTTP: whole, in a range, not again; always a download under its own name."""

import pytest
from django.test import RequestFactory

from portal.files import vault
from portal.files.serving import disposition, send

WORDS = b"0123456789"
TAG = '"84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"'


@pytest.fixture
def stored(take):
    return take(WORDS, name="名单 1.txt")


def get(stored, **headers):
    response = send(RequestFactory().get("/files/1/", headers=headers), stored)
    body = b"".join(response)
    response.close()
    return response, body


def test_the_whole_file_is_a_download_that_runs_nowhere(stored) -> None:
    response, body = get(stored)
    assert (response.status_code, body, response["Content-Length"], response["ETag"]) == (200, WORDS, "10", TAG)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("asked", "shown", "body"),
    [
        ("bytes=0-3", "bytes 0-3/10", b"0123"),
        ("bytes=4-", "bytes 4-9/10", b"456789"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=8-999", "bytes 8-9/10", b"89"),
        ("bytes=-999", "bytes 0-9/10", WORDS),
        ("bytes=9-9", "bytes 9-9/10", b"9"),
    ],
)
def test_one_range_is_sent_alone(stored, asked, shown, body) -> None:
    response, sent = get(stored, range=asked)
    assert (response.status_code, response["Content-Range"], sent) == (206, shown, body)
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused_with_the_size(stored, asked) -> None:
    response, sent = get(stored, range=asked)
    assert (response.status_code, response["Content-Range"], sent) == (416, "bytes */10", b"")


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=5-2", "bytes=-", "pages=1-2", "bytes=a-b", "bytes=0-9999999999999999999"]
)
def test_what_nobody_understands_is_answered_with_the_whole(stored, asked) -> None:
    response, sent = get(stored, range=asked)
    assert (response.status_code, sent) == (200, WORDS)


@pytest.mark.parametrize(
    ("condition", "status"), [(TAG, 206), ('"another"', 200), ("Thu, 21 May 2026 01:30:00 GMT", 200)]
)
def test_a_range_of_another_state_of_the_file_is_not_mixed_in(stored, condition, status) -> None:
    response, _ = get(stored, range="bytes=0-3", if_range=condition)
    assert response.status_code == status


@pytest.mark.parametrize("known", [TAG, f"W/{TAG}", f'"x", {TAG}', "*"])
def test_what_the_reader_has_is_not_sent_again(stored, known) -> None:
    response, sent = get(stored, if_none_match=known)
    assert (response.status_code, sent, response["ETag"]) == (304, b"", TAG)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plan-2026.pdf", "attachment; filename=\"plan-2026.pdf\"; filename*=UTF-8''plan-2026.pdf"),
        ("名单.pdf", "attachment; filename=\"file-7.pdf\"; filename*=UTF-8''%E5%90%8D%E5%8D%95.pdf"),
        ('a"b;c.txt', "attachment; filename=\"file-7.txt\"; filename*=UTF-8''a%22b%3Bc.txt"),
        ("a'(1)*.txt", "attachment; filename=\"file-7.txt\"; filename*=UTF-8''a%27%281%29%2A.txt"),
    ],
)
def test_a_name_is_safe_in_every_header(stored, name, shown) -> None:
    stored.pk, stored.name = 7, name
    assert disposition(stored) == shown


def test_a_content_that_is_gone_is_an_error_and_never_another_file(stored) -> None:
    vault.forget(stored.path)
    with pytest.raises(FileNotFoundError):
        get(stored)


def test_nginx_sends_the_bytes_when_it_is_told_to(stored, settings) -> None:
    settings.FILES_ACCEL_PREFIX = "/protected-files/"
    response, sent = get(stored, range="bytes=0-3")
    assert (response.status_code, sent) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/protected-files/{stored.path}"
    assert response["Content-Disposition"].startswith("attachment; ")

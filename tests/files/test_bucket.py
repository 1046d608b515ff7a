"""The same store in a bucket, against a server that speaks S3 over HTTP."""

from datetime import timedelta
from io import BytesIO

import boto3
import pytest
from django.core.files.base import File
from django.test import RequestFactory
from moto.server import ThreadedMotoServer

from portal import clock
from portal.files import services, vault
from portal.files.backends import bucket
from portal.files.models import StoredFile
from portal.files.serving import send
from tests.files import samples

WORDS = b"0123456789"
PLACE = "84/d8/84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def client(endpoint):
    found = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="cn-north-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    found.create_bucket(Bucket="files", CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    yield found
    for key in keys(found):
        found.delete_object(Bucket="files", Key=key)
    found.delete_bucket(Bucket="files")
    found.close()


@pytest.fixture
def take(db, client, endpoint, settings, clerk, at):
    """Takes files in with the settings an operator writes."""
    options = bucket("files", endpoint=endpoint, region="cn-north-1", access_key="key", secret_key="secret")
    settings.STORAGES = settings.STORAGES | {"files": options}

    def take_(content, name="名单.txt", **arguments):
        return services.store(File(BytesIO(content)), name=name, actor=clerk, at=at, **arguments)

    yield take_
    vault.store().connection.meta.client.close()


def keys(client):
    return [row["Key"] for row in client.list_objects_v2(Bucket="files").get("Contents", [])]


def test_a_content_is_an_object_under_its_hash_once(take, client) -> None:
    assert take(WORDS).path == take(WORDS, name="副本.txt").path == PLACE
    assert keys(client) == [PLACE]
    assert client.get_object(Bucket="files", Key=PLACE)["Body"].read() == WORDS


def test_whole_files_and_ranges_are_served_from_it(take) -> None:
    stored = take(WORDS)
    for asked, status, body in ((None, 200, WORDS), ("bytes=2-4", 206, b"234"), ("bytes=-1", 206, b"9")):
        headers = {"range": asked} if asked else {}
        response = send(RequestFactory().get("/files/1/", headers=headers), stored)
        assert (response.status_code, b"".join(response)) == (status, body)
        response.close()


def test_nginx_is_not_sent_to_look_for_a_file_it_cannot_reach(take, settings) -> None:
    settings.FILES_ACCEL_PREFIX = "/protected-files/"
    response = send(RequestFactory().get("/files/1/"), take(WORDS))
    assert ("X-Accel-Redirect" in response, b"".join(response)) == (False, WORDS)


def test_a_stored_file_is_read_again_and_cleaned_from_it(take, client, clerk, at) -> None:
    stored = take(samples.docx(author="张三"), name="说明.docx")
    assert services.extraction_of(stored).parts[0].text == "说明.docx"
    services.make_clean_copy(stored, actor=clerk, at=at)
    assert len(keys(client)) == 2


def test_what_is_gone_is_an_error_before_the_first_byte(take, client) -> None:
    stored = take(WORDS)
    client.delete_object(Bucket="files", Key=PLACE)
    with pytest.raises(FileNotFoundError):
        send(RequestFactory().get("/files/1/"), stored)


def test_the_nightly_clean_up_forgets_what_no_row_has(take, client) -> None:
    take(WORDS)
    StoredFile.objects.all().delete()
    # The server stamps its objects itself, so the moment has to be a real one.
    assert services.clear_unreferenced(at=clock.now() + timedelta(days=2)) == (0, 1)
    assert keys(client) == []

"""Each way out of the house, with real servers where one can run here."""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail

from portal.notices import services
from portal.notices.channels import Undeliverable
from portal.notices.channels.addresses import resolve
from portal.notices.models import Notice

SENT_TEXTS = []


class GatewayForTest:
    def send(self, phone, text, *, reference):
        SENT_TEXTS.append((phone, text, reference))


@pytest.fixture
def receiver():
    """A web server on this machine that keeps what it was sent and answers with ``status``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.received.append((self.headers, body))
            self.send_response(self.server.status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.received, server.status = [], 204
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def queue(at, channel, to):
    notice, _ = services.queue(
        channel=channel, to=to, subject_line="期限提醒", body="还剩3个工作日", kind="reminder", dedupe_key="k1", at=at
    )
    return notice


def test_mail_carries_the_text_and_one_id_for_all_attempts(db, at) -> None:
    queue(at, "email", "reader@example.invalid")
    services.deliver(at=at)
    Notice.objects.update(status="waiting", attempts=0, next_attempt_at=at)
    services.deliver(at=at)
    first, second = mail.outbox
    assert (first.subject, first.body, first.to) == ("期限提醒", "还剩3个工作日", ["reader@example.invalid"])
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Date"] == "Thu, 21 May 2026 01:30:00 -0000"


def test_a_webhook_is_signed_json(db, at, receiver, settings) -> None:
    settings.NOTICE_WEBHOOK_SECRET = "shared"
    settings.NOTICE_WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    queue(at, "webhook", f"http://127.0.0.1:{receiver.server_port}/in?x=1")
    assert services.deliver(at=at) == 1
    headers, body = receiver.received[0]
    stamp, digest = (part.partition("=")[2] for part in headers["X-Mingzheng-Signature"].split(","))
    assert stamp == "1779327000"
    assert digest == hmac.new(b"shared", b"1779327000." + body, hashlib.sha256).hexdigest()
    assert json.loads(body) == {
        "kind": "reminder",
        "title": "期限提醒",
        "text": "还剩3个工作日",
        "about": None,
        "queued_at": "2026-05-21T01:30:00+00:00",
    }


@pytest.mark.parametrize(("status", "outcome"), [(302, "waiting"), (410, "dead"), (500, "waiting"), (200, "sent")])
def test_the_receivers_answer_decides(db, at, receiver, settings, status, outcome) -> None:
    settings.NOTICE_WEBHOOK_SECRET = "shared"
    settings.NOTICE_WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    receiver.status = status
    queue(at, "webhook", f"http://127.0.0.1:{receiver.server_port}/")
    services.deliver(at=at)
    assert Notice.objects.get().status == outcome
    assert len(receiver.received) == 1


def test_without_a_secret_nothing_is_pushed(db, at, settings) -> None:
    settings.NOTICE_WEBHOOK_SECRET = ""
    queue(at, "webhook", "https://203.0.113.9/")
    services.deliver(at=at)
    assert Notice.objects.get().last_error == "没有配置推送签名密钥（NOTICE_WEBHOOK_SECRET）"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.1.2.3/",
        "https://192.168.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://100.64.0.1/",
        "https://2130706433/",
        "http://8.8.8.8/",
        "file:///etc/passwd",
        "https://user:pass@8.8.8.8/",
        "https://8.8.8.8:99999/",
        "https://",
    ],
)
def test_a_webhook_cannot_reach_into_the_house(url) -> None:
    with pytest.raises(Undeliverable):
        resolve(url)


def test_a_public_address_passes_and_is_pinned() -> None:
    target = resolve("https://8.8.8.8:8443/a?b=c")
    assert (target.host, target.address, target.port, target.path, target.secure) == (
        "8.8.8.8",
        "8.8.8.8",
        8443,
        "/a?b=c",
        True,
    )


def test_without_a_gateway_a_text_message_is_dead_and_says_why(db, at) -> None:
    queue(at, "sms", "13800000000")
    services.deliver(at=at)
    notice = Notice.objects.get()
    assert (notice.status, notice.last_error) == ("dead", "没有配置短信网关（NOTICE_SMS_GATEWAY）")


def test_a_configured_gateway_gets_number_text_and_reference(db, at, settings) -> None:
    settings.NOTICE_SMS_GATEWAY = "tests.notices.test_channels.GatewayForTest"
    queue(at, "sms", "13800000000")
    assert services.deliver(at=at) == 1
    assert SENT_TEXTS == [("13800000000", "还剩3个工作日", "k1")]

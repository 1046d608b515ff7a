"""Signed JSON, pushed to another system of the government."""

import hashlib
import hmac
import json
import socket
import ssl
from datetime import datetime
from http.client import HTTPConnection

from django.conf import settings

from portal.notices.channels import Undeliverable
from portal.notices.channels.addresses import Target, resolve
from portal.notices.composing import Letter, letter_of
from portal.notices.models import Notice

TIMEOUT_SECONDS = 5
GONE = frozenset({400, 401, 403, 404, 405, 410, 413, 415, 422})
"""Answers that the same message would get again."""


class Webhook:
    immediate = False

    def send(self, notice: Notice, *, at: datetime) -> None:
        """Any 2xx is a success; redirects are not followed, the answer is not read."""
        if not settings.NOTICE_WEBHOOK_SECRET:
            raise Undeliverable("没有配置推送签名密钥（NOTICE_WEBHOOK_SECRET）")
        letter = letter_of(notice, at=at)
        target = resolve(letter.to, allowed=settings.NOTICE_WEBHOOK_NETWORKS)
        status = _post(target, _payload(notice, letter), reference=notice.dedupe_key, at=at)
        if status in GONE:
            raise Undeliverable(f"对方系统拒收（HTTP {status}）")
        if not 200 <= status < 300:
            raise OSError(f"HTTP {status}")


def signature(secret: str, body: bytes, *, stamp: int) -> str:
    """``t=…,v1=…``: HMAC-SHA256 over ``"{stamp}." + body``. A receiver refuses old stamps and wrong digests."""
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={stamp},v1={digest}"


def _payload(notice: Notice, letter: Letter) -> bytes:
    about = notice.about
    message = {
        "kind": notice.kind,
        "title": letter.subject_line,
        "text": letter.body,
        "about": {"type": about.label, "id": about.pk, "title": about.title} if about else None,
        "queued_at": notice.queued_at.isoformat(),
    }
    return json.dumps(message, ensure_ascii=False).encode()


def _post(target: Target, body: bytes, *, reference: str, at: datetime) -> int:
    stamp = int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "mingzheng",
        "X-Mingzheng-Delivery": hashlib.sha256(reference.encode()).hexdigest(),
        "X-Mingzheng-Signature": signature(settings.NOTICE_WEBHOOK_SECRET, body, stamp=stamp),
    }
    connection = _Pinned(target)
    try:
        connection.request("POST", target.path, body=body, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


class _Pinned(HTTPConnection):
    """Connects to the address that was checked, and proves the certificate of the name that was asked for."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=TIMEOUT_SECONDS)
        self._target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.address, self._target.port), TIMEOUT_SECONDS)
        if self._target.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)

"""The port for a virus scanner that speaks ClamAV's INSTREAM.

Without an address nothing is scanned; with one, any doubt refuses.
"""

import socket
import struct
from collections.abc import Callable
from contextlib import closing
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

_CHUNK = 64 * 1024
_ANSWER_AT_MOST = 4096
_CLEAN = b"stream: OK"
_INFECTED = b" FOUND"
SCANNER = "ClamAV"

DOUBT = "查毒程序没有给出结论，文件没有收下。请过一会儿再传；还是不行，请告诉系统管理员"
INFECTED = "查毒程序认为文件里有病毒或者恶意程序，没有收下"


class ScanRefusedError(Exception):
    """Infected, or not known to be clean; the message is for a person."""


def scan(file: IO[bytes]) -> str:
    """The name of the scanner that found nothing; empty when none is configured. Raises ``ScanRefusedError``."""
    if not settings.FILE_SCANNER:
        return ""
    try:
        answer = _ask(settings.FILE_SCANNER, file)
    except (OSError, ValueError) as error:
        raise ScanRefusedError(DOUBT) from error
    if answer == _CLEAN:
        return SCANNER
    raise ScanRefusedError(INFECTED if answer.endswith(_INFECTED) else DOUBT)


def _ask(address: str, file: IO[bytes]) -> bytes:
    file.seek(0)
    with closing(_connected(address)) as line:
        line.sendall(b"zINSTREAM\0")
        while chunk := file.read(_CHUNK):
            line.sendall(struct.pack(">I", len(chunk)) + chunk)
        line.sendall(struct.pack(">I", 0))
        return _answer(line)


def _answer(line: socket.socket) -> bytes:
    """Up to the zero byte. An answer that breaks off is none."""
    received = b""
    while not received.endswith(b"\0"):
        piece = line.recv(_ANSWER_AT_MOST)
        if not piece or len(received) > _ANSWER_AT_MOST:
            return b""
        received += piece
    return received[:-1]


def _connected(address: str) -> socket.socket:
    """``tcp://host:port`` or ``unix:///path``."""
    parts = urlsplit(address)
    connect = _CONNECTIONS.get(parts.scheme)
    if connect is None:
        raise ValueError(address)
    return connect(parts.path if parts.scheme == "unix" else f"{parts.hostname}:{parts.port}")


def _tcp(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=settings.FILE_SCANNER_SECONDS)


def _unix(address: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(settings.FILE_SCANNER_SECONDS)
    try:
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


_CONNECTIONS: dict[str, Callable[[str], socket.socket]] = {"tcp": _tcp, "unix": _unix}

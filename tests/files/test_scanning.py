"""The scanner's port against a server that speaks ClamAV's protocol, and against servers that do not."""

import socket
import struct
import threading
from io import BytesIO

import pytest

from portal.errors import InvalidInput
from portal.files import scanning

VIRUS = b"EICAR"


class Daemon:
    """Takes one INSTREAM after the other, notes what came, and answers as told."""

    def __init__(self, address, family, answer):
        self.answer, self.received = answer, []
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.bind(address)
        self.socket.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while length := struct.unpack(">I", stream.read(4))[0]:
                    content += stream.read(length)
                self.received.append(content)
                line.sendall(self.answer(content))


def verdict(content):
    return b"stream: Eicar-Signature FOUND\0" if VIRUS in content else b"stream: OK\0"


@pytest.fixture
def daemon(settings):
    started = []

    def start(answer=verdict):
        one = Daemon(("127.0.0.1", 0), socket.AF_INET, answer)
        started.append(one)
        settings.FILE_SCANNER = f"tcp://127.0.0.1:{one.socket.getsockname()[1]}"
        settings.FILE_SCANNER_SECONDS = 2
        return one

    yield start
    for one in started:
        one.socket.close()


def test_nothing_is_scanned_unless_configured() -> None:
    assert scanning.scan(BytesIO(VIRUS)) == ""


def test_the_whole_content_is_sent_and_a_clean_one_passes(daemon) -> None:
    clamav, content = daemon(), b"x" * 200_000
    assert scanning.scan(BytesIO(content)) == "ClamAV"
    assert clamav.received == [content]


def test_an_infected_file_is_refused_and_not_stored(daemon, take) -> None:
    daemon()
    with pytest.raises(InvalidInput, match="病毒"):
        take(VIRUS)
    assert take(b"clean").scanned_by == "ClamAV"


def test_the_scanner_may_listen_on_a_socket_of_the_machine(settings, tmp_path) -> None:
    address = str(tmp_path / "clamd")
    clamav = Daemon(address, socket.AF_UNIX, verdict)
    settings.FILE_SCANNER = f"unix://{address}"
    assert scanning.scan(BytesIO(b"clean")) == "ClamAV"
    clamav.socket.close()


@pytest.mark.parametrize(
    "answer",
    [b"stream: INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK", b"OK\0", b"stream: OK\nFOUND?\0", b"\0"],
)
def test_any_answer_but_the_right_one_refuses(daemon, answer) -> None:
    daemon(lambda _content: answer)
    with pytest.raises(scanning.ScanRefusedError, match="没有给出结论"):
        scanning.scan(BytesIO(b"clean"))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///no/such/socket", "http://127.0.0.1", "nonsense"])
def test_a_scanner_that_is_not_there_refuses(settings, address) -> None:
    settings.FILE_SCANNER = address
    with pytest.raises(scanning.ScanRefusedError, match="没有给出结论"):
        scanning.scan(BytesIO(b"clean"))

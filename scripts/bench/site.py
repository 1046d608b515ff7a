"""A running site over a scratch database, asked through HTTP as a browser asks."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_SECONDS = 60


class Browser:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str) -> bytes:
        """The body. Raises ``RuntimeError`` for anything but 200."""
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        body = response.read()
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path}: {response.status}")
        return body


def manage(var: Path, *arguments: str) -> None:
    """A management command over the scratch folder."""
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=_environment(var), check=True
    )  # own commands


@contextmanager
def serving(var: Path) -> Iterator[Browser]:
    """The site in one process with one thread, as bare as it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "2"]
    process = subprocess.Popen(  # own command
        [*command, "--log-level", "error", "--keep-alive", "30"], cwd=ROOT, env=_environment(var)
    )
    try:
        _wait_for(port)
        yield Browser(port)
    finally:
        process.terminate()
        process.wait()


def _environment(var: Path) -> dict[str, str]:
    return {"MINGZHENG_DEMO": "0"} | os.environ | {"MINGZHENG_VAR": str(var), "LOG_LEVEL": "ERROR"}


def _wait_for(port: int) -> None:
    ends = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < ends:
        try:
            Browser(port).get("/healthz")
        except (OSError, RuntimeError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the site did not start")

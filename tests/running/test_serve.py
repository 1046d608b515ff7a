"""``manage.py serve`` as a person meets it: a real web server and a real worker in one foreground process."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from scripts.duties import ROOT
from tests.servers import free_port

pytestmark = pytest.mark.once


def _environment(folder) -> dict[str, str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL", "PYTEST_XDIST_WORKER", "DJANGO_SETTINGS_MODULE"}
    }
    return inherited | {"MINGZHENG_VAR": str(folder), "MINGZHENG_DEMO": "0", "PYTHONUNBUFFERED": "1"}


def _manage(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def _until(condition, seconds: int = 300) -> None:
    for _ in range(seconds * 10):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"it did not happen within {seconds} seconds")


class Installation:
    """A running ``serve`` and what it has printed so far."""

    def __init__(self, folder) -> None:
        self.folder = folder
        self.port = free_port()
        self.log = folder / "printed"
        with self.log.open("w") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=_environment(folder),
                stdout=printed,
                stderr=subprocess.STDOUT,
            )

    @property
    def printed(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status

    def child(self, program: str) -> int | None:
        """The process id of the supervisor's child that runs ``program``."""
        listed = subprocess.run(["ps", "-wweo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        for line in listed.splitlines():
            pid, parent, arguments = line.split(None, 2)
            if parent == str(self.process.pid) and program in arguments:
                return int(pid)
        return None


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    running = Installation(tmp_path_factory.mktemp("var"))
    _until(lambda: "已就绪" in running.printed or running.process.poll() is not None)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(300)


def test_it_says_what_it_does_and_where_to_look(installation) -> None:
    lines = installation.printed.splitlines()
    assert [line for line in lines if line.startswith("•")] == [
        "• 数据库 …",
        "• 后台任务目录 …",
        "• 静态文件 …",
        "• 检索索引 …",
        "• 启动网站和后台进程 …",
    ]
    assert f"  网站    http://127.0.0.1:{installation.port}/" in lines


def test_the_site_answers(installation) -> None:
    assert installation.get("/healthz") == 200


def test_a_second_start_on_the_same_data_is_refused(installation) -> None:
    done = _manage(installation.folder, "serve", "--port", str(free_port()))
    assert done.returncode == 1
    assert done.stderr == f"✗ 明政已在运行，请先停止它 / already running on {installation.folder}\n"


def test_preparing_beside_a_running_installation_is_refused(installation) -> None:
    done = _manage(installation.folder, "prepare")
    assert done.returncode == 1
    assert done.stderr == f"✗ 明政已在运行，请先停止它 / already running on {installation.folder}\n"


def test_a_killed_worker_is_started_again(installation) -> None:
    killed = installation.child("celery")
    os.kill(killed, signal.SIGKILL)
    _until(lambda: "! 后台进程退出了（信号 SIGKILL），正在重新启动。" in installation.printed)
    _until(lambda: installation.child("celery") not in {None, killed})


def test_ctrl_c_stops_everything(installation) -> None:
    os.kill(installation.process.pid, signal.SIGINT)
    assert installation.process.wait(300) == 0
    assert installation.printed.endswith("已停止。\n")
    assert (installation.child("gunicorn"), installation.child("celery")) == (None, None)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", installation.port)) != 0


def test_a_taken_port_is_one_line(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _manage(tmp_path, "serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == f"✗ 端口 {port} 已被占用，请换一个：make run PORT={port + 1} / port {port} is taken\n"
    assert done.stdout == ""


def test_real_data_are_never_emptied(tmp_path) -> None:
    done = _manage(tmp_path, "prepare", "--fresh")
    assert done.returncode == 1
    assert done.stderr == "✗ 只能清空 SQLite 上的演示数据（MINGZHENG_DEMO=1）；正式数据不会被删除。\n"

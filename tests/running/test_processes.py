"""The supervisor: what dies is started again, what keeps dying stops everything, what is stopped is gone."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from portal import processes
from portal.processes import Child, Supervisor

pytestmark = pytest.mark.once

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def supervise():
    """Starts supervisors and, whatever happens, leaves neither child nor signal handler behind."""
    kept = {number: signal.getsignal(number) for number in processes.STOP_SIGNALS}
    started = []

    def start(*children):
        said = []
        supervisor = Supervisor(children, say=said.append)
        supervisor.start()
        started.append(supervisor)
        return supervisor, said

    yield start
    for supervisor in started:
        supervisor.stop()
    for number, handler in kept.items():
        signal.signal(number, handler)


def _until(condition) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen within ten seconds")


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_child_is_reported_and_started_again(supervise) -> None:
    child = Child("后台进程", SLEEP)
    supervisor, said = supervise(child)
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    _until(lambda: child.exit_code() is not None)
    supervisor.tend()
    assert said == ["! 后台进程退出了（信号 SIGKILL），正在重新启动。"]
    assert child.process.pid != first
    assert child.exit_code() is None


def test_a_child_that_keeps_dying_stops_everything(supervise) -> None:
    healthy, broken = Child("网站", SLEEP), Child("后台进程", FAIL)
    supervisor, said = supervise(healthy, broken)
    assert supervisor.watch() == 1
    assert said == [
        "! 后台进程退出了（代码 3），正在重新启动。",
        "! 后台进程退出了（代码 3），正在重新启动。",
        "! 后台进程退出了（代码 3），正在重新启动。",
        "✗ 后台进程反复退出（代码 3），全部停止，原因见上面的输出。",
    ]
    assert not _is_running(healthy.process.pid)


def test_deaths_far_apart_are_forgiven(monkeypatch) -> None:
    child = Child("网站", SLEEP)
    moments = [0.0, 70.0, 140.0, 210.0, 280.0]
    assert [child.beyond_help(moment) for moment in moments] == [False, False, False, False, False]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_children_and_counts_as_success(supervise, number) -> None:
    children = Child("网站", SLEEP), Child("后台进程", SLEEP)
    supervisor, said = supervise(*children)
    os.kill(os.getpid(), number)
    assert supervisor.watch() == 0
    assert [_is_running(child.process.pid) for child in children] == [False, False]
    assert said == []


def test_what_a_child_started_goes_with_it(supervise, tmp_path) -> None:
    note = tmp_path / "pid"
    script = (
        "import pathlib, subprocess, sys, time\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(other.pid))\n"
        "time.sleep(60)\n"
    )
    supervisor, _ = supervise(Child("网站", [sys.executable, "-c", script]))
    _until(lambda: note.exists() and note.read_text())
    grandchild = int(note.read_text())
    assert _is_running(grandchild)
    supervisor.stop()
    _until(lambda: not _is_running(grandchild))

"""Keeps a fixed set of child processes alive until it is told to stop.

A child that dies is reported and started again. One that dies ``MAX_DEATHS`` times within ``WINDOW_SECONDS`` is
beyond help: everything stops, so that a broken part is never mistaken for a running site.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

MAX_DEATHS = 4
WINDOW_SECONDS = 60
GRACE_SECONDS = 20
POLL_SECONDS = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Child:
    """One process: its name for people and its command line."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self, environment: Mapping[str, str]) -> None:
        """Start in a group of its own, so that Ctrl-C reaches it only through the supervisor.

        Files marked inheritable stay open in the child: the lock of the data directory is one.
        """
        self.process = subprocess.Popen(  # noqa: S603  # the command line is written in this product
            self.command, env=environment, start_new_session=True, close_fds=False, preexec_fn=_die_with_parent
        )

    def exit_code(self) -> int | None:
        return self.process.poll() if self.process else None

    def ask_to_stop(self) -> None:
        """Ask the child alone: a pool that loses its processes first cannot finish its work."""
        if self.process and self.exit_code() is None:
            self.process.terminate()

    def end_group(self) -> None:
        """End the child and whatever it started, also after the child itself is gone."""
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def beyond_help(self, moment: float) -> bool:
        self.deaths = [death for death in self.deaths if moment - death < WINDOW_SECONDS] + [moment]
        return len(self.deaths) >= MAX_DEATHS


class Supervisor:
    """Runs children in the foreground. ``say`` receives one line per thing worth knowing."""

    def __init__(self, children: Sequence[Child], *, say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.stop_requests = 0
        self.failed = False
        self.environment = dict(os.environ)

    def start(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, self._request_stop)
        for child in self.children:
            child.start(self.environment)

    @property
    def ending(self) -> bool:
        """Told to stop, or a child is beyond help."""
        return self.failed or self.stop_requests > 0

    def watch(self) -> int:
        """Block until it ends, stop everything, return the exit code of the whole."""
        while not self.ending:
            time.sleep(POLL_SECONDS)
            self.tend()
        self.stop()
        return int(self.failed)

    def tend(self) -> None:
        """Start the dead again; give up when one of them is beyond help."""
        for child in self.children:
            exit_code = child.exit_code()
            if exit_code is None or self.ending:
                continue
            child.end_group()
            if child.beyond_help(time.monotonic()):
                self.failed = True
                self.say(f"✗ {child.name}反复退出（{_cause(exit_code)}），全部停止，原因见上面的输出。")
            else:
                self.say(f"! {child.name}退出了（{_cause(exit_code)}），正在重新启动。")
                child.start(self.environment)

    def stop(self) -> None:
        """Ask everyone to finish; after the grace time, or at a second request, end them."""
        for child in self.children:
            child.ask_to_stop()
        asked = self.stop_requests
        until = time.monotonic() + GRACE_SECONDS
        while time.monotonic() < until and self.stop_requests <= max(asked, 1) and self._alive():
            time.sleep(POLL_SECONDS)
        for child in self.children:
            child.end_group()
            if child.process:
                child.process.wait()

    def _alive(self) -> bool:
        return any(child.process and child.exit_code() is None for child in self.children)

    def _request_stop(self, number: int, frame: object) -> None:
        self.stop_requests += 1


def _cause(exit_code: int) -> str:
    return f"信号 {signal.Signals(-exit_code).name}" if exit_code < 0 else f"代码 {exit_code}"


def _die_with_parent() -> None:
    """Linux: a supervisor killed with SIGKILL takes its children along instead of leaving them on the port."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)

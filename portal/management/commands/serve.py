"""``manage.py serve``: the whole installation as one foreground process, for one machine without any server."""

import socket
import sys
import time
from argparse import ArgumentParser
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.management.instance import single_instance
from portal.management.preparation import prepare
from portal.processes import Child, Supervisor

HOST = "127.0.0.1"
ANSWER_SECONDS = 180


class Command(BaseCommand):
    help = "准备数据，然后启动网站和后台进程（含定时任务）；Ctrl-C 停止全部。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        _refuse_taken_port(port)
        with single_instance():
            prepare(self._say)
            supervisor = Supervisor(_children(port), say=self._say)
            supervisor.start()
            self._say("• 启动网站和后台进程 …")
            if _answers(supervisor, port):
                self._welcome(port)
            code = supervisor.watch()
            self._say("已停止。")
        if code:
            sys.exit(code)

    def _welcome(self, port: int) -> None:
        self._say(f"\n{settings.SITE['name']}已就绪，Ctrl-C 停止。")
        self._say(f"  网站    http://{HOST}:{port}/")
        self._say(f"  工作台  http://{HOST}:{port}/admin/")
        accounts = settings.VAR_DIR / "demo_accounts.txt"
        if settings.DEMO and accounts.exists():
            self._say(f"\n演示账号（保存在 {accounts}）：\n{accounts.read_text().rstrip()}")
        filed = settings.VAR_DIR / "demo_requests.txt"
        if settings.DEMO and filed.exists():
            self._say(f"\n演示申请的编号和查询码在 {filed}，用来查询申请办理情况。")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _children(port: int) -> tuple[Child, ...]:
    web = f"gunicorn portal.wsgi --bind {HOST}:{port} --workers 2 --threads 4 --timeout 60 --graceful-timeout 10"
    worker = "celery --app portal --quiet worker --beat --concurrency 2 --without-gossip --without-mingle"
    return (
        Child("网站", _python(f"{web} --log-level warning")),
        Child("后台进程", _python(f"{worker} --loglevel warning")),
    )


def _python(module_and_options: str) -> list[str]:
    silenced = "ignore:You're running the worker"  # a demonstration may well run as root
    return [sys.executable, "-W", silenced, "-m", *module_and_options.split()]


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            sys.exit(f"✗ 不允许使用端口 {port}，请换一个：make run PORT=8080 / port {port} is not permitted")
        except OverflowError:
            sys.exit(f"✗ 端口号 {port} 不对，应在 1–65535 之间 / no such port")
        except OSError:
            sys.exit(f"✗ 端口 {port} 已被占用，请换一个：make run PORT={port + 1} / port {port} is taken")


def _answers(supervisor: Supervisor, port: int) -> bool:
    """Wait for the first page. False when told to stop, or when the site does not come up in time."""
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until and not supervisor.ending:
        supervisor.tend()
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return True
        finally:
            connection.close()
    return False

"""Brings the data of an installation to the state the code expects. Safe to repeat."""

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from portal.search.current import engine
from portal.search.engine import IndexUnavailable

DEMO_COMMANDS = ("load_demo", "load_demo_requests", "load_demo_opinions", "load_demo_letters", "load_demo_assessment")
"""In this order: the city first."""

BROKER_FOLDERS = ("queue", "control", "processed")


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _broker_folders() -> None:
    """The filesystem broker does not make its own folders."""
    for name in BROKER_FOLDERS:
        (settings.CELERY_FOLDER / name).mkdir(parents=True, exist_ok=True)


def _collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)


def _load_demo() -> None:
    if settings.DEMO:
        for command in DEMO_COMMANDS:
            call_command(command, verbosity=0)


def _build_index() -> None:
    try:
        engine().status()
    except IndexUnavailable:
        call_command("rebuild_index", verbosity=0)


STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("数据库", _migrate),
    ("后台任务目录", _broker_folders),
    ("静态文件", _collect_static),
    ("演示城市（第一次要一两分钟）", _load_demo),
    ("检索索引", _build_index),
)


def prepare(say: Callable[[str], None]) -> None:
    """Run every step. A full disk or a folder that cannot be written ends the program with one line."""
    try:
        for title, run in STEPS:
            if run is not _load_demo or settings.DEMO:
                say(f"• {title} …")
                run()
    except (OSError, OperationalError) as error:
        sys.exit(f"✗ {_storage_trouble(error)}")


def remove_demo() -> None:
    """Delete the files of a demonstration; its audit trail refuses to be emptied row by row."""
    if not settings.DEMO or connection.vendor != "sqlite":
        sys.exit("✗ 只能清空 SQLite 上的演示数据（MINGZHENG_DEMO=1）；正式数据不会被删除。")
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    folders = (settings.SEARCH_INDEX_DIR, settings.MEDIA_ROOT, settings.CELERY_FOLDER, settings.VAR_DIR / "open-data")
    for folder in folders:
        rmtree(folder, ignore_errors=True)


def _storage_trouble(error: Exception) -> str:
    text = str(error)
    if "is full" in text or "No space left" in text:
        return f"磁盘空间不足 / disk full: {settings.VAR_DIR}"
    if isinstance(error, PermissionError) or "readonly" in text or "unable to open" in text:
        return f"目录不可写 / not writable: {settings.VAR_DIR}"
    return f"数据库或文件出错 / storage error: {text}"

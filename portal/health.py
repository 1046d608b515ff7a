"""``/healthz``: the process answers. ``/readyz``: everything the site needs works, or which part does not and why.

Readings carry ages and counts only: no address, no path, no secret, no text of an error.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal import clock
from portal.celery import app
from portal.deadlines import selectors as deadlines
from portal.models import Beat
from portal.notices.models import Notice
from portal.notices.states import Status
from portal.search import selectors as search
from portal.search.current import engine
from portal.search.engine import IndexUnavailable

WORKER = "worker"
WORKER_SILENCE = timedelta(seconds=45)
SWEEP_AGE = timedelta(minutes=5)
INDEX_AGE = timedelta(minutes=1)
NOTICE_AGE = timedelta(minutes=15)
BROKER_TIMEOUT_SECONDS = 2
UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Reading:
    """One light. ``reason`` is empty when it is green; ``figures`` are for those who watch trends."""

    reason: str = ""
    figures: dict[str, int | str | None] = field(default_factory=dict)


Check = Callable[[datetime], Reading]


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process is alive. Asks nobody else, so that a slow database does not get the process restarted."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when every light is green, else 503 with the reasons."""
    at = clock.now()
    readings = {name: _read(check, at) for name, check in CHECKS.items()}
    ready = not any(reading.reason for reading in readings.values())
    body = {
        "status": "ready" if ready else "not ready",
        "checked_at": at.isoformat(timespec="seconds"),
        "checks": {
            name: {
                "ok": not reading.reason,
                **({"reason": reading.reason} if reading.reason else {}),
                **reading.figures,
            }
            for name, reading in readings.items()
        },
    }
    response = JsonResponse(body, status=200 if ready else UNAVAILABLE, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def _read(check: Check, at: datetime) -> Reading:
    """A check that fails is a red light, never a green one and never a page of its own."""
    try:
        return check(at)
    except Exception as error:  # noqa: BLE001  # any failure at all means "not ready"
        return Reading(f"检查失败（{type(error).__name__}）")


def _database(_at: datetime) -> Reading:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return Reading(figures={"vendor": connection.vendor})


def _broker(_at: datetime) -> Reading:
    if settings.CELERY_BROKER_URL.startswith("filesystem://"):
        folders = [
            Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS[name])) for name in ("data_folder_in", "control_folder")
        ]
        usable = all(folder.is_dir() and os.access(folder, os.W_OK) for folder in folders)
        return Reading("" if usable else "消息目录不存在或者不能写")
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=BROKER_TIMEOUT_SECONDS)
    return Reading()


def _worker(at: datetime) -> Reading:
    beat = Beat.objects.filter(name=WORKER).first()
    return _age_of(beat.at if beat else None, at, WORKER_SILENCE, "后台进程没有心跳")


def _sweep(at: datetime) -> Reading:
    last = deadlines.heartbeat()
    reading = _age_of(last.finished_at if last else None, at, SWEEP_AGE, "期限检查没有按时运行")
    return Reading(reading.reason, {**reading.figures, "failed": last.failed if last else None})


def _index(at: datetime) -> Reading:
    """A missing or damaged index is red, and so is one that does not keep up. One of an older release still serves."""
    waiting, oldest = search.backlog(at)
    figures: dict[str, int | str | None] = {
        "backlog": waiting,
        "backlog_age_seconds": oldest,
        "failing": search.failing(),
    }
    try:
        status = engine().status()
    except IndexUnavailable:
        return Reading("检索索引缺失或者损坏", figures)
    figures |= {"generation": status.generation, "documents": status.documents, "outdated": int(status.outdated)}
    late = oldest is not None and oldest > INDEX_AGE.total_seconds()
    return Reading("检索索引跟不上" if late else "", figures)


def _notices(at: datetime) -> Reading:
    """Dead messages are counted, not red: a wrong address must not take the site out of service."""
    waiting = Notice.objects.filter(status=Status.WAITING)
    late = waiting.filter(next_attempt_at__lte=at - NOTICE_AGE).count()
    figures: dict[str, int | str | None] = {
        "waiting": waiting.count(),
        "dead": Notice.objects.filter(status=Status.DEAD).count(),
    }
    return Reading(f"有{late}条通知过了时间没有发送" if late else "", figures)


def _age_of(seen: datetime | None, at: datetime, allowed: timedelta, trouble: str) -> Reading:
    """Red when never seen, seen too long ago, or "seen" in the future, as after a wrong clock."""
    if seen is None:
        return Reading(trouble, {"age_seconds": None})
    age = at - seen
    silent = age > allowed or age < -allowed
    return Reading(trouble if silent else "", {"age_seconds": int(age.total_seconds())})


CHECKS: dict[str, Check] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "sweep": _sweep,
    "index": _index,
    "notices": _notices,
}

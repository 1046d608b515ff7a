"""A light is green only when somebody proved it a moment ago."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from portal import clock
from portal.deadlines.models import Heartbeat
from portal.health import WORKER
from portal.models import Beat
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.search.models import IndexTask
from portal.tasks import beat

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_alive():
    now = clock.now()
    Beat.strike(WORKER, at=now)
    Heartbeat.objects.create(started_at=now, finished_at=now)


def readings(client):
    response = client.get("/readyz")
    body = response.json()
    return response.status_code, body["status"], body["checks"]


def red(checks):
    return {name: reading["reason"] for name, reading in checks.items() if not reading["ok"]}


def test_healthz_answers_without_a_database(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_the_worker_and_the_sweep_alive_are_green(client, all_alive) -> None:
    _, _, checks = readings(client)
    assert (checks["worker"]["ok"], checks["sweep"]["ok"], checks["database"]["ok"]) == (True, True, True)


def test_a_worker_that_never_ran_is_red(client) -> None:
    status, word, checks = readings(client)
    assert (status, word) == (503, "not ready")
    assert red(checks)["worker"] == "后台进程没有心跳"
    assert red(checks)["sweep"] == "期限检查没有按时运行"


def test_a_worker_that_died_a_minute_ago_is_red(client, all_alive) -> None:
    Beat.strike(WORKER, at=clock.now() - timedelta(minutes=1))
    status, _, checks = readings(client)
    assert status == 503
    assert "worker" in red(checks)
    assert checks["worker"]["age_seconds"] >= 60


def test_a_beat_from_the_future_is_red(client, all_alive) -> None:
    Beat.strike(WORKER, at=clock.now() + timedelta(hours=1))
    assert "worker" in red(readings(client)[2])


def test_a_sweep_that_started_and_never_finished_is_red(client, all_alive) -> None:
    Heartbeat.objects.update(finished_at=None)
    assert "sweep" in red(readings(client)[2])


def test_a_sweep_of_ten_minutes_ago_is_red(client, all_alive) -> None:
    Heartbeat.objects.update(finished_at=clock.now() - timedelta(minutes=10))
    assert "sweep" in red(readings(client)[2])


def test_the_workers_own_task_makes_the_light_green(client, all_alive) -> None:
    Beat.objects.all().delete()
    beat()
    assert "worker" not in red(readings(client)[2])


def test_undelivered_notices_are_red_and_dead_ones_are_counted(client, all_alive) -> None:
    late = clock.now() - timedelta(minutes=20)
    for key in ("a", "b"):
        notices.queue(
            channel="email", to="x@example.invalid", subject_line="s", body="b", kind="k", dedupe_key=key, at=late
        )
    Notice.objects.filter(dedupe_key="b").update(status="dead")
    _, _, checks = readings(client)
    assert checks["notices"] == {"ok": False, "reason": "有1条通知过了时间没有发送", "waiting": 1, "dead": 1}


def test_a_failing_check_is_red_and_tells_no_secret(client, all_alive, settings, monkeypatch) -> None:
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": "/nonexistent/secret-path", "control_folder": "/"}
    response = client.get("/readyz")
    assert red(response.json()["checks"])["broker"] == "消息目录不存在或者不能写"
    assert "secret-path" not in response.content.decode()


def test_a_check_that_raises_is_red(client, all_alive, monkeypatch) -> None:
    def explode():
        raise OSError("password=secret")

    monkeypatch.setattr("portal.health.deadlines.heartbeat", explode)
    response = client.get("/readyz")
    assert red(response.json()["checks"])["sweep"] == "检查失败（OSError）"
    assert "secret" not in response.content.decode()


def test_a_missing_index_is_red(client, all_alive, settings, tmp_path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    assert red(readings(client)[2])["index"] == "检索索引缺失或者损坏"


def test_a_change_the_index_has_not_taken_in_for_two_minutes_is_red(client, all_alive, settings, tmp_path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    call_command("rebuild_index")
    assert "index" not in red(readings(client)[2])
    IndexTask.objects.create(label="disclosure.document", object_id=1, queued_at=clock.now() - timedelta(minutes=2))
    _, _, checks = readings(client)
    assert red(checks)["index"] == "检索索引跟不上"
    assert (checks["index"]["backlog"], checks["index"]["documents"]) == (1, 0)


def test_the_answer_is_never_cached(client) -> None:
    assert client.get("/readyz")["Cache-Control"] == "no-store"

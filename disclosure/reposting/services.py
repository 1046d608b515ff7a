"""Keeping the allow-list, giving out tasks, registering what was reposted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.reposting.fields import SOURCE, TASK
from disclosure.reposting.models import RepostSource, RepostTask
from disclosure.reposting.rules import source_of
from disclosure.reposting.states import DOERS, REPOST
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move, require_move


@transaction.atomic
def set_source(*, values: Mapping[str, Any], actor: Actor, at: datetime) -> RepostSource:
    """Allow another source. Raises ``NotAllowed`` or ``InvalidInput``."""
    clean = _source_values(values, None, actor)
    source = RepostSource(**clean)
    source.save(force_insert=True)
    record(act="set_source", subject=source, actor=actor, at=at, after=clean)
    return source


@transaction.atomic
def edit_source(source: RepostSource, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> RepostSource:
    """Change a source or take it out of use; what was reposted from it stays."""
    clean = _source_values(values, source.pk, actor)
    before = {name: getattr(source, name) for name in clean}
    for name, value in clean.items():
        setattr(source, name, value)
    source.save(update_fields=list(clean))
    record(act="edit_source", subject=source, actor=actor, at=at, before=before, after=clean)
    return source


def _source_values(values: Mapping[str, Any], pk: int | None, actor: Actor) -> dict[str, Any]:
    require(actor, (Role.OVERSIGHT,), None, doing="管理转载来源")
    clean = checked(SOURCE, {"name": "", "host": "", "level": ""} | dict(values))
    others = RepostSource.objects.all() if pk is None else RepostSource.objects.exclude(pk=pk)
    for name, label in (("name", "来源名称"), ("host", "网站域名")):
        if others.filter(**{name: clean[name]}).exists():
            raise InvalidInput({name: f"这个{label}已经有了"})
    return clean


@transaction.atomic
def give_task(
    *, organs: Iterable[Organ], title: str, link: str, issued_at: datetime, actor: Actor, at: datetime
) -> list[RepostTask]:
    """Have each organ repost one policy in time, counted from its publication by the higher organ (S3-5.1e).

    Raises ``InvalidInput`` for an unknown source (S2-10.6b) or a moment to come.
    """
    require(actor, (Role.OVERSIGHT,), None, doing="布置转载任务")
    clean = checked(TASK, {"title": title, "link": link})
    source = source_of(clean["link"])
    if source is None:
        raise InvalidInput({"link": "原文链接不在转载来源名单里，来源不明的不转载"})
    if issued_at > at:
        raise InvalidInput({"issued_at": "原文发布时间不能晚于现在"})
    known = set(RepostTask.objects.filter(link=clean["link"]).values_list("organ_id", flat=True))
    wanted = [organ for organ in organs if organ.pk not in known]
    if not wanted:
        raise InvalidInput({"organs": "这些单位都已经有这个转载任务了" if known else "请选择转载单位"})
    return [_give(organ, source, clean, issued_at, actor, at) for organ in wanted]


def _give(
    organ: Organ, source: RepostSource, clean: dict[str, Any], issued_at: datetime, actor: Actor, at: datetime
) -> RepostTask:
    task = RepostTask(organ=organ, source=source, issued_at=issued_at, **clean)
    task.save(force_insert=True)
    record(act="give_task", subject=task, actor=actor, at=at, after=clean)
    open_deadline(rule=REPOST, subject=task, organ=organ, start=issued_at, actor=actor, at=at)
    tell(
        recipients_of(organ.heir(), *DOERS, at=at),
        subject_line=f"有一件上级政策要转载：{task.title}",
        body=f"请在工作台办理：/admin/disclosure/reposttask/{task.pk}/change/",
        kind="repost_task",
        dedupe_key=f"repost-task|{task.pk}",
        at=at,
        about=ref(task),
    )
    return task


@transaction.atomic
def complete(task: RepostTask, *, document: Any, actor: Actor, at: datetime) -> RepostTask:
    """The repost is public. Time and lateness come from its publication, never from a form. Raises ``InvalidInput``."""
    require_move(task, "complete", actor=actor)
    if document is None or not document.is_public or document.responsible_organ.pk != task.organ.heir().pk:
        raise InvalidInput({"document": "要选本单位已经发布的公文"})
    if document.source_url != task.link:
        raise InvalidInput({"document": "这份公文的原文链接和任务的不一致"})
    clock = running_clock(ref(task), REPOST)
    done_at = max(document.published_at, task.issued_at)
    fields = {
        "document": document,
        "done_at": done_at,
        "is_late": bool(clock and done_at > clock.due_at),
    }
    move(task, "complete", actor=actor, at=at, fields=fields)
    if clock:
        close(clock, on=done_at, actor=actor, at=at)
    return task


@transaction.atomic
def waive(task: RepostTask, *, reason: str, actor: Actor, at: datetime) -> RepostTask:
    """政务公开办 finds that the organ need not repost it."""
    move(task, "waive", actor=actor, at=at, reason=reason)
    if clock := running_clock(ref(task), REPOST):
        close(clock, on=at, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return task

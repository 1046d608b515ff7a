"""What stands before an application goes on: complete, in time, guided, shown to all, undisputed, within the quota."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.demonstration.criteria import CRITERIA
from assessment.demonstration.states import KIND_OF, CandidacyState, NoteKind
from portal import clock
from portal.actors import Actor


def has_its_dates(programme: Any, at: datetime) -> Sequence[str]:
    """The stages follow each other and are still to come (S1-7.1 to S1-7.3a)."""
    ends = [programme.apply_until, programme.guide_until, programme.accept_until]
    if ends != sorted(ends):
        return ["申报、督促指导、检查验收的截止日期应当一个比一个晚。"]
    return [] if ends[0] >= clock.local(at).date() else ["申报截止日期已经过了。"]


def is_not_the_drafter(programme: Any, actor: Actor) -> str:
    return "起草方案的人不部署自己起草的方案。" if programme.drafter_id == actor.id else ""


def every_standard_is_described(candidacy: Any, _at: datetime) -> Sequence[str]:
    described = set(candidacy.parts.values_list("criterion", flat=True))
    missing = [row.name for row in CRITERIA if row.code not in described]
    return [f"还没有写创建情况：{'、'.join(missing)}。"] if missing else []


def every_standard_has_evidence(candidacy: Any, _at: datetime) -> Sequence[str]:
    shown = set(candidacy.parts.filter(files__isnull=False).values_list("criterion", flat=True))
    described = set(candidacy.parts.values_list("criterion", flat=True))
    missing = [row.name for row in CRITERIA if row.code in described - shown]
    return [f"还没有佐证材料：{'、'.join(missing)}。"] if missing else []


def is_in_time(candidacy: Any, at: datetime) -> Sequence[str]:
    until = candidacy.programme.apply_until
    return [] if clock.local(at).date() <= until else [f"申报已经在{until:%-m月%-d日}截止。"]


def was_guided(candidacy: Any, _at: datetime) -> Sequence[str]:
    return [] if candidacy.notes.filter(kind=NoteKind.GUIDANCE).exists() else ["还没有督促指导的记录。"]


def is_not_who_accepted(candidacy: Any, actor: Actor) -> str:
    return "验收的人不公示、不命名。" if candidacy.acceptor_id == actor.id else ""


def publicity_is_over(candidacy: Any, at: datetime) -> Sequence[str]:
    until = candidacy.shown_until
    over = until is not None and clock.local(at).date() > until
    return [] if over else [f"公示到{until:%-m月%-d日}为止，期满以后才能命名。" if until else "还没有公示。"]


def no_objection_is_open(candidacy: Any, _at: datetime) -> Sequence[str]:
    open_ = candidacy.objections.filter(upheld=None).count()
    return [f"还有{open_}件异议没有处理。"] if open_ else []


def no_objection_was_upheld(candidacy: Any, _at: datetime) -> Sequence[str]:
    return ["有异议查实成立，不能命名。"] if candidacy.objections.filter(upheld=True).exists() else []


def has_open_objection(candidacy: Any) -> bool:
    return bool(candidacy.objections.filter(upheld=None).exists())


def is_not_of_the_unit(candidacy: Any, actor: Actor) -> str:
    return "您在这个单位任职，应当回避。" if candidacy.acting_organ_id in actor.organ_ids() else ""


def quota_is_left(candidacy: Any, _at: datetime) -> Sequence[str]:
    quota = candidacy.programme.quotas[candidacy.kind]
    named = candidacy.programme.candidacies.filter(kind=candidacy.kind, state=CandidacyState.NAMED).count()
    return [] if named < quota else [f"{candidacy.get_kind_display()}的名额{quota}个已经用完。"]


def may_apply_as(organ: Any) -> str:
    """The code of the kind; empty for an organ that is none of them."""
    return str(KIND_OF.get(organ.kind, ""))

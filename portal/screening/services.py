"""Screening a subject's texts, and what people decide about what was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import Field, checked, choice, day, line, paragraphs
from portal.screening.detectors import scan
from portal.screening.kinds import REFUSED, Kind
from portal.screening.locating import Located, Part, Unread, locate
from portal.screening.models import Finding, ReadFile, RefusedText, Separation
from portal.screening.selectors import findings_of
from portal.screening.states import (
    CHOICES,
    DECIDERS,
    SEPARATION_REVIEWERS,
    STANDING,
    Decision,
    SeparationConclusion,
)

REASON_LENGTH = 500
MARKED = (
    "里有密级标志（★）。这个系统不能存放国家秘密，内容没有保存。"
    "请马上停止在联网的电脑上处理，按保密规定报告本单位保密办。"
)


def refuse_marks(parts: Iterable[Part], *, doing: str, actor: Actor, at: datetime) -> None:
    """Raises ``InvalidInput`` at ``Part.code`` for a text with 密级标志; only who, when and where is kept.

    Law on Guarding State Secrets art. 31(3). To be called before the transaction of the act begins: the trace of the
    refusal has to survive it.
    """
    marked = [part for part in parts if marks_in(part.text)]
    if marked:
        note_refusal(marked, doing=doing, actor=actor, at=at)
        raise InvalidInput({part.code: f"{part.where}{MARKED}" for part in marked})


def require_unmarked(texts: Iterable[str]) -> None:
    """Raises ``InvalidInput`` at ``content`` for a file with 密级标志; whoever takes files in keeps the trace."""
    if any(marks_in(text) for text in texts):
        raise InvalidInput({"content": f"文件{MARKED}"})


@transaction.atomic
def note_refusal(parts: Iterable[Part], *, doing: str, actor: Actor, at: datetime) -> None:
    """Keep who handed in 密级标志 when and where; none of the words."""
    marked = {part.where: count for part in parts if (count := marks_in(part.text))}
    row = RefusedText.objects.create(
        at=at,
        doing=doing,
        where="、".join(marked)[:200],
        marks=sum(marked.values()),
        person_name=actor.name,
        organ_name=actor.organ_name,
    )
    record(act="refuse_text", subject=row, actor=actor, at=at, after={"where": row.where, "marks": row.marks})


def marks_in(text: str) -> int:
    """How many 密级标志 stand in a text."""
    return sum(match.kind in REFUSED for match in scan(text)) if "密" in text else 0


@transaction.atomic
def screen(
    subject: models.Model,
    parts: Iterable[Part],
    *,
    at: datetime,
    unreadable: Iterable[Unread] = (),
    files: Sequence[tuple[str, str]] = (),
) -> list[Finding]:
    """Bring the findings of these parts up to what they say now; returns those present.

    Unchanged passages keep their decisions, changed ones are open again, what is no longer there is kept as history.
    ``files`` are (code, hash) of what was read whole; parts of a file have the file's code. Other parts of the
    subject stay as they are. No person acts here, so nothing is recorded: the act that changed the text is.
    """
    texts = list(parts)
    unread = list(unreadable)
    found = {located.identity: located for located in locate(texts, unread)}
    codes = {part.code for part in texts} | {item.code for item in unread} | {code for code, _ in files}
    rows = findings_of(subject).filter(part__in=codes).order_by(models.F("gone_at").asc(nulls_last=True))
    known = {row.identity: row for row in rows if _can_stand(row)}
    _retire([row for identity, row in known.items() if row.gone_at is None and identity not in found], at)
    for identity, located in found.items():
        if row := known.get(identity):
            _replace(row, located)
    fresh = [_finding(subject, located, at) for identity, located in found.items() if identity not in known]
    Finding.objects.bulk_create(fresh)
    for code, sha256 in files:
        where = {"subject_label": subject._meta.label_lower, "subject_id": subject.pk, "part": code}
        ReadFile.objects.update_or_create(**where, defaults={"sha256": sha256, "at": at})
    return list(findings_of(subject).present().filter(part__in=codes))


def _can_stand(row: Finding) -> bool:
    """A row that may be found again: one still in the text, or one that left it with a decision that holds."""
    return row.gone_at is None or row.decision in STANDING


def _retire(rows: list[Finding], at: datetime) -> None:
    Finding.objects.filter(pk__in=[row.pk for row in rows]).update(gone_at=at)


def _replace(row: Finding, located: Located) -> None:
    """The same words, perhaps further down; or words that are back as they were."""
    values = {"where": located.where, "start": located.start, "end": located.end, "gone_at": None}
    values |= {"before": located.before, "shown": located.shown, "after": located.after}
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))


def _finding(subject: models.Model, located: Located, at: datetime) -> Finding:
    return Finding(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        part=located.code,
        where=located.where,
        kind=located.kind,
        start=located.start,
        end=located.end,
        before=located.before,
        shown=located.shown,
        after=located.after,
        identity=located.identity,
        found_at=at,
    )


@transaction.atomic
def screen_many(found: Sequence[tuple[models.Model, Sequence[Part]]], *, at: datetime) -> list[list[Finding]]:
    """New subjects in one go, as an import brings them; the findings of each, in the order given."""
    rows = [[_finding(subject, located, at) for located in locate(parts)] for subject, parts in found]
    Finding.objects.bulk_create(row for each in rows for row in each)
    return rows


@transaction.atomic
def decide(
    subject: models.Model,
    findings: Iterable[Finding],
    *,
    decision: str,
    organ: Organ,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """One named person decides about findings of ``subject``, with the reason in writing.

    ``organ`` is whose appointments count. ``MASKED`` is for the service that writes the masked text; it alone needs no
    reason. Raises ``NotAllowed``, ``InvalidInput``, or ``StaleState`` for a finding that is not in the text any more.
    """
    chosen = list(findings)
    verdict = _checked(chosen, decision, reason)
    require(actor, DECIDERS[verdict], organ, doing=f"“{verdict.label}”")
    if actor.kind is not ActorKind.USER or actor.id is None:
        raise NotAllowed("筛查结果要由本人处理。")
    clean = typed_text.paragraphs(reason)
    values = {"decision": verdict, "reason": clean, "decided_at": at, "decided_by_id": actor.id}
    values |= {"decider_name": actor.name} | ({"gone_at": at} if verdict is Decision.MASKED else {})
    rows = findings_of(subject).present().filter(pk__in=[row.pk for row in chosen])
    if rows.update(**values) != len(chosen):
        raise StaleState
    after = {"decision": verdict.label, "findings": [[row.pk, str(row), row.shown] for row in chosen]}
    record(act="decide_findings", subject=subject, actor=actor, at=at, after=after, reason=clean)


def keep(
    subject: models.Model,
    findings: Iterable[Finding],
    *,
    decision: str,
    organ: Organ,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """As ``decide``, for a text that is written anew instead of masked: what stays in it stays for a reason."""
    if decision == Decision.MASKED:
        raise InvalidInput({"decision": "要去掉的，请改写文字；文件请换成遮盖过的副本"})
    decide(subject, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)


def _checked(chosen: list[Finding], decision: str, reason: str) -> Decision:
    if not chosen:
        raise InvalidInput({"findings": "请勾选要处理的内容"})
    if decision not in Decision.values:
        raise InvalidInput({"decision": "请选怎么处理"})
    verdict = Decision(decision)
    wrong = next((row for row in chosen if verdict not in CHOICES[Kind(row.kind)]), None)
    if wrong is not None:
        raise InvalidInput({"decision": f"{wrong.get_kind_display()}不能这样处理"})
    required = verdict is not Decision.MASKED
    if fault := typed_text.fault(reason, label="理由", at_most=REASON_LENGTH, required=required):
        raise InvalidInput({"reason": fault})
    return verdict


def require_present(chosen: Sequence[Finding], text: str, part: Part) -> None:
    """Raises ``DomainError`` when the findings are not where they were: the text has changed since."""
    now = {(row.identity, row.start, row.end) for row in locate([Part(part.code, part.where, text)])}
    if any((row.identity, row.start, row.end) not in now for row in chosen):
        raise DomainError("文字在筛查以后改过，请刷新页面再办。")


SEPARATION = {
    "conclusion": Field("结论", choice(SeparationConclusion.values, required=True)),
    "basis": Field("依据", line(200, required=True)),
    "authority": Field("保密部门", line(100)),
    "letter_number": Field("确认的文号", line(80)),
    "confirmed_on": Field("确认日期", day),
    "opinion": Field("意见", paragraphs(REASON_LENGTH)),
}


@transaction.atomic
def confirm_separation(
    subject: models.Model, *, covers: str, values: Mapping[str, Any], organ: Organ, actor: Actor, at: datetime
) -> Separation:
    """Enter what was found about the content cut out, and who confirmed it where it is a state secret (S2-6.10b).

    ``covers`` is a digest of what stays and goes out, ``values`` has keys of ``SEPARATION``. Raises ``NotAllowed`` or
    ``InvalidInput``.
    """
    require(actor, SEPARATION_REVIEWERS, organ, doing="审核区分处理")
    if actor.kind is not ActorKind.USER or actor.id is None:
        raise NotAllowed("区分处理要由本人审核。")
    clean = checked(SEPARATION, {"conclusion": "", "basis": ""} | dict(values))
    if faults := _separation_faults(clean, local(at).date()):
        raise InvalidInput(faults)
    row = Separation.objects.create(
        subject_label=subject._meta.label_lower,
        subject_id=subject.pk,
        covers=covers,
        person_id=actor.id,
        person_name=actor.name,
        at=at,
        **clean,
    )
    after = {name: getattr(row, name) for name in SEPARATION if name != "conclusion"}
    after |= {"conclusion": row.get_conclusion_display()}
    record(act="confirm_separation", subject=subject, actor=actor, at=at, after=after, reason=row.opinion)
    return row


def _separation_faults(clean: Mapping[str, Any], today: date) -> dict[str, str]:
    """The word of the 保密部门 has a name, a number and a day; where no secret was cut out there is none."""
    told = {name: clean.get(name) for name in ("authority", "letter_number", "confirmed_on")}
    if clean["conclusion"] == SeparationConclusion.NO_SECRET:
        return {name: "去掉的内容不是国家秘密的，不填这一项" for name, value in told.items() if value}
    faults = {name: f"涉及国家秘密的，要填写{SEPARATION[name].label}" for name, value in told.items() if not value}
    if told["confirmed_on"] and told["confirmed_on"] > today:
        faults["confirmed_on"] = "这一天还没有到，请核对日期"
    return faults

"""The sweep: "what wants attention now?", asked by any number of workers, as late or as often as it may be.

A clock is claimed by one conditional UPDATE that pushes it ahead; a row that fails stays pushed ahead, is logged, and
stops nobody. What was told is a row with a unique key.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from portal.accounts.models import User
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.clock import local
from portal.deadlines import selectors
from portal.deadlines.attention import AttentionKind, Threshold
from portal.deadlines.course import EventKind, Fact, fold
from portal.deadlines.legal_rules.terms import BREACH_WORDS, LegalRule
from portal.deadlines.models import Deadline, Heartbeat, Reminder
from portal.deadlines.services.holidays import redate_open_clocks
from portal.deadlines.services.ledger import Entry, ladder_of
from portal.deadlines.wording import full_date
from portal.deadlines.workdays import WorkCalendar
from portal.errors import StaleState
from portal.notices.selectors import recipients_of
from portal.notices.services import tell

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
BATCH = 500


@dataclass(frozen=True, slots=True)
class SweepResult:
    attended: int
    failed: int
    redated: int


def sweep(*, at: datetime) -> SweepResult:
    """Remind and escalate whatever is due at ``at``, and leave a heartbeat."""
    beat = _begin(at)
    redated = _follow_calendar(beat, at)
    days = selectors.calendar()
    attended = failed = 0
    for deadline in Deadline.objects.wanting_attention(at).select_related("organ__successor")[:BATCH]:
        if not _claim(deadline, at):
            continue
        try:
            _attend(deadline, days, at)
            attended += 1
        except StaleState:  # an act came first and has set the next moment itself
            continue
        except Exception:  # one bad row must not stop the others; it stays pushed ahead and is logged with its trace
            logger.exception("deadline %s could not be attended to", deadline.pk)
            failed += 1
    _finish(beat, at, attended, failed)
    return SweepResult(attended, failed, redated)


def _begin(at: datetime) -> Heartbeat:
    beat, _ = Heartbeat.objects.get_or_create(pk=1, defaults={"started_at": at})
    Heartbeat.objects.filter(pk=beat.pk).update(started_at=at)
    return beat


def _finish(beat: Heartbeat, at: datetime, attended: int, failed: int) -> None:
    Heartbeat.objects.filter(pk=beat.pk).update(finished_at=at, attended=attended, failed=failed)


def _follow_calendar(beat: Heartbeat, at: datetime) -> int:
    """Re-date everything when the calendar was changed by any other way than ``import_notice``."""
    token = selectors.calendar_token()
    if token == beat.calendar_token:
        return 0
    redated = Fact(EventKind.REDATED, local(at).date())
    with transaction.atomic():
        moved = redate_open_clocks(Q(), Entry(redated, SYSTEM, at, evidence="放假安排有变动"))
        Heartbeat.objects.filter(pk=beat.pk).update(calendar_token=token)
    return moved


def _claim(deadline: Deadline, at: datetime) -> bool:
    """Only one worker's UPDATE finds the row as it was read."""
    as_read = Deadline.objects.running().filter(pk=deadline.pk, next_attention_at=deadline.next_attention_at)
    pushed = at + LEASE
    if as_read.update(next_attention_at=pushed) != 1:
        return False
    deadline.next_attention_at = pushed
    return True


@transaction.atomic
def _attend(deadline: Deadline, days: WorkCalendar, at: datetime) -> None:
    """Write down every threshold that was reached, tell about the gravest, and set the next moment.

    Raises ``StaleState`` when an act changed the clock meanwhile: that act has set the next moment itself.
    """
    rule = deadline.legal_rule
    course = fold(selectors.facts_of(deadline.events.all()), rule)
    ladder = ladder_of(rule, course, deadline.due_on, deadline.due_at, days)
    reached = [threshold for threshold in ladder if threshold.moment <= at]
    new = [reminder for threshold in reached if (reminder := _remember(deadline, threshold, at))]
    if new:
        told = _tell(deadline, rule, reached[-1], days, at)
        Reminder.objects.filter(pk=new[-1].pk).update(told=told)
    upcoming = next((threshold.moment for threshold in ladder if threshold.moment > at), None)
    as_claimed = Deadline.objects.running().filter(
        pk=deadline.pk, version=deadline.version, next_attention_at=deadline.next_attention_at
    )
    if as_claimed.update(next_attention_at=upcoming) != 1:
        raise StaleState


def _remember(deadline: Deadline, threshold: Threshold, at: datetime) -> Reminder | None:
    reminder, created = Reminder.objects.get_or_create(
        deadline=deadline,
        kind=threshold.kind.value,
        threshold=threshold.units,
        version=deadline.version,
        defaults={"at": at},
    )
    return reminder if created else None


def _tell(deadline: Deadline, rule: LegalRule, threshold: Threshold, days: WorkCalendar, at: datetime) -> int:
    words = _words(deadline, threshold, days, at)
    return tell(
        _people(deadline, threshold, at),
        subject_line=f"{words}：{deadline.title}（{deadline.subject_title}）",
        body=_body(deadline, rule, threshold, words),
        kind=f"deadline_{threshold.kind.value}",
        dedupe_key=f"deadline|{deadline.pk}|{deadline.version}|{threshold.kind.value}|{threshold.units}",
        at=at,
        about=deadline.subject,
    )


def _words(deadline: Deadline, threshold: Threshold, days: WorkCalendar, at: datetime) -> str:
    if threshold.kind is AttentionKind.WAITING:
        return f"暂停已满{threshold.units}个工作日，请登记结果"
    return selectors.light_of(deadline, at, days).words


def _people(deadline: Deadline, threshold: Threshold, at: datetime) -> list[User]:
    """Before the end those who handle the case; after it also the head of the disclosure office and the city's."""
    organ = deadline.organ.heir()
    handlers = recipients_of(organ, Role.HANDLER, Role.INFO_CLERK, at=at)
    if threshold.kind is not AttentionKind.OVERDUE or deadline.is_minimum:
        return handlers
    heads = recipients_of(organ, Role.DISCLOSURE_HEAD, at=at) + recipients_of(None, Role.OVERSIGHT, at=at)
    return list({person.pk: person for person in [*handlers, *heads]}.values())


def _body(deadline: Deadline, rule: LegalRule, threshold: Threshold, words: str) -> str:
    lines = [
        f"{deadline.organ.short_name}：{deadline.subject_title}",
        f"{rule.verb}：{full_date(deadline.due_on)}（{words}）",
        f"依据：{rule.article}，{rule.length}。",
    ]
    if threshold.kind is AttentionKind.OVERDUE and BREACH_WORDS[rule.breach]:
        lines.append(BREACH_WORDS[rule.breach])
    if threshold.kind is AttentionKind.WAITING:
        lines.append("等的答复已经到期。收到答复或者对方的期限届满，都要登记，期限才会继续计算。")
    elif deadline.provisional:
        lines.append("日期暂定，以国务院办公厅通知为准。")
    return "\n".join(lines)

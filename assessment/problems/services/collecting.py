"""收集: what the sources see becomes a problem, once; the organ is told and may object."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from assessment.problems.models import ARTICLE_LENGTH, CAUSE_LENGTH, Problem
from assessment.problems.sources import SOURCES, Fault, Period, Source
from assessment.problems.states import CONTESTERS
from portal import clock
from portal.accounts.models import Organ
from portal.actors import SYSTEM
from portal.audit.services import record
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.selectors import calendar, rule
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import TITLE_LENGTH

logger = logging.getLogger(__name__)

CONTEST = "PROBLEM_CONTEST"
LISTED = 10
LIST_PAGE = "/admin/assessment/problem/"
_KNOWN_CHUNK = 500


def collect(*, at: datetime, sources: Sequence[Source] = SOURCES) -> list[Problem]:
    """Ask every source for the faults of this year and the last; returns the problems that are new.

    Asked twice, or by two workers at once, it adds nothing twice. A source that fails stops no other; its failure is
    raised at the end as ``ExceptionGroup``.
    """
    period = Period(date(clock.local(at).year - 1, 1, 1), at)
    new: list[Problem] = []
    failures: list[Exception] = []
    for source in sources:
        try:
            new += _collect_one(source, period)
        except Exception as failure:
            logger.exception("source %s could not be asked", source.code)
            failures.append(failure)
    if failures:
        raise ExceptionGroup("problems could not all be collected", failures)
    return new


@transaction.atomic
def _collect_one(source: Source, period: Period) -> list[Problem]:
    contest_by = contest_day(clock.local(period.at).date())
    new = [
        problem
        for fault in _unknown(source.find(period))
        if (problem := _store(source, fault, contest_by, period.at)) is not None
    ]
    _tell(source, new, at=period.at)
    return new


def _unknown(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Those whose cause is no problem yet, a few hundred at a time: the rest cost one query together."""
    chunk: dict[str, Fault] = {}
    for fault in faults:
        chunk.setdefault(fault.cause[:CAUSE_LENGTH], fault)
        if len(chunk) == _KNOWN_CHUNK:
            yield from _without_known(chunk)
            chunk = {}
    yield from _without_known(chunk)


def _without_known(chunk: dict[str, Fault]) -> list[Fault]:
    known = set(Problem.objects.filter(cause__in=chunk).values_list("cause", flat=True))
    return [fault for cause, fault in chunk.items() if cause not in known]


def _store(source: Source, fault: Fault, contest_by: date, at: datetime) -> Problem | None:
    problem = Problem(
        organ_id=fault.organ_id,
        year=fault.occurred_on.year,
        source=source.code,
        cause=fault.cause[:CAUSE_LENGTH],
        subject_label=fault.subject.label if fault.subject else "",
        subject_id=fault.subject.pk if fault.subject else None,
        title=fault.title[:TITLE_LENGTH],
        article=fault.article[:ARTICLE_LENGTH],
        facts=fault.facts,
        occurred_on=fault.occurred_on,
        found_at=at,
        contest_by=contest_by,
    )
    try:
        with transaction.atomic():
            problem.save(force_insert=True)
    except IntegrityError:
        return None  # another worker was first
    after = {"title": problem.title, "source": source.code, "occurred_on": problem.occurred_on}
    record(act="find_problem", subject=problem, actor=SYSTEM, at=at, after=after)
    return problem


def contest_day(told_on: date) -> date:
    """The last day to object to what was told on ``told_on``."""
    return compute(rule(CONTEST, on=told_on), [Fact(EventKind.OPENED, told_on)], calendar(), on=told_on).due


def _tell(source: Source, problems: Sequence[Problem], *, at: datetime) -> None:
    """One message an organ and source, however many problems it has."""
    by_organ: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_organ[problem.organ_id].append(problem)
    organs = Organ.objects.in_bulk(by_organ)
    for organ_id, rows in by_organ.items():
        tell_of(organs[organ_id], rows, source.label, at=at)


def tell_of(organ: Organ, problems: Sequence[Problem], label: str, *, at: datetime) -> None:
    """Tell whoever may object that there is something to object to."""
    more = len(problems) - LISTED
    lines = [problem.title for problem in problems[:LISTED]] + ([f"还有{more}个。"] if more > 0 else [])
    until = f"{problems[0].contest_by:%Y年%-m月%-d日}"
    tell(
        recipients_of(organ.heir(), *CONTESTERS, at=at),
        subject_line=f"考评登记了{len(problems)}个问题：{label}",
        body="\n".join([*lines, f"有异议的，{until}以前提出。清单：{LIST_PAGE}"]),
        kind="assessment_problem",
        dedupe_key=f"problem|{organ.pk}|{problems[0].pk}",
        at=at,
    )

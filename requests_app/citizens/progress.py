"""The page of one case as the applicant sees it, ready to print: the template computes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from portal.actors import ActorKind
from portal.audit.models import Event
from portal.clock import local
from portal.deadlines import legal_rules
from portal.deadlines.arithmetic import Computation, compute
from portal.deadlines.models import ClockEvent, Deadline
from portal.deadlines.selectors import calendar, facts_of, light_of
from portal.deadlines.states import Colour
from portal.deadlines.wording import full_date, makeup_days, month_day, sentences, weekday
from portal.deadlines.workdays import WorkCalendar
from portal.subjects import ref
from requests_app.asking.models import Demand
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import CLOSED, IN_APPROVAL, State
from requests_app.citizens.selectors import end_of
from requests_app.citizens.wording import OF_DEMANDS, SENTENCES, WAITING, Line, clock_line, line_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history. ``when`` is printed as it is; ``css`` is ``""``, ``cur`` or ``todo``."""

    when: str
    iso: str
    line: Line
    css: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the period is used. ``css`` is ``""``, ``warn`` or ``bad``."""

    value: int
    most: int
    css: str
    label: str
    start: str
    middle: str
    end: str


@dataclass(frozen=True, slots=True)
class Counted:
    """怎么算出来的: the sum, the reasons and the days."""

    computation: Computation
    end: str
    terms: tuple[tuple[str, int, str], ...]
    reasons: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """``big`` is the one large line, ``under`` the sentences below it; ``counted`` is empty while no period runs,
    ``due`` while no day is fixed for the answer."""

    big: str
    under: str
    bar: Bar | None
    counted: Counted | None
    due: date | None
    is_late: bool
    provisional: bool
    history: tuple[Entry, ...] = field(default=())


_DEMAND = Demand._meta.label_lower
_REPLY = legal_rules.latest(clocks.REPLY)
_STAGES = {
    State.HANDLING: "机关正在办理。",
    State.CORRECTING: "收到您的补正以后，期限重新计算。",
    State.PAYING: "收到您缴的费用以后，期限重新计算。",
    State.REVIEW: "答复已经起草，正在审核。",
    State.SECRECY: "答复已经起草，正在审核。",
    State.SIGNING: "答复已经审核，等负责人签发。",
    State.SIGNED: "答复已经签发，正在送达您。",
}


def progress_of(request: DisclosureRequest, *, at: datetime) -> Progress:
    """Everything about the course of the case. As many queries whatever has happened, one more once it is archived."""
    days = calendar()
    ledger = Deadline.objects.of(ref(request)).filter(rule__in=(clocks.CONFIRM, *clocks.OF_THE_ANSWER))
    deadlines = list(ledger.prefetch_related("events"))
    shown = _shown(request, deadlines)
    history = _history(request, deadlines)
    if shown is None:
        return _without_clock(request, history)
    found = compute(shown.legal_rule, facts_of(shown.events.all()), days, on=local(at).date(), moment=local(at))
    return _with_clock(request, shown, found, days, history, at)


def _shown(request: DisclosureRequest, deadlines: Sequence[Deadline]) -> Deadline | None:
    """The clock the page is about: the newest of the answer, or of the confirmation while that is waited for."""
    if end_of(request) in (State.UNREACHABLE, State.WITHDRAWN, State.MERGED):
        return None
    wanted = (clocks.CONFIRM,) if request.state == State.SUBMITTED else clocks.OF_THE_ANSWER
    return max((row for row in deadlines if row.rule in wanted), key=lambda row: row.pk, default=None)


# --- the large line -----------------------------------------------------------------------------------


def _without_clock(request: DisclosureRequest, history: list[Entry]) -> Progress:
    big, under = {
        State.UNREACHABLE: (
            "机关联系不上您",
            "申请先登记留存一年。请打电话给机关，或者在这里改联系方式；联系上的那一天算收到日。",
        ),
        State.WITHDRAWN: ("您已经撤回这件申请", "不再办理，也不会有答复。需要的话，随时可以另外申请。"),
        State.MERGED: (
            "这件申请已经并入另一件",
            f"和{request.merged_into.number if request.merged_into else '另一件'}一起办理、一起答复。"
            "请用那一件的编号和查询码看进展。",
        ),
    }.get(end_of(request), ("机关正在办理", ""))
    return Progress(big, under, None, None, None, is_late=False, provisional=False, history=tuple(history))


def _with_clock(
    request: DisclosureRequest,
    clock: Deadline,
    found: Computation,
    days: WorkCalendar,
    history: list[Entry],
    at: datetime,
) -> Progress:
    light = light_of(clock, at, days)
    late = light.colour is Colour.BAD and not clock.is_closed
    big, under = _words(request, clock, found, light.words, late=late)
    if request.state not in CLOSED:
        history += _ahead(request, clock, found)
    return Progress(
        big=big,
        under=under,
        bar=_bar(request, clock, found, light.colour),
        counted=_counted(clock, found, days),
        due=None if found.waiting or clock.is_closed or clock.rule == clocks.CONFIRM else found.due,
        is_late=late,
        provisional=found.provisional and not found.waiting and not clock.is_closed,
        history=tuple(history),
    )


def _words(
    request: DisclosureRequest, clock: Deadline, found: Computation, left: str, *, late: bool
) -> tuple[str, str]:
    end = f"{month_day(found.due)}（{weekday(found.due)}）"
    if request.state == State.SUBMITTED:
        auto = "到时没有人确认的，系统自动确认，不耽误您的期限。" if request.channel == "online" else ""
        return f"{end}前确认收到", f"{auto}从收到日的第二天起，{_REPLY.length}内答复您。"
    if request.state in CLOSED:
        day = request.closed_on if request.round == 1 else clock.closed_on
        late_words = "比法定期限晚。" if clock.was_late else "在法定期限以内。"
        return (f"{month_day(day)}已经答复您" if day else "已经答复您"), late_words
    stage = _STAGES.get(State(request.state), "")
    if clock.is_closed:
        return "按放弃申请办理", f"您没有按期补正或者缴费，答复期限不再计算。机关会书面告知您。{stage}"
    if found.waiting:
        stops = [event.stop for event in clock.events.all() if event.kind == "paused"]
        return WAITING.get(stops[-1] if stops else "", "期限暂停"), stage
    if late:
        return "已经超过答复期限", f"{full_date(found.due)}到期，{left}。{stage}怎么办，见“到期没有答复”。"
    return f"{end}前答复您", f"{left}。{stage}"


def _bar(request: DisclosureRequest, clock: Deadline, found: Computation, colour: Colour) -> Bar | None:
    if request.state == State.SUBMITTED or found.rule.unit != "workday":
        return None
    most = found.rule.amount + found.extended_by
    used = max(0, min(found.used, most))
    css = {Colour.WARN: "warn", Colour.BAD: "bad"}.get(colour, "")
    kind = "重新起算" if len({event.kind for event in clock.events.all()} & {"restarted"}) else "收到"
    return Bar(
        value=used,
        most=most,
        css="" if clock.is_closed else css,
        label=f"办理期限：用了{used}个工作日，共{most}个",
        start=f"{month_day(found.start)} {kind}",
        middle=_middle(clock, found, used),
        end="暂停" if found.waiting else f"{month_day(found.due)} {'暂定截止' if found.provisional else '截止'}",
    )


def _middle(clock: Deadline, found: Computation, used: int) -> str:
    if clock.is_closed or not used:
        return ""
    return f"已经算了{used}个工作日" if found.waiting else f"今天是第{used}个工作日"


def _counted(clock: Deadline, found: Computation, days: WorkCalendar) -> Counted:
    unit = "个工作日" if found.rule.unit == "workday" else "日"
    terms = [("法定期限" if found.rule.code == clocks.REPLY else found.rule.title, found.rule.amount, unit)]
    if found.extended_by:
        terms.append(("延期", found.extended_by, unit))
    if found.stopped:
        terms.append(("暂停，不计", found.stopped, unit))
    makeup = makeup_days(found)
    reasons = "".join(sentences(found, days)) + (f"{'、'.join(makeup)}调休上班，算。" if makeup else "")
    basis = [found.rule.article]
    if found.extended_by and found.rule.extension:
        basis.append(found.rule.extension.article)
    stopped_by = {event.stop for event in clock.events.all()}
    basis += [stop.article for stop in found.rule.stops if stop.code in stopped_by]
    return Counted(found, month_day(found.due), tuple(terms), reasons, tuple(dict.fromkeys(basis)))


# --- the history --------------------------------------------------------------------------------------


def _history(request: DisclosureRequest, deadlines: Iterable[Deadline]) -> list[Entry]:
    """What happened, in the order it was recorded; the last line of a running case is where it stands."""
    lines = [(event.at, _entry(event)) for event in _events(request)]
    lines += [
        (event.at, _clock_entry(event)) for row in deadlines if row.rule != clocks.CONFIRM for event in row.events.all()
    ]
    return [entry for _, entry in sorted(lines, key=lambda pair: pair[0]) if entry is not None]


def _events(request: DisclosureRequest) -> list[Event]:
    """Of the request, and of what its applicant was asked to explain."""
    own = Q(subject_label=request._meta.label_lower, subject_id=request.pk)
    demands = Demand.objects.filter(request=request).order_by().values("pk")
    return list(Event.objects.filter(own | Q(subject_label=_DEMAND, subject_id__in=demands)).order_by("seq"))


def _entry(event: Event) -> Entry | None:
    by = {"by_system": event.actor_kind == ActorKind.SYSTEM, "by_applicant": event.actor_kind == ActorKind.CITIZEN}
    table = OF_DEMANDS if event.subject_label == _DEMAND else SENTENCES
    line = line_of(event.act, {**event.after, **by}, table)
    moment = local(event.at)
    return Entry(f"{month_day(moment.date())} {moment:%H:%M}", moment.isoformat(), line) if line else None


def _clock_entry(event: ClockEvent) -> Entry | None:
    line = clock_line(event.kind, event.stop, amount=event.amount, due=event.due_on, provisional=event.provisional)
    return Entry(month_day(event.on), event.on.isoformat(), line) if line else None


def _ahead(request: DisclosureRequest, clock: Deadline, found: Computation) -> list[Entry]:
    """Where the case stands, and what comes."""
    end = month_day(found.due)
    if request.state == State.SUBMITTED:
        return [
            Entry(f"{end}前", found.due.isoformat(), Line("机关确认收到"), "cur"),
            Entry(f"确认后{_REPLY.length}内", "", Line("答复您"), "todo"),
        ]
    stage = _STAGES.get(State(request.state), "").rstrip("。")
    now = Entry("现在", "", Line(stage), "cur")
    if request.state == State.SIGNED or clock.is_closed:
        return [now]
    when = "恢复计算以后" if found.waiting else f"{end}前"
    text = "答复书会出现在这一页。" if request.state in IN_APPROVAL or request.state == State.HANDLING else ""
    return [now, Entry(when, "", Line("答复您", text), "todo")]

"""What the registers of the organs say, and what they still do not say when the time to register is over."""

from collections.abc import Collection, Iterator
from datetime import date

from assessment.problems.selectors import assessed
from assessment.problems.sources import clocks
from assessment.problems.sources.fault import Fault, Period, Source
from disclosure.registers.models import RegisterEntry, RegisterReminder
from disclosure.registers.services.reminding import RULE
from portal import clock
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import calendar, rule
from portal.subjects import ref

_WINDOW, _DELIVERY = "window_display", "delivery"
_SHOWN = {"layout": "机构分布", "duties_shown": "职责", "flow_chart": "办事流程图"}
_CHANNELS = ("equipment", "channel", "media_column", "media_coverage", "media_presence", "live_broadcast")
"""Any one of them is a way to make something public beside the website."""
_WINDOW_ITEM = "本市考核评定标准第八项"
_CHANNEL_ITEM = "本市考核评定标准第九项"
_TRAINED = {"training_plan": "没有政务公开培训计划", "training": "一期政务公开培训都没有办"}
_TRAINING_ITEM = "本市示范区建设标准一（四）；本市政务公开实施方案七（三）"
_STAFF = "政务公开工作人员"
"""As the register of trainings names them among those who took part."""
_DELIVERY_ITEM = "《政府信息公开条例》第二十五条；本市考核评定标准第十四项"


def _unregistered(kinds: Collection[str], period: Period) -> Iterator[tuple[RegisterReminder, date]]:
    """Reminders whose time is over and that still lack all of ``kinds``, with the first day it was over."""
    over = Deadline.objects.running().filter(
        rule=RULE, subject_label=RegisterReminder._meta.label_lower, due_at__lte=period.at
    )
    due = dict(over.values_list("subject_id", "due_on"))
    for reminder in RegisterReminder.objects.filter(pk__in=due).select_related("organ").order_by("pk"):
        if due[reminder.pk] >= period.first and set(kinds) <= set(reminder.missing):
            yield reminder, clock.local(period.at).date()


def _windows(period: Period) -> Iterator[Fault]:
    """One fault for each of the three things a window does not show, once a year."""
    day = clock.local(period.at).date()
    rows = RegisterEntry.objects.standing().filter(kind=_WINDOW).in_force(day, day).select_related("organ")
    for entry in rows.order_by("pk"):
        for name in (name for name in _SHOWN if entry.values.get(name) is False):
            yield Fault(
                organ_id=entry.organ_id,
                cause=f"registers.registerentry:{entry.pk}:{name}:{day.year}",
                subject=ref(entry),
                title=f"“{entry.title}”没有公开{_SHOWN[name]}",
                article=_WINDOW_ITEM,
                facts=f"到{day:%Y年%-m月%-d日}，“{entry.row.name}”台账登记的是没有公开。",
                occurred_on=day,
            )
    for reminder, seen in _unregistered((_WINDOW,), period):
        yield _not_registered(reminder, seen, "办公场所、窗口公开了什么没有登记", _WINDOW_ITEM, _WINDOW)


def _channels(period: Period) -> Iterator[Fault]:
    """Organs that were asked for their channels and registered none of any kind."""
    day = clock.local(period.at).date()
    rows = RegisterEntry.objects.standing().filter(kind__in=_CHANNELS).in_force(date(day.year, 1, 1), day)
    having = set(rows.order_by().values_list("organ_id", flat=True))
    for reminder, seen in _unregistered(("equipment", "channel"), period):
        if reminder.organ_id not in having:
            yield _not_registered(reminder, seen, "网站以外一种公开方式都没有", _CHANNEL_ITEM, "channel")


def _deliveries(period: Period) -> Iterator[Fault]:
    """Documents that did not reach the gazette in time, and quarters without any delivery."""
    yield from clocks.late("late_delivery", period)
    for reminder, seen in _unregistered((_DELIVERY,), period):
        title = f"{reminder}：没有登记向网站、公报、查阅场所送交信息"
        yield _not_registered(reminder, seen, title, _DELIVERY_ITEM, f"{_DELIVERY}:{reminder.period}")


def _trainings(period: Period) -> Iterator[Fault]:
    """Organs that were asked for the year's plan of training and for what took place, and registered the one or the
    other not."""
    for kind, title in _TRAINED.items():
        for reminder, seen in _unregistered((kind,), period):
            yield _not_registered(reminder, seen, title, _TRAINING_ITEM, kind)


def _untrained(period: Period) -> Iterator[Fault]:
    """Organs that gave training last year, none of it to those who do this work: they were not trained in turn. Asked
    when the time to register last year's trainings is over; who registered none at all is asked by ``_trainings``."""
    day = clock.local(period.at).date()
    year_end = date(day.year - 1, 12, 31)
    if day <= compute(rule(RULE, on=year_end), [Fact(EventKind.OPENED, year_end)], calendar(), on=year_end).due:
        return
    rows = RegisterEntry.objects.standing().filter(kind="training", happened_on__year=year_end.year)
    trained: dict[int, set[str]] = {}
    for organ_id, values in rows.order_by().values_list("organ_id", "values"):
        trained.setdefault(organ_id, set()).update(values.get("audience") or ())
    for organ in assessed(year_end):
        if organ.pk in trained and _STAFF not in trained[organ.pk]:
            yield Fault(
                organ_id=organ.pk,
                cause=f"accounts.organ:{organ.pk}:untrained:{year_end.year}",
                subject=ref(organ),
                title=f"{organ.short_name}{year_end.year}年没有轮训政务公开工作人员",
                article=_TRAINING_ITEM,
                facts=f"{year_end.year}年登记的培训里，没有一期的对象是{_STAFF}。",
                occurred_on=year_end,
            )


def _not_registered(reminder: RegisterReminder, seen: date, title: str, article: str, word: str) -> Fault:
    return Fault(
        organ_id=reminder.organ_id,
        cause=f"registers.registerreminder:{reminder.pk}:{word}:{seen.year}",
        subject=ref(reminder),
        title=title,
        article=article,
        facts=f"催报以后期限已过，到{seen:%Y年%-m月%-d日}台账里还没有。",
        occurred_on=seen,
    )


SOURCES = (
    Source("window", "办公场所和窗口没有公开", _windows, duties=("S2-11.C2",)),
    Source("no_channel", "没有网站以外的公开方式", _channels, duties=("S2-11.C3",)),
    Source("no_training", "没有培训计划或者没有培训", _trainings, duties=("S1-1.4", "S3-7.3a", "S3-7.3b")),
    Source("untrained_staff", "工作人员没有轮训", _untrained, duties=("S3-7.3c",)),
    Source("late_delivery", "没有按规定送交信息", _deliveries, duties=("S2-11.D5",)),
)

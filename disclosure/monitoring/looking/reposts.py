"""Organs that a 转载专项检查 found behind, until they have caught up."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from disclosure.monitoring.looking.seeing import Look, Round, Seen
from disclosure.monitoring.models import Finding
from disclosure.monitoring.states import FindingKind
from disclosure.reposting.models import RepostTask
from disclosure.reposting.selectors import Figures, cells, of_period, total
from portal.accounts.models import Organ

TASKS = "/admin/disclosure/reposttask/?organ__id__exact={organ}&state__exact=open"


def still_behind(round_: Round) -> Look:
    """The check itself opens these findings; the days that follow only look whether they still hold."""
    standing = Finding.objects.open().filter(kind=FindingKind.REPOST_BEHIND).order_by("pk")
    looked = [_look_again(row, round_) for row in standing]
    return Look(len(looked), [seen for seen in looked if seen is not None])


def _look_again(row: Finding, round_: Round) -> Seen | None:
    """A reform hands open tasks to the heir: they are looked for there too."""
    asked, organ = _asked(row.evidence), Organ.objects.select_related("successor").get(pk=row.key)
    own = RepostTask.objects.filter(organ__in=[organ, organ.heir()])
    figures = total(cells(of_period(own, asked["starts_on"], asked["ends_on"]), at=round_.at))
    return fault_of(organ, figures, **asked) if figures.is_under(asked["threshold"]) else None


def _asked(evidence: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(evidence[name]) for name in ("starts_on", "ends_on")}
    return days | {"threshold": evidence["threshold"]}


def fault_of(organ: Organ, figures: Figures, *, starts_on: date, ends_on: date, threshold: int) -> Seen:
    """``key`` is the organ: a new check of the same organ asks anew, and does not open a second finding."""
    evidence = {
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "threshold": threshold,
        "rate": figures.rate,
    }
    title = f"{organ.short_name}还有{figures.missing}件没有转载"
    return Seen(str(organ.pk), title, organ.heir().pk, TASKS.format(organ=organ.pk), evidence)

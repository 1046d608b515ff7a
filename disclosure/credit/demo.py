"""Credit information of the demonstration city: each record is brought where it stands by the acts of its organ."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from disclosure.credit import services
from disclosure.credit.elements import KINDS
from disclosure.credit.models import CreditRecord
from disclosure.demo.stage import Stage, Step, moment
from portal.accounts import uscc
from portal.accounts.models import Organ
from portal.accounts.states import Role

_NOBODYS = "91000000"
"""Registered by no office and in no district: a code that is well formed and belongs to nobody."""
_LAST_ACT = {"draft": 1, "checking": 2, "cleared": 3}
HANDED_OVER = 10
"""Working days before the day of loading on which what was public then went to 信用中国."""


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """What happened to one record, in order."""
    play = _Course(row, stage)
    decided = stage.calendar.nth_before(stage.today, row["decided"])
    shown = stage.calendar.nth_after(decided, row.get("published", 2))
    acts = (
        (stage.calendar.nth_after(decided, 1), 9, partial(play.register, decided)),
        (stage.calendar.nth_after(decided, 1), 10, partial(play.act, services.submit, Role.HANDLER)),
        (shown, 9, partial(play.act, services.clear, Role.SECRECY_REVIEWER)),
        (shown, 15, partial(play.act, services.publish, Role.DISCLOSURE_HEAD)),
    )
    for day, hour, act in acts[: _LAST_ACT.get(row.get("until", ""), len(acts))]:
        yield Step(moment(day, hour, row["serial"]), act)
    for name in ("overturned", "withdrawn", "repaired"):
        if name in row:
            day = stage.calendar.nth_before(stage.today, row[name])
            yield Step(moment(day, 16, row["serial"]), getattr(play, name))


class _Course:
    """One record and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = 0

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def _record(self) -> CreditRecord:
        return CreditRecord.objects.select_related("organ").get(pk=self.pk)

    def register(self, decided: date, at: datetime) -> None:
        row = self.row
        names = {element.field for element in KINDS[row["kind"]].elements} & set(row)
        values = {name: row[name] for name in names} | {
            "number": f"{row['number_code']}〔{decided.year}〕{row['serial']}号",
            "decided_on": decided,
        }
        if "party_serial" in row:
            body = f"{_NOBODYS}{row['party_serial']:09d}"
            values["party_code"] = body + uscc.check_character(body)
        if "years" in row:
            values |= {"valid_from": decided, "valid_to": decided.replace(day=1, year=decided.year + row["years"])}
        organ = self.stage.organ(row["organ"])
        record = services.register(organ=organ, kind=row["kind"], values=values, **self._who(Role.HANDLER, at))
        self.pk = record.pk

    def act(self, service: Any, role: Role, at: datetime) -> None:
        service(self._record(), **self._who(role, at))

    def overturned(self, at: datetime) -> None:
        given = {"overturned_on": at.date(), "reason": self.row["reason"]}
        services.report_overturned(self._record(), **given, **self._who(Role.HANDLER, at))

    def withdrawn(self, at: datetime) -> None:
        services.withdraw(self._record(), reason=self.row["reason"], **self._who(Role.DISCLOSURE_HEAD, at))

    def repaired(self, at: datetime) -> None:
        given = {"repair_number": self.row["repair_number"].format(year=at.year), "reason": self.row["reason"]}
        services.repair(self._record(), **given, **self._who(Role.DISCLOSURE_HEAD, at))


def hand_over(code: str, stage: Stage, at: datetime) -> None:
    """Everything of one organ that was public by then."""
    organ = Organ.objects.get(code=code)
    if CreditRecord.objects.with_page().filter(organ=organ).exists():
        clerk = stage.actor(organ, Role.INFO_CLERK, at)
        services.hand_over(organ=organ, channel="市公共信用信息平台", actor=clerk, at=at)

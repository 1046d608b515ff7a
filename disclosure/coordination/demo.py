"""Coordination and approvals of the demonstration city: what the facts of a text say about other organs."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from disclosure.coordination import services
from disclosure.coordination.models import Coordination
from disclosure.coordination.states import Part
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.deadlines.workdays import WorkCalendar

ASKED_AT, ANSWERED_AT, RULED_AT = 16, 10, 14
"""Hours of the day: after the draft was handed over, in the morning, in the afternoon."""

SILENT_AFTER = 6
"""Working days: by then the five of the limit are over."""

_LETTER = "现将拟发布的稿子送去，请就涉及贵单位职责的内容是否准确、能否公开提出书面意见。"

Play = Callable[[datetime], object]
By = Callable[[str, Role, datetime], Actor]
"""Who holds the office of that role in the organ with that code."""


class Course:
    """What happened between organs about one text. ``find`` returns its document as it stands then."""

    def __init__(self, facts: Mapping[str, Any], organ: str, *, find: Callable[[], Any], by: By) -> None:
        self.facts, self.organ, self.find, self.by = facts, organ, find, by
        self.concerns: list[dict[str, Any]] = facts.get("concern", [])

    def acts(self, drafted: date, days: WorkCalendar) -> Iterator[tuple[date, int, Play]]:
        """Day, hour and act, in order."""
        if not self.concerns:
            return
        yield drafted, ASKED_AT, self._ask
        for row in sorted(self.concerns, key=lambda row: row.get("after", 0)):
            if "answer" in row:
                yield days.nth_after(drafted, row["after"]), ANSWERED_AT, partial(self._answer, row)
        yield from self._settlement(drafted, days)

    def _settlement(self, drafted: date, days: WorkCalendar) -> Iterator[tuple[date, int, Play]]:
        last = max(row.get("after", 0) for row in self.concerns)
        if any("answer" not in row for row in self.concerns):
            yield days.nth_after(drafted, SILENT_AFTER), 0, self._silence
        if "position" in self.facts:
            yield days.nth_after(drafted, last), RULED_AT, self._escalate
        if "ruling" in self.facts:
            yield days.nth_after(drafted, last + 1), RULED_AT, self._rule

    def approve(self, at: datetime) -> None:
        """Whatever the rules proposed was approved the same day."""
        document = self.find()
        for approval in document.approvals_needed.all():
            services.confirm(approval, actor=self.by(self.organ, Role.INFO_CLERK, at), at=at)
            services.approve(
                approval,
                approved_by="市政府分管副市长",
                approval_number=f"临政阅〔{at.year}〕{document.pk}号",
                approved_on=at.date(),
                actor=self.by(self.organ, Role.HANDLER, at),
                at=at + timedelta(minutes=1),
            )

    def _ask(self, at: datetime) -> None:
        who: dict[str, Any] = {"actor": self.by(self.organ, Role.HANDLER, at), "at": at}
        document = self.find()
        for row in self.concerns:
            organ = Organ.objects.get(code=row["organ"])
            services.name_organ(
                document, organ=organ, part=row.get("part", Part.CONCERNED), note=row.get("note", ""), **who
            )
        services.ask(document, letter=self.facts.get("letter", _LETTER), **who)

    def _round(self) -> Coordination:
        return Coordination.objects.standing().get(document=self.find())

    def _answer(self, row: Mapping[str, Any], at: datetime) -> None:
        actor = self.by(row["organ"], Role.SIGNER, at)
        inquiry = self._round().inquiries.get(organ=actor.organ_id)
        services.answer(inquiry, answer=row["answer"], reply=row["reply"], actor=actor, at=at)

    def _silence(self, at: datetime) -> None:
        services.escalate_silent(at=at)

    def _escalate(self, at: datetime) -> None:
        actor = self.by(self.organ, Role.HANDLER, at)
        services.escalate(self._round(), position=self.facts["position"], actor=actor, at=at)

    def _rule(self, at: datetime) -> None:
        actor = self.by(self.organ, Role.OVERSIGHT, at)
        services.rule(
            self._round(), ruling=self.facts["ruling"], ruling_text=self.facts["ruling_text"], actor=actor, at=at
        )

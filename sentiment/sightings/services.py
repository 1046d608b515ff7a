"""A monitoring system reports what it saw: what is new becomes a ticket, what runs already gets one more proof."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.interface.keys import content_digest, require_key, require_same
from portal.interface.models import ApiClient
from portal.screening.services import refuse_marks
from portal.typed_text import without_unseen
from sentiment.sightings import fields, selectors
from sentiment.sightings.codes import Outcome
from sentiment.sightings.fields import Finding
from sentiment.sightings.models import EXTERNAL_ID_LENGTH, Delivery, Sighting
from sentiment.sightings.selectors import Running
from sentiment.tickets import fields as of_ticket
from sentiment.tickets.models import Ticket
from sentiment.tickets.selectors import policy
from sentiment.tickets.services.registering import store
from sentiment.tickets.services.telling import tell_earlier
from sentiment.tickets.states import REGISTRARS

ROWS_AT_MOST = 100
DOING = "交来舆情监测结果"


@dataclass(slots=True)
class Line:
    """What became of one row; ``number`` is that of its ticket."""

    external_id: str = ""
    outcome: str = Outcome.REFUSED.value
    number: str = ""
    message: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, fault: DomainError) -> None:
        """Without characters nobody can see: a database keeps no answer with them."""
        self.message = without_unseen(fault.message)
        by_field = {name: words for name, words in fault.by_field().items() if name}
        self.fields = {without_unseen(name): [without_unseen(each) for each in by_field[name]] for name in by_field}


def report(
    *, client: ApiClient, organ: Organ, key: str, rows: Sequence[Any], actor: Actor, at: datetime
) -> tuple[Delivery, bool]:
    """Take in findings row by row; returns what was answered and whether the request is new.

    The same ``key`` with the same rows gives the answer there is; with others it raises ``Conflict``. A row that was
    taken in under any key is not taken in again, so that a request broken off half-way may simply be sent anew.
    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require_key(key)
    require(actor, REGISTRARS, organ, doing=DOING)
    if not 1 <= len(rows) <= ROWS_AT_MOST:
        raise InvalidInput({"items": f"一次请交1到{ROWS_AT_MOST}条"})
    digest = content_digest(rows)
    if found := selectors.delivered(client, key):
        require_same(found.digest, digest)
        return found, False
    lines = _Round(client, organ, actor, at).take(rows)
    try:
        return _keep(client, key, digest, lines, actor=actor, at=at), True
    except IntegrityError:  # the same request at the same moment was first
        if found := selectors.delivered(client, key):
            require_same(found.digest, digest)
            return found, False
        raise


@transaction.atomic
def _keep(client: ApiClient, key: str, digest: str, lines: Iterable[Line], *, actor: Actor, at: datetime) -> Delivery:
    answer = [asdict(line) for line in lines]
    delivery = Delivery.objects.create(client=client, key=key, digest=digest, answer=answer, at=at)
    counts = {code.label: sum(line["outcome"] == code for line in answer) for code in Outcome}
    told = {"key": key} | {label: count for label, count in counts.items() if count}
    record(act="report", subject=client, actor=actor, at=at, after=told)
    return delivery


class _Round:
    """The rows of one request; what was registered by an earlier row is known to the later ones."""

    def __init__(self, client: ApiClient, organ: Organ, actor: Actor, at: datetime) -> None:
        self.client, self.organ, self.actor, self.at = client, organ, actor, at
        self.organs = {row.code: row for row in Organ.objects.active(local(at).date())}
        self.running = selectors.comparable(actor, at=at)

    def take(self, rows: Sequence[Any]) -> list[Line]:
        known = selectors.known(self.client, map(_number_of, rows))
        lines = []
        for row in rows:
            line = Line(external_id=_number_of(row))
            lines.append(line)
            try:
                seen = known.get(line.external_id) or self._one(fields.read(row, at=self.at), line)
            except DomainError as fault:
                line.refuse(fault)
                continue
            if seen.external_id in known:
                line.outcome = Outcome.KNOWN.value
            known[seen.external_id] = seen
            line.number = seen.ticket.number
        return lines

    def _one(self, finding: Finding, line: Line) -> Sighting:
        line.external_id = finding.external_id
        # Outside the transaction below, so that the trace of a refusal stays.
        parts = of_ticket.parts(finding.values, of_ticket.REGISTER)
        refuse_marks(parts, doing=DOING, actor=self.actor, at=self.at)
        try:
            seen = self._place(finding)
        except IntegrityError:  # another request took the same finding in meanwhile
            found = selectors.known(self.client, [finding.external_id]).get(finding.external_id)
            if found is None:
                raise
            line.outcome = Outcome.KNOWN.value
            return found
        line.outcome = seen.outcome
        return seen

    @transaction.atomic
    def _place(self, finding: Finding) -> Sighting:
        known = selectors.same(self.running, finding.values)
        if known is not None:
            return self._join(known, finding)
        concerned = [self._organ(code) for code in finding.concerned]
        document = policy(finding.policy) if finding.policy else None
        if finding.policy and document is None:
            raise InvalidInput({"policy": "没有找到这份已经公开的文件，请核对网址或者发文字号"})
        ticket = store(
            self.organ,
            finding.values,
            concerned=concerned,
            lead=concerned[0] if len(concerned) > 1 else None,
            policy=document,
            act="import_ticket",
            actor=self.actor,
            at=self.at,
        )
        seen = self._seen(ticket, finding, Outcome.CREATED)
        self.running.insert(0, selectors.as_running(ticket))
        return seen

    def _join(self, known: Running, finding: Finding) -> Sighting:
        """One more proof of what runs already. No clock moves by itself: an earlier moment is told to those who may
        correct it."""
        ticket, values = known.ticket, finding.values
        seen = self._seen(ticket, finding, Outcome.MERGED)
        known.links.update(seen.links.split())
        told = {"title": values["title"], "links": values.get("links", ""), "known_at": values["known_at"]}
        record(act="see_again", subject=ticket, actor=self.actor, at=self.at, after=told)
        if values["known_at"] < ticket.known_at:
            tell_earlier(ticket, key=f"sighting|{seen.pk}", at=self.at)
        return seen

    def _seen(self, ticket: Ticket, finding: Finding, outcome: Outcome) -> Sighting:
        return Sighting.objects.create(
            client=self.client,
            external_id=finding.external_id,
            ticket=ticket,
            outcome=outcome,
            title=finding.values["title"],
            links=finding.values.get("links", ""),
            known_at=finding.values["known_at"],
            at=self.at,
        )

    def _organ(self, code: str) -> Organ:
        if code not in self.organs:
            raise InvalidInput({"concerned": f"没有代码是“{code}”的机关，代码见/api/v1/organs/"})
        return self.organs[code]


def _number_of(row: Any) -> str:
    """What the caller can find the row by, even when it is refused."""
    given = row.get("external_id") if isinstance(row, dict) else ""
    return without_unseen(given).strip()[:EXTERNAL_ID_LENGTH] if isinstance(given, str) else ""

"""Step 5: somebody fills in a sheet, once an organ. Who it is, is not written down."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from assessment.appraisal.models import Appraisal, Ballot, BallotMark, Invitation, SheetItem
from assessment.appraisal.states import Level, Panel
from portal import clock
from portal.accounts.models import Organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput
from portal.receipts import codes

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="参评的人")
Moment = Callable[[], datetime]


class Closed(DomainError):
    """Not begun or over."""


class AlreadyJudged(DomainError):
    """The same person has judged this organ."""


def voter_of(secret: str, invitation: Invitation | None) -> str:
    """What tells one who judges from another: the invitation, or else the secret of the browser."""
    return f"invited|{invitation.code_hash}" if invitation else f"public|{secret}"


def digest_of(appraisal: Appraisal, organ: Organ, voter: str) -> str:
    return codes.keyed_digest(f"ballot|{appraisal.pk}|{organ.pk}|{voter}")


def fill_in(
    appraisal: Appraisal,
    *,
    organ: Organ,
    levels: Mapping[int, str],
    voter: str,
    moment: Moment,
    invitation: Invitation | None = None,
    actor: Actor = CITIZEN,
) -> Ballot:
    """``levels`` has the position of each line and how it was judged; ``voter`` is from ``voter_of``.

    ``moment`` is asked after the appraisal is locked. Raises ``InvalidInput`` (fields ``i-<position>``), ``Closed`` or
    ``AlreadyJudged``.
    """
    marks = _marks(appraisal, levels)
    digest = digest_of(appraisal, organ, voter)
    try:
        with transaction.atomic():
            at = _still_open(appraisal, moment)
            if not appraisal.judged.filter(organ=organ).exists():
                raise DomainError("这次不评这个单位")
            panel = invitation.panel if invitation else Panel.PUBLIC
            day = clock.local(at).date()
            ballot = Ballot(appraisal=appraisal, organ=organ, panel=panel, received_on=day, digest=digest)
            ballot.save(force_insert=True)
            BallotMark.objects.bulk_create(BallotMark(ballot=ballot, item=item, level=level) for item, level in marks)
            if invitation:
                Invitation.objects.filter(pk=invitation.pk, returned_on=None).update(returned_on=day)
            record(act="fill_in", subject=ballot, actor=actor, at=at, after={"appraisal": appraisal.pk})
            return ballot
    except IntegrityError as error:
        if Ballot.objects.filter(digest=digest).exists():
            raise AlreadyJudged(f"您已经评过{organ.short_name}，一个单位评一次。可以接着评别的单位。") from error
        raise


def _still_open(appraisal: Appraisal, moment: Moment) -> datetime:
    locked = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    at = moment()
    if not locked.takes_ballots(at):
        raise Closed("现在不收测评表。截止以后，结果在这里公布。")
    return at


def _marks(appraisal: Appraisal, levels: Mapping[int, str]) -> list[tuple[SheetItem, int]]:
    known = {str(level.value): level.value for level in Level}
    found: list[tuple[SheetItem, int]] = []
    faults: dict[str, str] = {}
    for item in appraisal.items.all():
        level = known.get(levels.get(item.position, ""))
        if level is None:
            faults[f"i-{item.position}"] = f"请答第{item.position}题，说不准的选“不了解”"
        else:
            found.append((item, level))
    if faults:
        raise InvalidInput(faults)
    if all(level == Level.UNKNOWN for _, level in found):
        raise InvalidInput({f"i-{found[0][0].position}": "每一题都不了解的，不用提交"})
    return found

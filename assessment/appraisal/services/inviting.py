"""Step 3: who is invited gets a code, on paper or by mail. Neither name nor address is kept with it."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from assessment.appraisal.fields import INVITED_AT_MOST
from assessment.appraisal.models import Appraisal, Invitation
from assessment.appraisal.states import BEFORE_OPEN, INVITED, ORGANISERS
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.receipts import codes
from portal.subjects import ref
from portal.workflow import touch

MAIL = "appraisal-invitation"
"""Written by ``mails`` when it leaves."""


@transaction.atomic
def invite(row: Appraisal, *, panel: str, on_paper: int, addresses: str, actor: Actor, at: datetime) -> Appraisal:
    """``on_paper`` codes to be printed, and one by mail to each of ``addresses`` (apart by space, comma or line).

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    require(actor, ORGANISERS, None, doing="邀请参评人员")
    if row.state not in BEFORE_OPEN:
        raise StaleState
    mails = _mails(addresses)
    if panel not in INVITED:
        raise InvalidInput({"panel": "请选择参评人员的类别"})
    before = row.invitations.count()
    if on_paper < 0 or not 1 <= on_paper + len(mails) <= INVITED_AT_MOST - before:
        raise InvalidInput({"on_paper": f"至少邀请1人，一次评议最多邀请{INVITED_AT_MOST}人"})
    touch(row)
    for place, address in enumerate([*[""] * on_paper, *mails], start=before + 1):
        made = _invited(row, place, panel, by_mail=bool(address))
        if address:
            _send(made, address, at=at)
    after = {"panel": panel, "on_paper": on_paper, "by_mail": len(mails)}
    record(act="invite", subject=row, actor=actor, at=at, after=after)
    return row


def _mails(addresses: str) -> list[str]:
    found = list(dict.fromkeys(each for each in re.split(r"[\s,;，；、]+", addresses) if each))
    for each in found:
        try:
            validate_email(each)
        except ValidationError:
            raise InvalidInput({"addresses": f"“{each[:40]}”不是邮箱地址"}) from None
    return found


def _invited(row: Appraisal, place: int, panel: str, *, by_mail: bool) -> Invitation:
    number = f"评{row.pk}-{place:03d}"
    made = Invitation(appraisal=row, number=number, panel=panel, by_mail=by_mail)
    made.code_hash = codes.code_digest(number, code_of(made))
    made.save(force_insert=True)
    return made


def code_of(invitation: Invitation) -> str:
    """The code that opens it. It follows from its number and the key of this installation; stored is its digest."""
    return codes.code_from(f"appraisal-invitation|{invitation.number}")


def _send(invitation: Invitation, address: str, *, at: datetime) -> None:
    queue(
        channel=ChannelName.EMAIL,
        to=address,
        subject_line=f"请您参加评议：{invitation.appraisal.title}",
        body="",
        kind=MAIL,
        dedupe_key=f"{MAIL}|{invitation.pk}",
        at=at,
        about=ref(invitation),
    )


@transaction.atomic
def take_codes(row: Appraisal, *, actor: Actor, at: datetime) -> list[tuple[Invitation, str]]:
    """The codes that go on paper; who took them stays in the record."""
    require(actor, ORGANISERS, None, doing="下载评议码")
    found = [(each, code_of(each)) for each in row.invitations.filter(by_mail=False)]
    record(act="take_codes", subject=row, actor=actor, at=at, after={"codes": len(found)})
    return found

"""登记, 重新确定, 解密: the acts on a term of secrecy."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from disclosure.secrecy.fields import REDETERMINED, TERM, fault_of
from disclosure.secrecy.models import SecrecyTerm
from disclosure.secrecy.states import KEEPERS
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move, require_move

logger = logging.getLogger(__name__)

REMIND_DAYS = (90, 30, 7)
"""A house choice: days before the end at which the keeper is told. Afterwards it is too late (law.md C10)."""

BATCH = 200
_REQUIRED: dict[str, Any] = {"designation": "", "level": "", "determined_by": "", "basis": ""}


@transaction.atomic
def register_term(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> SecrecyTerm:
    """Enter a classified item by its metadata. Raises ``InvalidInput``, also for a mark of secrecy in the text."""
    require(actor, KEEPERS, organ, doing="登记保密期限")
    clean = checked(TERM, _REQUIRED | {"determined_on": None, "ends_on": None} | dict(values))
    today = local(at).date()
    if clean["determined_on"] is None or clean["determined_on"] > today:
        raise InvalidInput({"determined_on": "请填写定密日期，不能晚于今天"})
    if fault := fault_of(clean["level"], start=clean["determined_on"], ends_on=clean["ends_on"]):
        raise InvalidInput({"ends_on": fault})
    [sequence] = next_numbers(RunningNumber.Register.SECRECY, organ, today.year)
    term = SecrecyTerm(organ=organ, number=f"{organ.code}/DM{today.year}-{sequence:05d}", **clean)
    term.save(force_insert=True)
    record(act="register_term", subject=term, actor=actor, at=at, after=clean | {"number": term.number})
    return term


@transaction.atomic
def redetermine(
    term: SecrecyTerm, *, values: Mapping[str, Any], reason: str, actor: Actor, at: datetime
) -> SecrecyTerm:
    """Determine 密级 and last day anew, counted from today; only before the present term ends (law.md C10).

    Raises ``Blocked`` afterwards, ``InvalidInput`` beyond what the law allows.
    """
    require_move(term, "redetermine", actor=actor)
    clean = checked({name: TERM[name] for name in REDETERMINED}, _required(term) | dict(values))
    if fault := fault_of(clean["level"], start=local(at).date(), ends_on=clean["ends_on"]):
        raise InvalidInput({"ends_on": fault})
    move(term, "redetermine", actor=actor, at=at, reason=reason, fields=clean)
    return term


def _required(term: SecrecyTerm) -> dict[str, Any]:
    return {name: getattr(term, name) for name in REDETERMINED}


@transaction.atomic
def declassify(term: SecrecyTerm, *, reason: str, actor: Actor, at: datetime) -> SecrecyTerm:
    """解密 before the term ends; whether the text can be public is for the secrecy review of its document."""
    move(term, "declassify", actor=actor, at=at, reason=reason)
    return term


def attend(*, at: datetime) -> int:
    """End what is over, remind of what is about to end; returns how many ended. Runs twice without harm."""
    ended = sum(_expire(term, at) for term in SecrecyTerm.objects.over(at).select_related("organ")[:BATCH])
    for term in SecrecyTerm.objects.ending_within(max(REMIND_DAYS), at).select_related("organ")[:BATCH]:
        left = (term.ends_on - local(at).date()).days
        step = min(days for days in REMIND_DAYS if days >= left)
        _tell(term, f"有一项保密期限还剩{left}天：要延长的，期满以前重新确定", f"remind|{term.ends_on}|{step}", at)
    return ended


@transaction.atomic
def _expire(term: SecrecyTerm, at: datetime) -> bool:
    try:
        move(term, "expire", actor=SYSTEM, at=at, reason="保密期限届满")
    except DomainError:
        logger.info("secrecy term %s was changed meanwhile", term.pk)
        return False
    _tell(term, "一项保密期限届满，已经自行解密；公开以前仍要保密审查", "expired", at)
    return True


def _tell(term: SecrecyTerm, words: str, about: str, at: datetime) -> None:
    tell(
        recipients_of(term.organ.heir(), Role.SECRECY_REVIEWER, Role.DISCLOSURE_HEAD, at=at),
        subject_line=words,
        body=f"登记号：{term.number}。请在工作台办理：/admin/disclosure/secrecyterm/{term.pk}/change/",
        kind="secrecy_term",
        dedupe_key=f"secrecy-term|{term.pk}|{about}",
        at=at,
        about=ref(term),
    )

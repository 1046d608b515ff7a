"""A citizen asks for data, the organ answers, a second person lets the answer out (S3-5.3c)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.data_requests import clocks
from disclosure.data_requests.fields import ANSWER, REQUEST
from disclosure.data_requests.models import DataRequest
from disclosure.data_requests.parts import NAMES, parts_of
from disclosure.data_requests.states import APPROVERS, HANDLERS, Outcome
from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal.accounts.models import Organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.receipts import codes, filing
from portal.receipts.filing import Form, Sent
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.subjects import ref
from portal.workflow import move, require_move

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")
MAIL = "data_request_answered"
_EMPTY: dict[str, Any] = dict.fromkeys(REQUEST, "") | {"consents": False}
_WORDS = ("title", "wanted", "purpose")


def ask(*, organ: Organ, values: Mapping[str, Any], token: str, actor: Actor, at: datetime) -> Sent[DataRequest]:
    """``values`` has the keys of ``REQUEST``. Personal data somebody typed is masked before it is stored.

    The same ``token`` with the same words gives the request there is, and its code while the receipt may be shown.
    Raises ``InvalidInput`` keyed by field, or ``AlreadyFiled``.
    """
    form = Form.filled(token, organ.pk, dict(values))
    return filing.once(
        form,
        DataRequest.objects.select_related("organ"),
        lambda: _store(organ, _clean(organ, values, actor=actor, at=at), form, actor=actor, at=at),
        received="asked_at",
        otherwise="要另外提的，请重新填一份。",
        at=at,
    )


def _clean(organ: Organ, values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    if not organ.is_active(local(at).date()):
        raise InvalidInput({"organ": "请另选一个机关"})
    clean = checked(REQUEST, _EMPTY | dict(values))
    refuse_marks(
        [Part(name, REQUEST[name].label, clean[name]) for name in _WORDS], doing="提出数据需求", actor=actor, at=at
    )
    return clean | {name: redacted(clean[name]) for name in _WORDS}


@transaction.atomic
def _store(organ: Organ, clean: Mapping[str, Any], form: Form, *, actor: Actor, at: datetime) -> DataRequest:
    year = local(at).year
    [sequence] = next_numbers(RunningNumber.Register.DATA, organ, year)
    number = f"{codes.number_prefix(organ)}数{year}-{sequence:04d}"
    row = DataRequest(
        organ=organ,
        number=number,
        asked_at=at,
        code_hash=form.code_hash(number),
        **form.digests,
        **clean,
    )
    row.save(force_insert=True)
    record(act="ask", subject=row, actor=actor, at=at, after={"organ": organ.name, "consents": row.consents})
    screen(row, parts_of(row), at=at)
    clocks.start(row, actor=actor, at=at)
    _tell(row, "收到一件数据需求", HANDLERS, at=at)
    return row


def draft_answer(row: DataRequest, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> DataRequest:
    """``values`` has the keys of ``ANSWER``. Raises ``NotAllowed``, ``StaleState``, ``InvalidInput``."""
    require_move(row, "draft_answer", actor=actor)
    clean = checked(ANSWER, {"outcome": "", "answer": "", "dataset": None} | dict(values))
    opened = clean["outcome"] == Outcome.OPENED
    if opened != (clean["dataset"] is not None):
        raise InvalidInput({"dataset": "请选择开放的数据集" if opened else "只有已经开放的，才选数据集"})
    refuse_marks([Part("answer", NAMES["answer"], clean["answer"])], doing="答复数据需求", actor=actor, at=at)
    with transaction.atomic():
        move(row, "draft_answer", actor=actor, at=at, derived=clean | {"drafter_id": actor.id})
        screen(row, parts_of(row), at=at)
        _tell(row, "有一件数据需求的答复待审核", APPROVERS, at=at)
    return row


@transaction.atomic
def approve(row: DataRequest, *, actor: Actor, at: datetime) -> DataRequest:
    """The asker may read the answer, and everybody where the asker agreed. Raises ``Blocked``."""
    fields = {"published_at": at}
    move(row, "approve", actor=actor, at=at, fields=fields)
    clocks.stop(row, actor=actor, at=at)
    if plain_text(row, "email"):
        queue(
            channel=ChannelName.EMAIL,
            to="",
            subject_line=f"您的数据需求{row.number}有了答复",
            body="",
            kind=MAIL,
            dedupe_key=f"{MAIL}|{row.pk}",
            at=at,
            about=ref(row),
        )
    return row


@transaction.atomic
def send_back(row: DataRequest, *, reason: str, actor: Actor, at: datetime) -> DataRequest:
    move(row, "send_back", actor=actor, at=at, reason=reason)
    _tell(row, "数据需求的答复被退回", HANDLERS, at=at)
    return row


@transaction.atomic
def take_down(row: DataRequest, *, reason: str, actor: Actor, at: datetime) -> DataRequest:
    """Nobody but the asker reads it any more."""
    move(row, "take_down", actor=actor, at=at, reason=reason)
    return row


def _tell(row: DataRequest, words: str, roles: tuple[str, ...], *, at: datetime) -> None:
    tell(
        recipients_of(row.organ.heir(), *roles, at=at),
        subject_line=f"{words}：{row.number}",
        body=f"请在工作台办理：/admin/disclosure/datarequest/{row.pk}/change/",
        kind="data_request",
        dedupe_key=f"data-request|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )

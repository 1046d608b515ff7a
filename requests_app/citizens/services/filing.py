"""提交: the form becomes a request, once, however often it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import File as Upload
from django.db import IntegrityError, transaction

from portal.accounts.models import Organ
from portal.actors import Actor, ActorKind
from portal.errors import DomainError, InvalidInput
from portal.files.services import MISMATCH
from portal.receipts import codes
from portal.receipts.session import RECEIPT_SECONDS
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from requests_app.cases import services
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import FilePurpose
from requests_app.citizens.models import Submission
from requests_app.citizens.services.mailing import ask_to_prove
from requests_app.citizens.typed import Typed

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="申请人")
_UNREADABLE = f"这个文件收不下：{MISMATCH}"


@dataclass(frozen=True, slots=True)
class File:
    """One upload of the form; ``field`` is where a fault of it is shown."""

    field: str
    purpose: FilePurpose
    upload: "Upload[bytes]"


@dataclass(frozen=True, slots=True)
class Sent:
    """``code`` is the query code; empty when the form was sent long ago and the code is not shown again."""

    request: DisclosureRequest
    code: str


class AlreadyFiled(DomainError):
    """The form was sent before with other words."""

    def __init__(self, number: str) -> None:
        super().__init__(f"这份表已经提交过，编号{number}。后来的改动没有提交：要另外申请，请重新填一份。")


def submit(*, organ: Organ, typed: Typed, files: Sequence[File], token: str, actor: Actor, at: datetime) -> Sent:
    """File what was typed. The same ``token`` with the same words gives the request there is, and its code while the
    receipt may be shown.

    Raises ``InvalidInput`` keyed by field, ``AlreadyFiled``, or what ``file_online`` raises.
    """
    if len(token) != codes.TOKEN_LENGTH:
        token = codes.new_token()
    if known := _known(token, typed, at=at):
        return known
    _refuse_marks(typed, actor=actor, at=at)
    taken = [take_in(file, actor=actor, at=at) for file in files]
    try:
        return _filed(organ, typed, taken, token, actor=actor, at=at)
    except IntegrityError:
        if known := _known(token, typed, at=at):
            return known
        raise


@transaction.atomic
def _filed(
    organ: Organ, typed: Typed, taken: Sequence[services.Taken], token: str, *, actor: Actor, at: datetime
) -> Sent:
    filed = services.file_online(
        organ=organ,
        values=typed.to_file(),
        items=typed.asked(),
        actor=actor,
        at=at,
        code=codes.code_from(token),
    )
    digests = {"token_digest": codes.token_digest(token), "content_digest": typed.digest()}
    Submission.objects.create(request=filed.request, at=at, **digests)
    rows = [services.attach(filed.request, one, actor=actor, at=at) for one in taken]
    services.note_files(filed.request, rows, actor=actor, at=at)
    ask_to_prove(filed.request, at=at)
    return Sent(filed.request, filed.code)


def _known(token: str, typed: Typed, *, at: datetime) -> Sent | None:
    found = Submission.objects.select_related("request__organ").filter(token_digest=codes.token_digest(token)).first()
    if found is None:
        return None
    if found.content_digest != typed.digest():
        raise AlreadyFiled(found.request.number)
    code = codes.code_from(token)
    still_right = codes.fits(found.request.code_hash, found.request.number, code)
    fresh = at < found.at + timedelta(seconds=RECEIPT_SECONDS)
    return Sent(found.request, code if fresh and still_right else "")


def take_in(file: File, *, actor: Actor, at: datetime) -> services.Taken:
    """Raises ``InvalidInput`` at the field of the form."""
    try:
        return services.take_in(file.upload, name=file.upload.name or "", purpose=file.purpose, actor=actor, at=at)
    except InvalidInput as refused:
        raise InvalidInput({file.field: "；".join(refused.messages.values()) or _UNREADABLE}) from refused


def _refuse_marks(typed: Typed, *, actor: Actor, at: datetime) -> None:
    """A text with 密级标志 is not taken in; what people write about themselves is theirs to write."""
    parts = [Part(f"items-{place}-text", "所需信息", item["text"]) for place, item in enumerate(typed.items)]
    parts += [Part(name, "这一栏", typed.values.get(name, "")) for name in ("purpose", "needs_help")]
    refuse_marks(parts, doing="网上申请", actor=actor, at=at)

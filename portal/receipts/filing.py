"""A form without account is filed once: sent again with the same words, it is the case there is.

The form carries a secret token (``codes.new_token``); stored are its digest and the one of what was written. The case
has ``number``, ``code_hash``, ``token_digest`` (unique) and ``content_digest``.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Self, TypeVar

from django.db import IntegrityError
from django.db.models import Model, QuerySet

from portal.errors import DomainError
from portal.receipts import codes
from portal.receipts.session import RECEIPT_SECONDS

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Sent(Generic[Row]):
    """``code`` is the query code, shown now and never again; empty when the form was sent long ago."""

    row: Row
    code: str


class AlreadyFiled(DomainError):
    """The form was sent before with other words. ``otherwise`` says what to do now."""

    def __init__(self, number: str, otherwise: str) -> None:
        super().__init__(f"这份表已经提交过，编号{number}。{otherwise}")


@dataclass(frozen=True, slots=True)
class Form:
    """One that was sent: its secret, and the digest of what stands in it."""

    token: str
    content: str

    @classmethod
    def filled(cls, token: str, *content: Any) -> Self:
        """``content`` is all somebody could have changed, as JSON takes it. A token nobody gave out is replaced."""
        secret = token if len(token) == codes.TOKEN_LENGTH else codes.new_token()
        return cls(secret, codes.keyed_digest(json.dumps(content, sort_keys=True)))

    @property
    def code(self) -> str:
        """The query code of the case it becomes."""
        return codes.code_from(self.token)

    @property
    def digests(self) -> dict[str, str]:
        """What the case keeps of it, by field."""
        return {"token_digest": codes.token_digest(self.token), "content_digest": self.content}

    def code_hash(self, number: str) -> str:
        """What the case with this number keeps of its query code."""
        return codes.code_digest(number, self.code)


def once(
    form: Form,
    rows: QuerySet[Row],
    make: Callable[[], Row],
    *,
    received: str,
    otherwise: str,
    at: datetime,
) -> Sent[Row]:
    """The case in ``rows`` the form became before, with its code while the receipt may be shown; else what ``make``
    stores, in a transaction of its own. ``received`` names the field of the time it came.

    Raises ``AlreadyFiled`` and whatever ``make`` raises. Not to be called inside a transaction: of two that are sent
    at the same time one fails, and finds the other.
    """
    if known := _known(form, rows, received=received, otherwise=otherwise, at=at):
        return known
    try:
        return Sent(make(), form.code)
    except IntegrityError:
        if known := _known(form, rows, received=received, otherwise=otherwise, at=at):
            return known
        raise


def _known(form: Form, rows: QuerySet[Row], *, received: str, otherwise: str, at: datetime) -> Sent[Row] | None:
    found: Any = rows.filter(token_digest=codes.token_digest(form.token)).first()
    if found is None:
        return None
    if found.content_digest != form.content:
        raise AlreadyFiled(found.number, otherwise)
    fresh = at < getattr(found, received) + timedelta(seconds=RECEIPT_SECONDS)
    return Sent(found, form.code if fresh and codes.fits(found.code_hash, found.number, form.code) else "")

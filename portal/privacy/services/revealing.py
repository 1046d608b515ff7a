"""The only ways to the text of a personal datum."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from portal import typed_text
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.privacy.fields import EncryptedTextField, Secret
from portal.privacy.patterns import has_personal_data
from portal.subjects import SubjectRef

REASON_LENGTH = 200


def why_not(row: models.Model, field: str, actor: Actor) -> str:
    """Why this person may not have the datum revealed, in Chinese; empty when it is allowed.

    The field names the roles; they are held in the organ that answers for the row (``acting_organ_id`` or ``organ``).
    """
    datum = _field(row, field)
    organ_id = getattr(row, "acting_organ_id", None) or getattr(row, "organ_id", None)
    if datum.readers and not actor.is_system and rules.holds(actor, datum.readers, organ_id):
        return ""
    names = "、".join(Role(role).label for role in datum.readers)
    return (
        f"“{datum.verbose_name}”只给{names}看，您没有这个任命。" if names else f"“{datum.verbose_name}”不给任何人看。"
    )


@transaction.atomic
def reveal(row: models.Model, field: str, *, actor: Actor, reason: str, at: datetime) -> str:
    """The text, for one person and one reason; the trail keeps who, when, which field and why, never the text.

    Raises ``NotAllowed``, ``InvalidInput`` (``reason``), ``KeyMissing`` or ``BrokenSeal``.
    """
    if refusal := why_not(row, field, actor):
        raise NotAllowed(refusal)
    words = typed_text.line(reason)
    fault = typed_text.fault(words, label="查看理由", at_most=REASON_LENGTH, required=True)
    if not fault and has_personal_data(words):
        fault = "理由里不要写电话、证件号码、卡号和邮箱：理由会长期保存"
    if fault:
        raise InvalidInput({"reason": fault})
    text = _secret(row, field).plain()
    datum = _field(row, field)
    subject = nameless(row)
    record(act="reveal", subject=subject, actor=actor, at=at, after={"field": str(datum.verbose_name)}, reason=words)
    return text


def plain_text(row: models.Model, field: str) -> str:
    """The text for a service that needs it to do its work, such as sending a letter; never to show it on a page.

    Raises ``KeyMissing`` or ``BrokenSeal``.
    """
    return _secret(row, field).plain()


def nameless(row: models.Model) -> SubjectRef:
    """A reference whose title holds no personal datum, whatever ``str(row)`` says."""
    return SubjectRef(row._meta.label_lower, int(row.pk), f"{row._meta.verbose_name} {row.pk}")


def _field(row: models.Model, name: str) -> EncryptedTextField:
    field: Any = row._meta.get_field(name)
    if not isinstance(field, EncryptedTextField):
        raise TypeError(f"{name} is not sealed")
    return field


def _secret(row: models.Model, name: str) -> Secret:
    value = getattr(row, _field(row, name).attname)
    return value if isinstance(value, Secret) else Secret(_field(row, name))

"""What stands before an act on a letter. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.accounts.states import Role
from portal.actors import Actor
from portal.privacy.fields import personal_fields
from portal.privacy.services import plain_text
from portal.screening.kinds import Kind
from portal.screening.selectors import undecided
from sentiment.mailbox.codes import KINDS
from sentiment.mailbox.parts import NAMES, parts_of
from sentiment.mailbox.states import HAND_OVERS_AT_MOST

_SHORTEST = 2
"""Characters of a datum that is looked for; a single one stands in any text."""


def may_be_public(message: Any) -> bool:
    """The writer agreed, and it is no report of somebody."""
    return bool(message.consents and KINDS[message.kind].is_publishable)


def writer_agreed(message: Any, _at: datetime) -> Sequence[str]:
    if not message.consents:
        return ["留言人没有同意公开"]
    return [] if KINDS[message.kind].is_publishable else [f"{message.get_kind_display()}不公开"]


def public_words_are_there(message: Any, _at: datetime) -> Sequence[str]:
    return [f"还没有{label}" for name, label in NAMES.items() if not getattr(message, name)]


def nobody_is_named(message: Any, _at: datetime) -> Sequence[str]:
    """Nothing that leads to the writer stands in what everybody would read (law.md K)."""
    for part in parts_of(message):
        for field in personal_fields(type(message)):
            datum = plain_text(message, field.name)
            if len(datum) >= _SHORTEST and datum in part.text:
                return [f"{part.where}里写着留言人的{field.verbose_name}，请改掉"]
    return []


def is_screened(message: Any, _at: datetime) -> Sequence[str]:
    """What the screening finds in the words as they read now is decided about."""
    found = undecided(message, parts_of(message))
    return list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


def is_not_the_drafter(message: Any, actor: Actor) -> str:
    return "自己起草的答复，不能由自己审核。" if actor.id == message.drafter_id else ""


def is_not_the_editor(message: Any, actor: Actor) -> str:
    return "自己整理的文字，不能由自己批准公开。" if actor.id == message.editor_id else ""


def may_pass_it_on(message: Any, actor: Actor) -> str:
    if message.hand_overs < HAND_OVERS_AT_MOST or actor.holds_anywhere(Role.OVERSIGHT):
        return ""
    return f"已经转过{HAND_OVERS_AT_MOST}次，再转要由政务公开办指定。"

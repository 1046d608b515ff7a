"""What stands before an answer is read by everybody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.actors import Actor
from portal.privacy.fields import personal_fields
from portal.privacy.services import plain_text
from portal.screening.kinds import Kind
from portal.screening.selectors import read_files, undecided
from requests_app.proposing.parts import file_code, parts_of

_SHORTEST = 2
"""Characters of a datum that is looked for; a single one stands in any text."""


def nobody_is_named(answer: Any, _at: datetime) -> Sequence[str]:
    """The applicant of the request the answer was made of stands nowhere in it."""
    if answer.request is None:
        return ()
    applicant = answer.request.applicant
    for part in parts_of(answer):
        for field in personal_fields(type(applicant)):
            datum = plain_text(applicant, field.name)
            if len(datum) >= _SHORTEST and datum in part.text:
                return (f"{part.where}里写着申请人的{field.verbose_name}，请改掉",)
    return ()


def is_screened(answer: Any, _at: datetime) -> Sequence[str]:
    """Texts as they read now and files as they were last read hold nothing nobody has decided about."""
    files = list(answer.files.select_related("stored"))
    read = read_files(answer)
    unread = [f"《{row}》还没有筛查" for row in files if read.get(file_code(row)) != row.stored.sha256]
    found = undecided(answer, parts_of(answer), [file_code(row) for row in files])
    return unread + list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


def is_not_author(answer: Any, actor: Actor) -> str:
    """Four eyes: whoever wrote a word of it does not release it."""
    return "自己写过的，不能由自己批准公开。" if answer.authors.filter(pk=actor.id).exists() else ""

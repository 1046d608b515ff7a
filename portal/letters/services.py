"""Letters (文书): preview, issue, hand out, void.

How an app uses this package
----------------------------
1. Register templates when the app starts (``portal.letters.templates``)::

       ANSWER = Series(code="foi", field="公开")
       register(LetterTemplate(
           code="R-2", version=1, title="政府信息部分公开答复书", series=ANSWER, in_force_from=date(2019, 5, 15),
           names={"applicant": "申请人", "reason": "理由", "articles": "依据条款", "remedy": "救济告知"},
           blocks=(
               Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
               Block("reason", "{reason}", label="理由", editable=True),
               Block("law", "以上依据是{articles}。"),
               Block("remedy", "{remedy}"),
           ),
           elements=(
               Element("reason", "没有写不予公开的理由", key="reason", block="reason"),
               Element("articles", "依据没有写到条款项", key="articles", verbatim=True,
                       fits=lambda value, context: all(map(is_citation, value))),
               Element("remedy", "没有救济告知", key="remedy", verbatim=True),
           ),
           issuers=(Role.SIGNER,), is_served=was_served,
       ))

2. ``preview_letter`` writes nothing. ``draft.missing`` lists in Chinese what is not there yet; ``draft.blocks`` makes
   the form (one field per ``editable`` block, initially ``text``); ``draft_file(draft, "pdf")`` is the 草稿.
3. ``issue_letter`` freezes words and context, gives the number and the verification code, and records the act.
4. ``letter_file(letter, "docx", at=at)`` is the file; the caller's view decides who may have it.
5. An act that serves a letter calls ``require_in_force`` first. ``void_letter`` undoes a letter that never went out.

A letter knows its case by ``SubjectRef``; the title of that goes into the register and the trail, so it must be the
number of the case and never a name. Names and addresses belong into the context, which is sealed.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.letters import verification_codes
from portal.letters.composing import Draft, compose
from portal.letters.errors import BrokenLetter, MissingElements, Voided
from portal.letters.freezing import FrozenLetter, canonical, content_hash, frozen, thawed
from portal.letters.models import Letter, LetterRendering, LetterSeries, LetterText, LetterVoid
from portal.letters.rendering import LetterFile, render
from portal.letters.templates import Context, LetterTemplate, template_for, template_version
from portal.privacy.patterns import has_personal_data
from portal.privacy.services import plain_text
from portal.subjects import SubjectRef

Inspect = Callable[[str], None]
"""Looks at all words of a letter before it is issued. Raises ``DomainError`` to stop it."""

REASON_LENGTH = 200


def preview_letter(
    *, template: str, organ: Organ, context: Context, on: date, edits: Mapping[str, str] | None = None
) -> Draft:
    """The letter as it would be issued on that day. Writes nothing.

    ``template`` is a code of the catalogue, ``edits`` maps codes of editable blocks to the clerk's words. Raises
    ``InvalidInput`` keyed by block, and ``LookupError`` for a code without a version in force.
    """
    row = template_for(template, on=on)
    return compose(row, organ_name=organ.name_on(on), context=context, edits=edits or {}, on=on)


def draft_file(draft: Draft, format_: str) -> LetterFile:
    """The draft as ``docx`` or ``pdf``, marked as such on every page. Raises ``FontMissing``."""
    unnumbered = frozen(draft, number="", code="", subject=SubjectRef("", 0, ""))
    return render(unnumbered, format_, is_draft=True)


def form_file(draft: Draft, format_: str) -> LetterFile:
    """A form without number (申请表, 登记表, 送达回证) as ``docx`` or ``pdf``: nothing is issued, nothing is a draft.

    Raises ``ValueError`` for a kind of letter that has numbers, and ``FontMissing``.
    """
    if draft.template.series is not None:
        raise ValueError(f"{draft.template.code} has to be issued")
    return render(frozen(draft, number="", code="", subject=SubjectRef("", 0, "")), format_)


def issue_letter(
    *,
    template: str,
    subject: SubjectRef,
    organ: Organ,
    context: Context,
    actor: Actor,
    at: datetime,
    edits: Mapping[str, str] | None = None,
    inspect: Inspect | None = None,
) -> Letter:
    """Freeze the words, number them, and put the letter on record; it is dated the civil day of ``at``.

    ``inspect`` runs before this function opens its transaction, so that what it writes about a refusal can stay.
    Raises ``NotAllowed``, ``MissingElements``, ``InvalidInput`` (a block, or ``number`` for an organ without 机关代字),
    and what ``inspect`` raises; nothing is written then, and no number is used up.
    """
    draft = preview_letter(template=template, organ=organ, context=context, edits=edits, on=local(at).date())
    if draft.template.issuers:
        require(actor, draft.template.issuers, organ, doing=f"出具{draft.template.title}")
    if draft.missing:
        raise MissingElements(draft.missing)
    if inspect is not None:
        inspect(draft.text)
    return _issued(draft, subject, organ, actor=actor, at=at)


@transaction.atomic
def _issued(draft: Draft, subject: SubjectRef, organ: Organ, *, actor: Actor, at: datetime) -> Letter:
    code = verification_codes.new_code()
    words = canonical(frozen(draft, number=_next_number(draft, organ), code=code, subject=subject))
    letter = _row(draft.template, thawed(words), subject, organ)
    letter.issued_at, letter.issued_by = at, actor.name
    letter.content_hash, letter.code_digest = content_hash(words), verification_codes.digest(code)
    letter.save(force_insert=True)
    LetterText(letter=letter, content=words).save(force_insert=True)
    after = {
        "template": letter.template_code,
        "version": letter.template_version,
        "number": letter.number,
        "content_hash": letter.content_hash,
        "subject": [subject.label, subject.pk],
    }
    record(act="issue_letter", subject=letter, actor=actor, at=at, after=after)
    return letter


def _row(template: LetterTemplate, words: FrozenLetter, subject: SubjectRef, organ: Organ) -> Letter:
    return Letter(
        template_code=template.code,
        template_version=template.version,
        title=template.title,
        number=words.number,
        organ=organ,
        organ_name=words.organ_name,
        subject_label=subject.label,
        subject_id=subject.pk,
        subject_title=subject.title,
        dated=words.dated,
    )


def _next_number(draft: Draft, organ: Organ) -> str:
    """The next number of the series: no gap when the act fails, no double when two race."""
    series = draft.template.series
    if series is None:
        return ""
    if not organ.number_code:
        raise InvalidInput({"number": f"{organ}没有登记机关代字，不能给文书编号"})
    row, _ = LetterSeries.objects.get_or_create(
        organ_code=organ.number_code, series=series.code, year=draft.on.year, defaults={"organ": organ}
    )
    LetterSeries.objects.filter(pk=row.pk).update(last=F("last") + 1)  # holds the row until the transaction ends
    row.refresh_from_db(fields=["last"])
    return series.number(organ.number_code, draft.on.year, row.last)


# --- after it was issued ------------------------------------------------------------------------------


def content_of(letter: Letter) -> FrozenLetter:
    """What the letter says, held against its hash. Raises ``BrokenLetter``, ``KeyMissing`` or ``BrokenSeal``."""
    words = LetterText.objects.filter(letter=letter).first()
    text = plain_text(words, "content") if words else ""
    if content_hash(text) != letter.content_hash:
        raise BrokenLetter
    return thawed(text)


def verification_code(letter: Letter) -> str:
    """The code printed on the letter. Raises as ``content_of``."""
    return content_of(letter).code


def letter_file(letter: Letter, format_: str, *, at: datetime) -> LetterFile:
    """The letter as ``docx`` or ``pdf``. The same machine makes the same bytes; their hash is kept for verification.

    Raises as ``content_of``, and ``FontMissing`` for a PDF on a machine without the fonts.
    """
    file = render(content_of(letter), format_)
    if not LetterRendering.objects.filter(letter=letter, sha256=file.sha256).exists():
        LetterRendering.objects.get_or_create(letter=letter, sha256=file.sha256, defaults={"format": format_, "at": at})
    return file


def require_in_force(letter: Letter) -> None:
    """For acts that serve the letter: holds it against a voiding at the same moment. Raises ``Voided``.

    Needs a transaction.
    """
    Letter.objects.select_for_update().get(pk=letter.pk)
    if LetterVoid.objects.filter(letter=letter).exists():
        raise Voided


@transaction.atomic
def void_letter(letter: Letter, *, reason: str, actor: Actor, at: datetime) -> LetterVoid:
    """Declare a letter void that did not go out yet; its number is not used again.

    Raises ``NotAllowed``, ``InvalidInput`` (``reason``), ``Voided``, or ``DomainError`` for a letter that was served.
    """
    template = template_version(letter.template_code, letter.template_version)
    if template.issuers:
        require(actor, template.issuers, letter.organ, doing=f"作废{letter.title}")
    words = _checked_reason(reason)
    require_in_force(letter)
    if template.is_served is None:
        raise DomainError(f"{letter.title}出具以后不能作废。")
    if template.is_served(letter.pk):
        raise DomainError("这份文书已经送达，不能作废。有错的，依法作出新的决定。")
    void = LetterVoid.objects.create(letter=letter, reason=words, at=at, by=actor.name)
    record(act="void_letter", subject=letter, actor=actor, at=at, after={"number": letter.number}, reason=words)
    return void


def _checked_reason(reason: str) -> str:
    words = typed_text.line(reason)
    fault = typed_text.fault(words, label="作废理由", at_most=REASON_LENGTH, required=True)
    if not fault and has_personal_data(words):
        fault = "理由里不要写电话、证件号码、卡号和邮箱：理由会长期保存"
    if fault:
        raise InvalidInput({"reason": fault})
    return words

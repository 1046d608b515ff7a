"""示范创建: a programme is issued, organs apply with evidence, are guided, looked at, shown, named, followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from assessment.demonstration import gates
from assessment.demonstration.criteria import BY_CODE, CRITERIA
from assessment.demonstration.fields import ACCEPTED, HEARD, NOTE, OBJECTED, PART, PROGRAMME, SETTLED, SUMMARY
from assessment.demonstration.models import Candidacy, CandidacyNote, Dissent, PartFile, Programme, StandardPart
from assessment.demonstration.selectors import applicants
from assessment.demonstration.states import (
    DRAFTERS,
    ISSUERS,
    OFFICE,
    SUBMITTERS,
    WRITERS,
    CandidacyState,
    NoteKind,
    ProgrammeState,
)
from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal import clock
from portal.accounts.models import Organ, User
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.deadlines.selectors import calendar
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import Field, checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.notices.selectors import recipients_among, recipients_of
from portal.notices.services import tell
from portal.receipts import codes
from portal.receipts.session import RECEIPT_SECONDS
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, require_unmarked
from portal.subjects import ref
from portal.workflow import Governed, move, require_move

FILES_AT_MOST = 20

FROM_THE_SITE = "网上提出"
CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")

Uploads = Sequence[tuple[str, files.Upload]]
"""Name and content of each file."""


@dataclass(frozen=True, slots=True)
class Sent:
    """``code`` is the query code, shown now and never again; empty when the form was sent long ago."""

    row: Dissent
    code: str


class AlreadyFiled(DomainError):
    """The form was sent before with other words."""

    def __init__(self, number: str) -> None:
        super().__init__(f"这份异议已经提交过，编号{number}。要另外提的，请重新填一份。")


class Closed(DomainError):
    """Nothing is shown any more, by the time of the server."""

    def __init__(self) -> None:
        super().__init__("公示已经结束，现在不收异议。")


# --- the programme ----------------------------------------------------------------------------------------


@transaction.atomic
def draft_programme(*, year: int, values: Mapping[str, Any], actor: Actor, at: datetime) -> Programme:
    """The programme of a year, once. ``values`` has the keys of ``fields.PROGRAMME``.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` without a government.
    """
    require(actor, DRAFTERS, None, doing="起草示范创建方案")
    clean = _in_order(checked(PROGRAMME, values))
    if Programme.objects.filter(year=year).exists():
        raise InvalidInput({"year": f"{year}年的方案已经有了"})
    leader = site_organ(clock.local(at).date())
    if leader is None:
        raise DomainError("还没有登记市政府和政务公开办")
    row = Programme.objects.create(organ=leader, year=year, drafter_id=actor.id, drafted_at=at, **clean)
    record(act="draft_programme", subject=row, actor=actor, at=at, after={"year": year} | clean)
    return row


@transaction.atomic
def change(row: Programme, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Programme:
    """Other words, days or quotas while it is a draft."""
    require(actor, DRAFTERS, None, doing="修改示范创建方案")
    if row.state != ProgrammeState.DRAFT:
        raise StaleState
    clean = _in_order(checked(PROGRAMME, values))
    before = {name: getattr(row, name) for name in clean}
    for name, value in clean.items():
        setattr(row, name, value)
    row.save(update_fields=list(clean))
    record(act="change", subject=row, actor=actor, at=at, before=before, after=clean)
    return row


def _in_order(clean: dict[str, Any]) -> dict[str, Any]:
    if not clean["apply_until"] <= clean["guide_until"] <= clean["accept_until"]:
        raise InvalidInput({"accept_until": "申报、督促指导、检查验收的截止日期应当一个比一个晚"})
    return clean


@transaction.atomic
def issue(row: Programme, *, actor: Actor, at: datetime) -> Programme:
    """Every organ that may apply is told."""
    move(row, "issue", actor=actor, at=at, fields={"issued_at": at})
    people = recipients_among(applicants(clock.local(at).date()), *SUBMITTERS, at=at)
    _tell(row, people, f"{row.title}开始申报，{row.apply_until:%-m月%-d日}截止", at=at)
    return row


# --- the application --------------------------------------------------------------------------------------


@transaction.atomic
def begin(*, programme: Programme, organ: Organ, summary: str, actor: Actor, at: datetime) -> Candidacy:
    """An organ applies, of its own accord. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, WRITERS, organ, doing="申报示范创建")
    clean = _read(SUMMARY, {"summary": summary}, actor=actor, at=at)
    kind = gates.may_apply_as(organ)
    if not applicants(clock.local(at).date()).filter(pk=organ.pk).exists():
        raise InvalidInput({"organ": "这个单位不在创建范围里"})
    if programme.state != ProgrammeState.ISSUED or gates.is_in_time(Candidacy(programme=programme), at):
        raise InvalidInput({"programme": "现在不在申报期里"})
    if Candidacy.objects.filter(programme=programme, organ=organ).exists():
        raise InvalidInput({"organ": "这个单位已经有一份申报"})
    row = Candidacy.objects.create(programme=programme, organ=organ, kind=kind, **clean)
    record(act="begin", subject=row, actor=actor, at=at, after={"kind": row.get_kind_display()} | clean)
    return row


def describe(
    row: Candidacy, *, criterion: str, text: str, uploads: Uploads, actor: Actor, at: datetime
) -> StandardPart:
    """What the organ did for one standard, written over until it is submitted; files are added.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``. Not to be called inside a transaction: the trace of
    a file that is refused has to survive it.
    """
    require(actor, WRITERS, row.organ.heir(), doing="写创建情况")
    if row.state != CandidacyState.PREPARING:
        raise StaleState
    if criterion not in BY_CODE:
        raise InvalidInput({"criterion": "请选择标准"})
    clean = _read(PART, {"text": text}, actor=actor, at=at)
    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一次最多{FILES_AT_MOST}个文件"})
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]
    with transaction.atomic():
        part, _ = StandardPart.objects.update_or_create(candidacy=row, criterion=criterion, defaults=clean)
        record(act="describe", subject=row, actor=actor, at=at, after={"criterion": str(part)} | clean)
        for file in stored:
            PartFile.objects.create(part=part, file=file, added_at=at)
            record(
                act="add_evidence", subject=row, actor=actor, at=at, after={"name": file.name, "sha256": file.sha256}
            )
    return part


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def submit(row: Candidacy, *, actor: Actor, at: datetime) -> Candidacy:
    move(row, "submit", actor=actor, at=at, fields={"submitted_at": at})
    _tell(row, recipients_of(None, *OFFICE, at=at), "示范创建申报", at=at)
    return row


def note(row: Candidacy, *, kind: str, text: str, actor: Actor, at: datetime) -> CandidacyNote:
    """Guidance on the way, a later review, a recommendation, what others may learn. Raises ``NotAllowed``,
    ``StaleState`` or ``InvalidInput``."""
    require(actor, OFFICE, None, doing="登记创建记录")
    if kind not in notes_now(row):
        raise InvalidInput({"kind": "现在不登记这种记录"})
    clean = _read(NOTE, {"text": text}, actor=actor, at=at)
    with transaction.atomic():
        made = _noted(row, kind, clean["text"], actor=actor, at=at)
        _tell(row, _heads(row, at), made.get_kind_display(), at=at, key=f"note|{made.pk}")
    return made


def notes_now(row: Candidacy) -> dict[str, str]:
    """The kinds of notes its state allows: guidance before the acceptance, the others once it is named (S1-8.3a)."""
    before = (CandidacyState.PREPARING, CandidacyState.SUBMITTED)
    kinds = {
        **dict.fromkeys(before, (NoteKind.GUIDANCE,)),
        CandidacyState.NAMED: (NoteKind.REVIEW, NoteKind.PROVINCE, NoteKind.LESSON),
    }.get(CandidacyState(row.state), ())
    return {kind.value: str(kind.label) for kind in kinds}


def _noted(row: Candidacy, kind: str, text: str, *, actor: Actor, at: datetime) -> CandidacyNote:
    made = CandidacyNote.objects.create(candidacy=row, kind=kind, text=text, made_at=at, made_by=actor.name)
    record(act="note", subject=row, actor=actor, at=at, after={"kind": made.get_kind_display(), "text": text})
    return made


# --- the acceptance, the name -----------------------------------------------------------------------------


def accept(
    row: Candidacy, *, values: Mapping[str, Any], points: Mapping[str, int], actor: Actor, at: datetime
) -> Candidacy:
    """A team looked on the spot: ``values`` has the keys of ``ACCEPTED``, ``points`` one number for each standard.

    Raises ``NotAllowed``, ``StaleState``, ``Blocked``, or ``InvalidInput`` keyed by standard.
    """
    require_move(row, "accept", actor=actor)
    clean = _read(ACCEPTED, values, actor=actor, at=at)
    faults = {
        each.code: f"{each.name}请填0到{each.points}的整数"
        for each in CRITERIA
        if not isinstance(points.get(each.code), int) or not 0 <= points[each.code] <= each.points
    }
    if faults:
        raise InvalidInput(faults)
    if (total := sum(points.values())) < row.programme.pass_mark:
        raise InvalidInput({CRITERIA[0].code: f"合计{total}分，不到{row.programme.pass_mark}分，不能通过验收"})
    with transaction.atomic():
        judged = {"accepted_at": at, "acceptor_id": actor.id, "points": dict(points)}
        move(row, "accept", actor=actor, at=at, fields={"team": clean["team"]}, derived=judged)
        given = "，".join(f"{each.name}{points[each.code]}分" for each in CRITERIA)
        _noted(row, NoteKind.ACCEPTANCE, f"{clean['text']}\n{given}，合计{total}分。", actor=actor, at=at)
        _tell(row, [*recipients_of(None, *ISSUERS, at=at), *_heads(row, at)], "验收通过", at=at)
    return row


@transaction.atomic
def fail(row: Candidacy, *, reason: str, actor: Actor, at: datetime) -> Candidacy:
    return _ended(row, "fail", reason, {}, actor=actor, at=at)


@transaction.atomic
def show(row: Candidacy, *, actor: Actor, at: datetime) -> Candidacy:
    """From tomorrow everybody may object for the working days of the programme; the page stands at once."""
    today = clock.local(at).date()
    until = calendar().nth_after(today, row.programme.publicity_days)
    move(row, "show", actor=actor, at=at, fields={"shown_from": today, "shown_until": until})
    _tell(row, [*recipients_of(None, *OFFICE, at=at), *_heads(row, at)], f"公示到{until:%-m月%-d日}", at=at)
    return row


def hear(row: Candidacy, *, source: str, text: str, actor: Actor, at: datetime) -> Dissent:
    """Somebody objects, by letter, call or visit. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    require(actor, OFFICE, None, doing="登记公示异议")
    if row.state != CandidacyState.SHOWN:
        raise StaleState
    clean = _read(HEARD, {"source": source, "text": text}, actor=actor, at=at)
    with transaction.atomic():
        made = Dissent.objects.create(candidacy=row, heard_at=at, **clean)
        record(act="hear", subject=row, actor=actor, at=at, after=clean)
    return made


def object_to(row: Candidacy, *, text: str, token: str, actor: Actor, at: datetime) -> Sent:
    """Somebody objects on the site, without an account. Personal data in the text is masked before it is stored.

    The same ``token`` with the same words gives the objection there is, and its code while the receipt may be shown.
    Raises ``InvalidInput`` (``text``), ``AlreadyFiled`` or ``Closed``.
    """
    token = token if len(token) == codes.TOKEN_LENGTH else codes.new_token()
    content = codes.keyed_digest(f"{row.pk}|{text}")
    if known := _known(token, content, at=at):
        return known
    clean = _read(OBJECTED, {"text": text}, actor=actor, at=at)
    try:
        return _filed(row, redacted(clean["text"]), token, content, actor=actor, at=at)
    except IntegrityError:
        if known := _known(token, content, at=at):
            return known
        raise


def _known(token: str, content: str, *, at: datetime) -> Sent | None:
    found = Dissent.objects.filter(token_digest=codes.token_digest(token)).first()
    if found is None or found.number is None:
        return None
    if found.content_digest != content:
        raise AlreadyFiled(found.number)
    fresh = at < found.heard_at + timedelta(seconds=RECEIPT_SECONDS)
    code = codes.code_from(token)
    return Sent(found, code if fresh and codes.fits(found.code_hash, found.number, code) else "")


@transaction.atomic
def _filed(row: Candidacy, text: str, token: str, content: str, *, actor: Actor, at: datetime) -> Sent:
    """By the time of the server, the application locked."""
    rows = Candidacy.objects.select_for_update(of=("self",)).select_related("programme__organ")
    locked, day = rows.get(pk=row.pk), clock.local(at).date()
    if not locked.takes_objections(day):
        raise Closed
    office = locked.programme.organ.heir()
    [sequence] = next_numbers(RunningNumber.Register.OBJECTION, office, day.year)
    number, code = f"{codes.number_prefix(office)}异{day.year}-{sequence:04d}", codes.code_from(token)
    made = Dissent(candidacy=locked, source=FROM_THE_SITE, text=text, heard_at=at, number=number)
    made.code_hash, made.token_digest = codes.code_digest(number, code), codes.token_digest(token)
    made.content_digest = content
    made.save(force_insert=True)
    record(act="object", subject=locked, actor=actor, at=at, after={"number": number})
    _tell(locked, recipients_of(None, *OFFICE, at=at), "收到公示异议，请查证", at=at, key=f"object|{made.pk}")
    return Sent(made, code)


@transaction.atomic
def settle(row: Candidacy, *, dissent: Dissent, values: Mapping[str, Any], actor: Actor, at: datetime) -> Dissent:
    """The office looked into an objection; ``values`` has the keys of ``SETTLED``."""
    require(actor, OFFICE, None, doing="处理公示异议")
    clean = checked(SETTLED, values)
    locked = Dissent.objects.select_for_update().filter(pk=dissent.pk, candidacy=row, upheld=None).first()
    if locked is None or row.state != CandidacyState.SHOWN:
        raise StaleState
    locked.upheld, locked.found, locked.settled_at = clean["upheld"], clean["found"], at
    locked.save(update_fields=["upheld", "found", "settled_at"])
    record(act="settle", subject=row, actor=actor, at=at, after={"objection": locked.text} | clean)
    return locked


@transaction.atomic
def name(row: Candidacy, *, actor: Actor, at: datetime) -> Candidacy:
    """Two signers at once name no more than the quota: the programme is locked first."""
    Programme.objects.select_for_update().get(pk=row.programme_id)
    move(row, "name", actor=actor, at=at, fields={"named_on": clock.local(at).date()})
    _tell(row, [*recipients_of(None, *OFFICE, at=at), *_heads(row, at)], "命名", at=at)
    return row


@transaction.atomic
def refuse(row: Candidacy, *, reason: str, actor: Actor, at: datetime) -> Candidacy:
    return _ended(row, "refuse", reason, {}, actor=actor, at=at)


@transaction.atomic
def revoke(row: Candidacy, *, reason: str, actor: Actor, at: datetime) -> Candidacy:
    """The name is taken back, and with it the bonus of every score that is not approved yet (S1-8.3a)."""
    return _ended(row, "revoke", reason, {"revoked_on": clock.local(at).date()}, actor=actor, at=at)


def _ended(
    row: Candidacy, act: str, reason: str, fields: Mapping[str, Any], *, actor: Actor, at: datetime
) -> Candidacy:
    move(row, act, actor=actor, at=at, reason=reason, fields={"ended_reason": reason.strip()} | dict(fields))
    _tell(row, _heads(row, at), row.get_state_display(), at=at)
    return row


# --- what they share --------------------------------------------------------------------------------------


def _read(table: Mapping[str, Field], values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(table, values)
    marked = [Part(code, table[code].label, text) for code, text in clean.items() if isinstance(text, str)]
    refuse_marks(marked, doing="示范创建", actor=actor, at=at)
    return clean


def _heads(row: Candidacy, at: datetime) -> list[User]:
    return recipients_of(row.organ.heir(), *SUBMITTERS, at=at)


def _tell(row: Governed, people: Sequence[User], words: str, *, at: datetime, key: str = "") -> None:
    tell(
        people,
        subject_line=f"{words}：{row}",
        body=f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/",
        kind="demonstration",
        dedupe_key=f"{row._meta.label_lower}|{row.pk}|{key or row.version}",
        at=at,
        about=ref(row),
    )

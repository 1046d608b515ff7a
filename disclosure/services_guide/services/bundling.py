"""一件事: several errands as one, from the first word to the page (S1-6.3)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.services_guide import fields
from disclosure.services_guide.models import BundleStep, ServiceBundle, ServiceGuide
from disclosure.services_guide.states import PUBLISHERS, WRITERS, BundleState
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, touch

STEPS_AT_MOST = 20
WAVES_AT_MOST = 9
NOTE_LENGTH = 200
_REQUIRED: dict[str, Any] = {"code": "", "name": "", "intro": ""}

Line = tuple[str, int, str]
"""事项编码, 第几批, 说明."""


def open_bundle(
    *, organ: Organ, values: Mapping[str, Any], steps: Sequence[Line], actor: Actor, at: datetime
) -> ServiceBundle:
    """Compose a bundle; ``values`` are fields of ``fields.BUNDLE``. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, WRITERS, organ, doing="编“一件事”")
    clean = checked(fields.BUNDLE, _REQUIRED | dict(values))
    lines = _lines(steps)
    _refuse_marks(clean, lines, actor=actor, at=at)
    writer = actor.id if actor.kind is ActorKind.USER else None
    bundle = ServiceBundle(organ=organ, writer_id=writer, **clean)
    with transaction.atomic():
        try:
            with transaction.atomic():
                bundle.save(force_insert=True)
        except IntegrityError:
            raise InvalidInput({"code": "这个网址代码已经用过"}) from None
        _compose(bundle, lines)
        record(act="open_bundle", subject=bundle, actor=actor, at=at, after={"name": bundle.name})
    return bundle


def write_bundle(
    bundle: ServiceBundle, *, values: Mapping[str, Any], steps: Sequence[Line], actor: Actor, at: datetime
) -> ServiceBundle:
    """Change a draft. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    require(actor, WRITERS, bundle.organ.heir(), doing="编“一件事”")
    if bundle.state != BundleState.DRAFT:
        raise StaleState
    clean = checked({name: row for name, row in fields.BUNDLE.items() if name != "code"}, values)
    lines = _lines(steps)
    _refuse_marks(clean, lines, actor=actor, at=at)
    with transaction.atomic():
        touch(bundle, clean)
        BundleStep.objects.filter(bundle=bundle).delete()
        _compose(bundle, lines)
        record(act="write_bundle", subject=bundle, actor=actor, at=at, after={"fields": sorted(clean)})
    return bundle


def _refuse_marks(clean: Mapping[str, Any], lines: Sequence[Line], *, actor: Actor, at: datetime) -> None:
    labels = {"name": "名称", "intro": "说明", "place": "综合窗口"}
    typed = [Part(name, label, str(clean.get(name, ""))) for name, label in labels.items()]
    typed += [Part("steps", "事项", note) for _, _, note in lines]
    refuse_marks([part for part in typed if part.text], doing="编“一件事”", actor=actor, at=at)


def _lines(steps: Sequence[Line]) -> list[Line]:
    """Raises ``InvalidInput`` at ``steps``."""
    read = [(code.strip().upper(), wave, typed_text.line(note)) for code, wave, note in steps]
    known = set(ServiceGuide.objects.filter(code__in=[code for code, _, _ in read]).values_list("code", flat=True))
    faults = [f"没有{code}这个事项的指南" for code, _, _ in read if code not in known]
    if len({code for code, _, _ in read}) != len(read):
        faults.append("同一个事项写了两次")
    if len(read) > STEPS_AT_MOST:
        faults.append(f"最多{STEPS_AT_MOST}个事项")
    faults += [f"{code}的批次要在1到{WAVES_AT_MOST}之间" for code, wave, _ in read if not 1 <= wave <= WAVES_AT_MOST]
    faults += [fault for _, _, note in read if (fault := typed_text.fault(note, label="说明", at_most=NOTE_LENGTH))]
    if faults:
        raise InvalidInput({"steps": "；".join(faults)})
    return read


def _compose(bundle: ServiceBundle, lines: Sequence[Line]) -> None:
    rows = [
        BundleStep(bundle=bundle, position=place, code=code, wave=wave, note=note)
        for place, (code, wave, note) in enumerate(lines, 1)
    ]
    BundleStep.objects.bulk_create(rows)


@transaction.atomic
def submit_bundle(bundle: ServiceBundle, *, actor: Actor, at: datetime) -> ServiceBundle:
    derived = {} if actor.kind is not ActorKind.USER else {"writer_id": actor.id}
    move(bundle, "submit", actor=actor, at=at, derived=derived)
    _tell(bundle, "有一个“一件事”待审核", *PUBLISHERS, at=at)
    return bundle


@transaction.atomic
def publish_bundle(bundle: ServiceBundle, *, actor: Actor, at: datetime) -> ServiceBundle:
    move(bundle, "publish", actor=actor, at=at, fields={"published_at": at})
    queue(bundle)
    return bundle


@transaction.atomic
def send_back_bundle(bundle: ServiceBundle, *, reason: str, actor: Actor, at: datetime) -> ServiceBundle:
    move(bundle, "send_back", actor=actor, at=at, reason=reason)
    _tell(bundle, "有一个“一件事”被退回，要改好再送审", *WRITERS, at=at)
    return bundle


@transaction.atomic
def take_back_bundle(bundle: ServiceBundle, *, reason: str, actor: Actor, at: datetime) -> ServiceBundle:
    """Off the page to be changed; what it is composed of stays out."""
    move(bundle, "take_back", actor=actor, at=at, reason=reason)
    queue(bundle)
    return bundle


@transaction.atomic
def withdraw_bundle(bundle: ServiceBundle, *, reason: str, actor: Actor, at: datetime) -> ServiceBundle:
    move(bundle, "withdraw", actor=actor, at=at, reason=reason)
    queue(bundle)
    return bundle


def _tell(bundle: ServiceBundle, subject_line: str, *roles: Role, at: datetime) -> None:
    tell(
        recipients_of(bundle.organ.heir(), *roles, at=at),
        subject_line=subject_line,
        body=f"请在工作台办理：/admin/disclosure/servicebundle/{bundle.pk}/change/",
        kind="service_bundle_turn",
        dedupe_key=f"service-bundle|{bundle.pk}|{bundle.version}",
        at=at,
        about=ref(bundle),
    )

"""申请材料: what is handed in, and the forms, instructions and samples that go with it (S3-2.4d)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from disclosure.documents.services.reading import Reader
from disclosure.services_guide import fields, parts
from disclosure.services_guide.codes import FileKind
from disclosure.services_guide.models import GuideMaterial, MaterialFile, ServiceGuide
from disclosure.services_guide.services.writing import no_pen, require_pen
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening.locating import Part, Unread
from portal.screening.services import refuse_marks, screen
from portal.workflow import touch

MATERIALS_AT_MOST = 60
FILES_AT_MOST = 9
_REQUIRED: dict[str, Any] = {"name": "", "form": "", "copies": None, "seal": ""}


def no_papers(guide: ServiceGuide, actor: Actor) -> str:
    """Why there is no paper this actor could change, in Chinese; empty when there is one."""
    return no_pen(guide, actor) or ("" if guide.materials.exists() else "还没有登记材料。")


def add_material(guide: ServiceGuide, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> GuideMaterial:
    """One more paper at the end; ``values`` are fields of ``fields.MATERIAL``.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    require_pen(guide, actor)
    clean = checked(fields.MATERIAL, _REQUIRED | dict(values))
    refuse_marks(parts.typed(clean, parts.MATERIAL), doing="登记申请材料", actor=actor, at=at)
    with transaction.atomic():
        last = guide.materials.aggregate(last=Max("position"))["last"] or 0
        if last >= MATERIALS_AT_MOST:
            raise InvalidInput({"name": f"一个事项最多{MATERIALS_AT_MOST}项材料"})
        touch(guide)
        material = GuideMaterial.objects.create(guide=guide, position=last + 1, **clean)
        record(act="add_material", subject=guide, actor=actor, at=at, after={"position": material.position})
        screen(guide, parts.of_material(material), at=at)
    return material


@transaction.atomic
def remove_material(guide: ServiceGuide, *, material: GuideMaterial, actor: Actor, at: datetime) -> ServiceGuide:
    """Take a paper off with its files. Raises ``NotAllowed`` or ``StaleState``."""
    require_pen(guide, actor)
    touch(guide)
    gone = [Part(part.code, part.where, "") for part in parts.of_material(material)]
    gone += [Part(row.code, "", "") for row in material.files.all()]
    screen(guide, gone, at=at)
    record(act="remove_material", subject=guide, actor=actor, at=at, before={"position": material.position})
    material.delete()
    return guide


def attach_file(
    guide: ServiceGuide,
    *,
    material: GuideMaterial,
    kind: str,
    name: str,
    upload: files.Upload,
    actor: Actor,
    at: datetime,
) -> MaterialFile:
    """A form, its instructions or a sample. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``.

    Not to be called inside a transaction: the trace of a file that is refused has to survive it.
    """
    require_pen(guide, actor)
    if kind not in FileKind.values:
        raise InvalidInput({"kind": "请选文件的种类"})
    if material.guide_id != guide.pk:
        raise InvalidInput({"material": "请选这个事项的材料"})
    if material.files.count() >= FILES_AT_MOST:
        raise InvalidInput({"upload": f"一项材料最多{FILES_AT_MOST}个文件"})
    reader = Reader()
    stored = files.store(upload, name=name, actor=actor, at=at, inspect=reader.inspect)
    return _attached(guide, material, kind, stored, reader.found, actor, at)


@transaction.atomic
def _attached(
    guide: ServiceGuide,
    material: GuideMaterial,
    kind: str,
    stored: StoredFile,
    found: Extraction,
    actor: Actor,
    at: datetime,
) -> MaterialFile:
    touch(guide)
    row = MaterialFile.objects.create(material=material, kind=kind, file=stored)
    where = f"第{material.position}项的文件“{stored.name}”"
    texts = [Part(row.code, f"{where}：{part.where}", part.text) for part in found.parts]
    unread = [Unread(row.code, where, why, stored.sha256) for why in (*found.faults, *found.refusals)]
    screen(guide, texts, at=at, unreadable=unread, files=[(row.code, stored.sha256)])
    record(act="attach_file", subject=guide, actor=actor, at=at, after={"name": stored.name, "sha256": stored.sha256})
    return row

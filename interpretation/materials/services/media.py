"""Pictures, recordings and films of an explanation, each with what says the same to who cannot see or hear it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from interpretation.materials.models import Material, MaterialFile
from interpretation.materials.services.writing import require_pen
from portal import typed_text
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.kinds import CAPTIONS, MEDIA, PICTURES, Kind, allowed, declared_kind, ending_of
from portal.files.models import StoredFile
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, require_unmarked
from portal.workflow import touch

AT_MOST = 30
TAKEN = PICTURES | MEDIA
_ALTERNATIVE_LENGTH = 1000
_HEAD, _CUE = "WEBVTT", " --> "
_NAMES = {"picture": "图片", "audio": "音频", "video": "视频"}


def add_media(
    material: Material,
    *,
    name: str,
    upload: files.Upload,
    alternative: str = "",
    captions: files.Upload | None = None,
    is_checked: bool = False,
    actor: Actor,
    at: datetime,
) -> MaterialFile:
    """Add one picture with ``alternative``, or one recording or film a person looked and listened through.

    A film comes with ``captions`` (WebVTT). Hidden content of a picture is taken out; what the person called the file
    is not kept, because names are served too. Not to be called inside a transaction: the trace of a file that is
    refused has to survive it. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    require_pen(material, actor)
    kind = _kind(name)
    words = _alternative(kind, alternative)
    refuse_marks([Part("alternative", "替代文字", words)], doing="上传解读的图片", actor=actor, at=at)
    if kind.medium == "video" and captions is None:
        raise InvalidInput({"captions": "视频要同时上传字幕（.vtt），给听不见的人看"})
    if kind.medium != "picture" and not is_checked:
        raise InvalidInput({"is_checked": "请确认从头到尾看过、听过"})
    if material.files.count() >= AT_MOST:
        raise InvalidInput({"file": f"一份解读最多{AT_MOST}个文件"})
    neutral = f"解读{_NAMES[kind.medium]}{ending_of(name)}"
    stored = files.store(upload, name=neutral, actor=actor, at=at, inspect=_unmarked, takes=TAKEN)
    _clean(stored, actor=actor, at=at)
    track = None
    if kind.medium == "video" and captions is not None:
        track = _captions(captions, actor=actor, at=at)
    return _added(material, stored, track, words, actor=actor, at=at)


def _kind(name: str) -> Kind:
    kind = declared_kind(name, TAKEN)
    if kind is None:
        raise InvalidInput({"file": f"图片、音频、视频只收这些格式：{allowed(TAKEN)}"})
    return kind


def _alternative(kind: Kind, typed: str) -> str:
    words = typed_text.paragraphs(typed)
    required = kind.medium == "picture"
    if fault := typed_text.fault(words, label="替代文字", at_most=_ALTERNATIVE_LENGTH, required=required):
        raise InvalidInput({"alternative": fault})
    if redacted(words) != words:
        raise InvalidInput({"alternative": "替代文字会公开，里面不能有证件号码、手机号、住址这些个人信息"})
    return words


def _unmarked(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


def _clean(stored: StoredFile, *, actor: Actor, at: datetime) -> None:
    """Where and with what a picture was taken is nobody's business."""
    if not stored.found or not stored.can_be_cleaned:
        return
    try:
        files.make_clean_copy(stored, actor=actor, at=at, inspect=_unmarked)
    except DomainError as error:
        raise InvalidInput(
            {"file": f"图片里有看不见的内容（{stored.found[0][0]}），系统清不掉，请另存以后再上传"}
        ) from error


def _captions(upload: files.Upload, *, actor: Actor, at: datetime) -> StoredFile:
    try:
        return files.store(upload, name="字幕.vtt", actor=actor, at=at, inspect=_said, takes=CAPTIONS)
    except InvalidInput as error:
        raise InvalidInput({"captions": next(iter(error.messages.values()))}) from error


def _said(found: Extraction) -> None:
    """Captions are text as any other: no marks, nothing personal, and something that runs along."""
    _unmarked(found)
    text = "\n".join(part.text for part in found.parts if part.where != files.FILE_NAME)
    if not text.lstrip("\ufeff").startswith(_HEAD) or _CUE not in text:
        raise InvalidInput({"content": "字幕要是WebVTT格式：第一行是WEBVTT，每句有起止时间"})
    if redacted(text) != text:
        raise InvalidInput({"content": "字幕会公开，里面不能有证件号码、手机号、住址这些个人信息"})


@transaction.atomic
def _added(
    material: Material, stored: StoredFile, track: StoredFile | None, words: str, *, actor: Actor, at: datetime
) -> MaterialFile:
    touch(material)
    position = (material.files.aggregate(last=Max("position"))["last"] or 0) + 1
    row = MaterialFile.objects.create(
        material=material, file=stored, captions=track, alternative=words, position=position
    )
    after = {"name": stored.name, "sha256": stored.sha256, "alternative": words}
    record(act="add_media", subject=material, actor=actor, at=at, after=after)
    return row


@transaction.atomic
def remove_media(material: Material, *, file: MaterialFile, actor: Actor, at: datetime) -> None:
    """Take it off a draft. The nightly clean-up forgets its content once nothing refers to it."""
    require_pen(material, actor)
    touch(material)
    record(act="remove_media", subject=material, actor=actor, at=at, before={"sha256": file.file.sha256})
    file.delete()

"""卷宗: one case as one ZIP: an index, the letters, the files, the record, and a checksum of each."""

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from portal.accounts.states import Role
from portal.audit.acts import label_of
from portal.audit.models import Event
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.models import ClockEvent, Deadline
from portal.errors import NotAllowed
from portal.files import vault
from portal.letters.services import letter_file
from portal.staff import visitor
from portal.subjects import ref
from requests_app.answering import services as answering
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import FilePurpose
from requests_app.citizens.letters import application_of

MAY_TAKE = (Role.INFO_CLERK, Role.HANDLER, Role.DISCLOSURE_HEAD)


def download(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """The whole case, for those who keep it; taking it is recorded, because it holds the applicant's data."""
    subject = admin.subject_or_404(request, object_id)
    actor, at = visitor.actor(request), visitor.moment(request)
    if not any(actor.holds(role, subject.acting_organ_id) for role in MAY_TAKE):
        refused: HttpResponse = admin._refused(request, NotAllowed("卷宗由承办机关的人导出。"), admin.case_url(subject))
        return refused
    content = packed(subject, at=at)
    with transaction.atomic():
        digest = hashlib.sha256(content).hexdigest()
        record(act="take_dossier", subject=subject, actor=actor, at=at, after={"sha256": digest})
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="dossier-{subject.pk}.zip"'
    add_never_cache_headers(response)
    return response


def packed(subject: DisclosureRequest, *, at: Any) -> bytes:
    """The ZIP. Identity documents stay behind: they are kept sealed and shorter than the case."""
    file = BytesIO()
    index: list[str] = []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in _parts(subject, at):
            archive.writestr(name, content)
            index.append(f"{hashlib.sha256(content).hexdigest()}  {name}")
        head = f"{subject.number}　{subject.organ.name}\n导出时间：{local(at):%Y-%m-%d %H:%M}\n\n"
        archive.writestr("目录.txt", head + "\n".join(index) + "\n")
    return file.getvalue()


def _parts(subject: DisclosureRequest, at: Any) -> Iterator[tuple[str, bytes]]:
    yield "01 申请表.docx", application_of(subject, "docx").content
    yield "02 登记表.docx", answering.register_sheet(subject, "docx", at=at).content
    for place, row in enumerate(subject.services.select_related("letter").order_by("pk"), 1):
        made = letter_file(row.letter, "docx", at=at)
        state = "（已作废）" if row.is_void else ""
        yield f"03 文书/{place:02d} {row.letter.title}{state}.docx", made.content
    files = subject.files.exclude(purpose=FilePurpose.IDENTITY).select_related("file").filter(file__isnull=False)
    for place, each in enumerate(files, 1):
        stored = each.file
        if stored is None:
            continue
        with vault.content(stored.path) as content:
            yield f"04 附件/{place:02d} {stored.name}", content.read()
    yield "05 办理记录.json", _as_json(_events(subject))
    yield "06 期限.json", _as_json(_clocks(subject))


def _events(subject: DisclosureRequest) -> list[dict[str, Any]]:
    label = subject._meta.label_lower
    events = Event.objects.filter(subject_label=label, subject_id=subject.pk).order_by("seq")
    return [
        {
            "序号": event.seq,
            "时间": local(event.at).isoformat(),
            "行为": label_of(label, event.act),
            "主体": event.actor_name,
            "机关": event.organ_name,
            "理由": event.reason,
            "之前": event.before,
            "之后": event.after,
            "散列": event.hash,
        }
        for event in events
    ]


def _clocks(subject: DisclosureRequest) -> list[dict[str, Any]]:
    found = []
    for clock in Deadline.objects.of(ref(subject)).prefetch_related("events"):
        steps = [
            {"事件": each.get_kind_display(), "日期": each.on.isoformat(), "凭据": each.evidence} for each in _of(clock)
        ]
        found.append({"期限": clock.title, "截止日": clock.due_on.isoformat(), "事件": steps})
    return found


def _of(clock: Deadline) -> list[ClockEvent]:
    return sorted(clock.events.all(), key=lambda event: event.seq)


def _as_json(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=2).encode()

"""依申请公开台账 as a workbook: what the list shows, without the applicant's data."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal.clock import local
from portal.deadlines.models import Deadline
from portal.spreadsheets import XLSX, Sheet, workbook
from portal.staff import visitor
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.outcomes import BY_CODE

HEADINGS = (
    "申请编号",
    "机关",
    "申请人类别",
    "申请渠道",
    "所需信息",
    "收到日",
    "答复期限",
    "办结日",
    "办理结果",
    "是否超期",
    "状态",
    "经办人",
)
_WIDTHS = (18, 20, 12, 14, 60, 12, 12, 12, 30, 10, 14, 12)
_BATCH = 500


def download(admin: Any, request: HttpRequest) -> HttpResponse:
    """All cases the person may see, the newest first; the view of the list applies (``?view=…``)."""
    if not admin.has_view_permission(request):
        return HttpResponse(status=403)
    at = visitor.moment(request)
    changes = admin.get_changelist_instance(request)
    found = changes.get_queryset(request).select_related("organ", "handler").prefetch_related("items").order_by("-pk")
    content = workbook(Sheet("依申请公开台账", HEADINGS, rows(found), _WIDTHS))
    response = HttpResponse(content, content_type=XLSX)
    day = local(at).date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="requests-{day}.xlsx"'
    response["Cache-Control"] = "no-store, private"
    return response


def rows(found: Any) -> Iterator[tuple[str, ...]]:
    """One row a case; two queries a batch."""
    batch: list[DisclosureRequest] = []
    for case in found.iterator(chunk_size=_BATCH):
        batch.append(case)
        if len(batch) == _BATCH:
            yield from _lines(batch)
            batch = []
    yield from _lines(batch)


def _lines(batch: list[DisclosureRequest]) -> Iterator[tuple[str, ...]]:
    label = DisclosureRequest._meta.label_lower
    due: dict[int, Deadline] = {}
    rules = {"rule__in": clocks.OF_THE_ANSWER, "subject_label": label}
    for newest in Deadline.objects.filter(subject_id__in=[case.pk for case in batch], **rules).order_by("pk"):
        due[newest.subject_id] = newest
    for case in batch:
        clock = due.get(case.pk)
        items = list(case.items.all())
        yield (
            case.number,
            case.organ.short_name,
            case.get_applicant_kind_display(),
            case.get_channel_display(),
            "；".join(item.text for item in items),
            _day(case.received_on),
            _day(clock.due_on if clock else None),
            _day(case.closed_on),
            "；".join(BY_CODE[item.counted_outcome].title for item in items if item.counted_outcome),
            "超期" if clock and clock.was_late else "",
            case.get_state_display(),
            str(case.handler or ""),
        )


def _day(day: Any) -> str:
    return day.isoformat() if day else ""

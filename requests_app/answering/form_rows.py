"""The rows of the 登记表."""

from portal.deadlines.models import Deadline
from portal.letters.wording import official_date
from portal.subjects import ref
from requests_app.cases import clocks
from requests_app.cases.letter_context import item_lines
from requests_app.cases.models import DisclosureRequest
from requests_app.outcomes import APPLICANT_LABELS, ApplicantKind

Rows = tuple[tuple[str, str], ...]


def register(request: DisclosureRequest) -> Rows:
    """The register of one request; whom it is from stays in the sealed record."""
    clock = Deadline.objects.of(ref(request)).filter(rule=clocks.REPLY).order_by("-pk").first()
    return (
        ("申请编号", request.number),
        ("申请渠道", request.get_channel_display()),
        ("到达日", official_date(request.arrived_on)),
        ("收到日", official_date(request.received_on) if request.received_on else "尚未确认"),
        ("收到的凭据", request.receipt_note),
        ("代填人", request.typed_by),
        ("申请人类别", APPLICANT_LABELS[ApplicantKind(request.applicant_kind)]),
        ("所需信息", "\n".join(item_lines(list(request.items.all()), numbered=request.items.count() > 1))),
        ("提供形式", request.get_form_display()),
        ("获取途径", request.get_delivery_display()),
        ("经办人", str(request.handler or "")),
        ("最晚答复日", official_date(clock.due_on) if clock else ""),
        ("办理状态", request.get_state_display()),
        ("办结日", official_date(request.closed_on) if request.closed_on else ""),
    )

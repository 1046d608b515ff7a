"""What one applicant has asked this month, and what this request would cost."""

from collections.abc import Sequence
from datetime import date

from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.charging import tariff
from requests_app.charging.models import FeePolicy
from requests_app.charging.states import Method


def policy_of(request: DisclosureRequest, on: date) -> FeePolicy | None:
    """The organ's decision to charge in force on that day."""
    return request.organ.fee_policies.in_force(on).first()


def pieces_before(request: DisclosureRequest) -> int:
    """Pieces the same applicant asked of this organ in the same calendar month before this request."""
    index = request.applicant.identity_index
    if not index or request.received_on is None:
        return 0
    month = request.received_on.replace(day=1)
    earlier = RequestItem.objects.filter(
        request__organ=request.organ,
        request__applicant__identity_index=index,
        request__received_on__gte=month,
        request__received_on__lte=request.received_on,
        request__merged_into=None,
    )
    same_day_later = {"request__received_on": request.received_on, "request__gte": request.pk}
    return earlier.exclude(**same_day_later).exclude(request=request).count()


def lines_of(request: DisclosureRequest, method: str, pages: int) -> Sequence[tariff.Line]:
    """What this request costs on top of what came before it in the month, or by its pages."""
    if method == Method.PAGE:
        return tariff.by_page(pages)
    before = pieces_before(request)
    return tariff.between(before, before + request.items.count())

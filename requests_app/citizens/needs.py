"""What the applicant has to do and until when, and what the applicant may do about an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import local
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import calendar, rule
from portal.deadlines.wording import full_date, weekday
from portal.subjects import ref
from requests_app.asking.models import Correction, Demand
from requests_app.asking.states import CorrectionState, DemandState
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import CLOSED, State
from requests_app.charging.models import Fee
from requests_app.charging.states import FeeState
from requests_app.citizens.selectors import end_of
from requests_app.outcomes import BY_CODE

CORRECTION, PAYMENT = "FOI_CORRECTION", "FEE_PAYMENT"


@dataclass(frozen=True, slots=True)
class Need:
    """``by`` is the last day, ``None`` while it is not fixed; ``act`` names the page where it is done, if any."""

    title: str
    text: str
    by: date | None
    act: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way against the answer. ``code`` names its calendar entry."""

    code: str
    title: str
    text: str
    by: date
    article: str

    @property
    def by_words(self) -> str:
        return f"{full_date(self.by)}（{weekday(self.by)}）"


def needs_of(request: DisclosureRequest) -> list[Need]:
    """What is waited for from the applicant at this moment. Up to four queries."""
    if request.state in CLOSED:
        return []
    ends = dict(
        Deadline.objects.of(ref(request)).running().filter(rule__in=(CORRECTION, PAYMENT)).values_list("rule", "due_on")
    )
    needs = [_correction(row, ends.get(CORRECTION)) for row in open_corrections(request)]
    needs += [_fee(row, ends.get(PAYMENT)) for row in Fee.objects.filter(request=request, state=FeeState.NOTIFIED)]
    return needs + [_demand(row) for row in open_demands(request)]


def open_corrections(request: DisclosureRequest) -> Sequence[Correction]:
    return list(Correction.objects.filter(request=request, state=CorrectionState.NOTIFIED))


def open_demands(request: DisclosureRequest) -> Sequence[Demand]:
    return list(Demand.objects.filter(request=request, state=DemandState.ASKED))


def remedies_of(request: DisclosureRequest, *, at: datetime) -> list[Remedy]:
    """The ways against the answer of this round with their last days; they depend on what each refusal rests on.

    《行政复议法》第二十条、第二十三条，《行政诉讼法》第四十六条 (law.md B3). Empty before service.
    """
    served = _served_on(request)
    if served is None:
        return []
    rows = [BY_CODE[row.outcome] for row in request.current_decisions()]
    first = any(row.review_first for row in rows)
    free = not rows or any(not row.review_first for row in rows)
    review = (
        "要先申请复议，对复议决定不服再起诉" if first and not free else "应当先申请复议" if first else "也可以直接起诉"
    )
    found = [_remedy("review", "REVIEW_APPLY", "申请行政复议", review, served, at)]
    if free:
        part = "不予公开的部分除外，那部分要先复议" if first else "不经复议，直接起诉"
        found.append(_remedy("lawsuit", "LAWSUIT_DIRECT", "提起行政诉讼", part, served, at))
    return found


def _remedy(code: str, limit: str, title: str, text: str, served: date, at: datetime) -> Remedy:
    terms = rule(limit, on=served)
    found = compute(terms, [Fact(EventKind.OPENED, served)], calendar(), on=local(at).date())
    return Remedy(code, title, text, found.due, terms.article)


def _served_on(request: DisclosureRequest) -> date | None:
    if end_of(request) != State.ANSWERED:
        return None
    served = request.services.answers().filter(round=request.round).exclude(served_on=None)
    return served.order_by("-served_on").values_list("served_on", flat=True).first() or request.closed_on


def _correction(row: Correction, by: date | None) -> Need:
    return Need("请您补正", row.guidance, by, act="correct", button="去补正")


def _fee(row: Fee, by: date | None) -> Need:
    return Need("请您缴费", f"信息处理费{row.amount}元。怎么缴、怎么算出来的，见收费通知书。", by)


def _demand(row: Demand) -> Need:
    return Need(
        "请您说明理由",
        f"机关认为您申请的数量、频次明显超过合理范围，请您说明理由：\n{row.facts}",
        row.answer_by,
        act="explain",
        button="去说明理由",
    )

"""What an applicant may ask for besides an answer: that it be public (art. 44), that a record be mended (art. 41)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.clock import local
from portal.deadlines.wording import month_day
from requests_app.asking.models import Demand
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import State
from requests_app.citizens.selectors import end_of
from requests_app.proposing.selectors import suggestions_of
from requests_app.proposing.services import suggest
from requests_app.rectifying.selectors import asked_by
from requests_app.rectifying.services import ask

KNOWN = frozenset(State) - {State.SUBMITTED, State.UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    label: str
    hint: str
    at_most: int
    lines: int = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """``code`` names its page; ``states`` are those in which it is offered; an archived case counts as it ended."""

    code: str
    title: str
    lead: str
    questions: tuple[Question, ...]
    states: frozenset[State]
    act: Callable[..., Any]


WISHES = (
    Wish(
        "suggest",
        "建议主动公开",
        "您要的信息，如果觉得应该向所有人公开，可以在这里建议。机关认为属于主动公开范围的，20个工作日以内公开；不属于的，说明理由。",
        (Question("text", "建议公开什么，为什么", "请不要写姓名、电话、证件号码", 1000),),
        KNOWN,
        suggest,
    ),
    Wish(
        "rectify",
        "更正与自己有关的信息记录",
        "机关提供的信息里，和您自己有关的记录不准确的，可以在这里申请更正。机关20个工作日以内书面答复；不归这个机关管的，会转给有权更正的机关，或者告诉您找谁。",
        (
            Question("record", "哪条记录", "例如：答复附件第2页的房屋面积", 200, lines=0),
            Question("fault", "哪里不准确，应该是什么", "例如：写成了89平方米，实际是98平方米", 1000),
            Question("evidence", "有什么证据", "写明证据的名称和内容，例如不动产权证书的编号；核实时再看原件", 1000),
        ),
        frozenset({State.ANSWERED}),
        ask,
    ),
)
BY_CODE = {wish.code: wish for wish in WISHES}


@dataclass(frozen=True, slots=True)
class Wished:
    """One thing asked for, as the tracking page shows it."""

    title: str
    text: str
    state: str
    reason: str = ""


def offered_for(case: DisclosureRequest) -> list[Wish]:
    end = end_of(case)
    return [wish for wish in WISHES if end in wish.states]


def wished_in(case: DisclosureRequest) -> list[Wished]:
    """What was asked for in this case and what became of it, and the reasons that were given. Three queries."""
    suggested = [
        Wished(BY_CODE["suggest"].title, row.text, row.get_state_display(), row.reason) for row in suggestions_of(case)
    ]
    explained = [
        Wished("说明理由", answer, f"{month_day(local(at).date())}收到")
        for answer, at in Demand.objects.filter(request=case).values_list("answer", "explained_at")
        if at is not None
    ]
    return (
        explained
        + suggested
        + [Wished(BY_CODE["rectify"].title, row.record, row.get_state_display(), row.reason) for row in asked_by(case)]
    )

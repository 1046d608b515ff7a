"""Requests for data in the demonstration city: asked by citizens, answered by two people of the organ."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from disclosure.data_requests import services
from disclosure.data_requests.models import DataRequest
from disclosure.datasets.models import Dataset
from disclosure.demo.stage import Stage, Step, moment
from portal.accounts.states import Role
from portal.receipts.codes import TOKEN_LENGTH


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """Asked on one day; answered three working days later if there is an answer."""
    asked = stage.calendar.nth_before(stage.today, row["age"])
    yield Step(moment(asked, 20, 10), partial(_ask, row, stage))
    if "answer" in row:
        yield Step(moment(stage.calendar.nth_after(asked, 3), 10, 40), partial(_answer, row, stage))


def _ask(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    values = {name: row[name] for name in ("title", "wanted", "purpose")} | {"email": "", "consents": True}
    token = sha256(row["title"].encode()).hexdigest()[:TOKEN_LENGTH]
    services.ask(organ=stage.organ(row["organ"]), values=values, token=token, actor=services.CITIZEN, at=at)


def _answer(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    asked = DataRequest.objects.select_related("organ").get(title=row["title"])
    dataset = Dataset.objects.get(title=row["dataset"]) if "dataset" in row else None
    values = {"outcome": row["outcome"], "answer": row["answer"], "dataset": dataset}
    clerk, head = (stage.actor(asked.organ, role, at) for role in (Role.HANDLER, Role.DISCLOSURE_HEAD))
    services.draft_answer(asked, values=values, actor=clerk, at=at)
    services.approve(asked, actor=head, at=at)

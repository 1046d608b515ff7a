"""Policies of higher organs in the demonstration city: reposted in time, late, or not at all."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from disclosure.catalogue.demo import column_of
from disclosure.demo.stage import Stage, Step, moment
from disclosure.documents import services as documents
from disclosure.documents.codes import Attribute, SecrecyConclusion, SourceKind
from disclosure.documents.models import Document
from disclosure.reposting import services
from disclosure.reposting.models import RepostTask
from disclosure.reposting.rules import source_of
from portal.accounts.models import Organ
from portal.accounts.states import Role

_GIVEN_AFTER = timedelta(minutes=40)
_READ: dict[str, Any] = {"wording_checked": True, "facts_checked": True, "expression_checked": True}
_NOTHING_FOUND: dict[str, Any] = {"state_secret": False, "trade_secret": False, "privacy": False, "security": False}
_BASIS = "《中华人民共和国政府信息公开条例》"


def set_source(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    """A source of the province the city lies in."""
    office = stage.actor(stage.organ("zhengfuban"), Role.OVERSIGHT, at)
    values = {"name": row["name"], "host": row["host"], "level": row["level"], "is_active": True}
    services.set_source(values=values, actor=office, at=at)


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """Given out the morning the original appeared; each organ on the day its row says."""
    issued_on = stage.calendar.nth_before(stage.today, row["age"])
    issued_at = moment(issued_on, row["hour"], 0)
    yield Step(issued_at + _GIVEN_AFTER, partial(_give, row, stage, issued_at))
    for waived in row.get("waived", []):
        yield Step(moment(issued_on, 16, 0), partial(_waive, row, waived, stage))
    for place, repost in enumerate(row["reposts"]):
        day = stage.calendar.nth_after(issued_on, repost["after"]) if repost["after"] else issued_on
        yield Step(moment(day, 16, 5 * place), partial(_repost, row, repost, stage, issued_on))


def _give(row: Mapping[str, Any], stage: Stage, issued_at: datetime, at: datetime) -> None:
    office = stage.actor(stage.organ("zhengfuban"), Role.OVERSIGHT, at)
    services.give_task(
        organs=[stage.organ(code) for code in row["organs"]],
        title=row["title"],
        link=row["link"],
        issued_at=issued_at,
        actor=office,
        at=at,
    )


def _task(row: Mapping[str, Any], organ: Organ) -> RepostTask:
    return RepostTask.objects.select_related("organ").get(link=row["link"], organ=organ)


def _waive(row: Mapping[str, Any], waived: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    organ = stage.organ(waived["organ"])
    office = stage.actor(organ, Role.OVERSIGHT, at)
    services.waive(_task(row, organ), reason=waived["reason"], actor=office, at=at)


def _repost(row: Mapping[str, Any], repost: Mapping[str, Any], stage: Stage, issued_on: date, at: datetime) -> None:
    """The whole way of a reposted text within an hour, as it must be when a day is all there is."""
    organ = stage.organ(repost["organ"])
    document = _published(row, organ, repost["column"], stage, issued_on, at)
    clerk = stage.actor(organ, Role.INFO_CLERK, document.published_at or at)
    services.complete(_task(row, organ), document=document, actor=clerk, at=at + timedelta(minutes=50))


def _published(
    row: Mapping[str, Any], organ: Organ, column: str, stage: Stage, issued_on: date, at: datetime
) -> Document:
    def by(role: Role, minutes: int) -> dict[str, Any]:
        return {"actor": stage.actor(organ, role, at), "at": at + timedelta(minutes=minutes)}

    document = documents.create_draft(organ=organ, values=_values(row, organ, column), **by(Role.HANDLER, 0))
    documents.submit(document, **by(Role.HANDLER, 5))
    documents.pass_check(document, **by(Role.INFO_CLERK, 10))
    conclusion = SecrecyConclusion.ACTIVE
    review = by(Role.SECRECY_REVIEWER, 15)
    documents.record_secrecy_review(document, conclusion=conclusion, basis=_BASIS, **_NOTHING_FOUND, **review)
    for place, role in enumerate((Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER)):
        documents.review(document, approved=True, opinion="同意转载。", **_READ, **by(role, 20 + 5 * place))
    numbering: dict[str, Any] = {"numbered": False, "annotated": False, "formed_on": issued_on}
    documents.sign(document, attribute=Attribute.ACTIVE, **numbering, **by(Role.HEAD, 40))
    return documents.publish(document, **by(Role.INFO_CLERK, 45))


def _values(row: Mapping[str, Any], organ: Organ, column: str) -> dict[str, Any]:
    source = source_of(row["link"])
    return {
        "kind": "意见" if "意见" in row["title"] else "通知",
        "title": row["title"],
        "body": row["body"],
        "issuer": row["title"].partition("关于")[0],
        "column": column_of(column, organ),
        "topic": row["topic"],
        "attribute": Attribute.ACTIVE,
        "attribute_reason": "上级政策，需要公众广泛知晓",
        "release_reason": "other_law",
        "is_secret_matter": False,
        "source_kind": SourceKind.REPOST,
        "source_name": source.name if source else "",
        "source_url": row["link"],
        "origin": "from_organ",
    }

"""Brings the demonstration city to life: its whole past is played in order of time, act by act.

What lies ahead of the day of loading has not happened yet and is left out; so the city can be loaded on any day from
2025 on.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from disclosure.catalogue import demo as catalogue
from disclosure.consultations import demo as consultations
from disclosure.credit import demo as credit
from disclosure.data_requests import demo as data_requests
from disclosure.datasets import demo as datasets
from disclosure.decisions import demo as decisions
from disclosure.demo.stage import Stage, Step, beside, moment
from disclosure.demo.texts import Text, annual_reports, table, texts
from disclosure.documents import services
from disclosure.documents.demo import steps
from disclosure.documents.models import Document
from disclosure.documents.tasks import refresh_outdated
from disclosure.facilities import demo as facilities
from disclosure.gazette import demo as gazette
from disclosure.institutions import demo as institutions
from disclosure.intake import demo as intake
from disclosure.listings import demo as listings
from disclosure.matters import demo as matters
from disclosure.objections import demo as objections
from disclosure.registers import demo as registers
from disclosure.registers.services import remind
from disclosure.repost_checks import demo as repost_checks
from disclosure.reposting import demo as reposting
from disclosure.secrecy import demo as secrecy
from disclosure.services_guide import demo as services_guide
from disclosure.sessions import demo as sessions
from disclosure.specials import demo as specials
from portal import clock
from portal.accounts import demo as accounts
from portal.accounts.demo import Credential
from portal.accounts.models import Organ, User
from portal.accounts.states import Role
from portal.deadlines.selectors import calendar
from portal.errors import DomainError
from portal.notices.services import mark_read

CITY = "shizhengfu"
OPENING = moment(date(2023, 12, 1), 9, 0)
"""The day the city began to use the portal."""


@dataclass(frozen=True, slots=True)
class Loaded:
    documents: int
    credentials: list[Credential]


def is_loaded() -> bool:
    return Organ.objects.filter(code=CITY).exists()


@transaction.atomic
def load(*, at: datetime) -> Loaded:
    """Load the whole city in one transaction. Raises ``DomainError`` where somebody else's data are."""
    if Organ.objects.exists() or User.objects.exists():
        raise DomainError("库里已有其他数据，演示城市只能装进空库。")
    stage = Stage(clock.local(at).date(), calendar())
    written = [*texts("documents"), *annual_reports(), *texts("cases")]
    credentials = _open_city(written)
    happened = [step for step in _everything(written, stage) if step.at <= at]
    for step in sorted(happened, key=lambda step: step.at):
        step.play(step.at)
    remind(at=at)
    _clear_desks(credentials, at=at)
    return Loaded(Document.objects.count(), credentials)


def _open_city(written: list[Text]) -> list[Credential]:
    """Organs, people, columns and guides on the first day."""
    open_accounts = accounts.open_accounts(table("people")["account"])
    guide, used = table("guides")["common"], _columns_used(written)
    credentials = []
    for row in table("organs")["organ"]:
        organ = accounts.found(row, at=OPENING)
        credentials += accounts.staff_organ(organ, open_accounts, at=OPENING)
        catalogue.set_up_columns(organ, used[organ.code], at=OPENING)
        catalogue.publish_guide(organ, guide, row["fax"], at=OPENING)
    for row in table("columns")["column"]:
        catalogue.create_topical_column(row, at=OPENING)
    return sorted(credentials, key=lambda item: open_accounts.index(item.account))


def _columns_used(written: list[Text]) -> dict[str, set[str]]:
    used: dict[str, set[str]] = defaultdict(set)
    for text in written:
        organ, _, template = text.facts.get("column", "").rpartition(":")
        used[organ or text.organ].add(template)
    return used


def _everything(written: list[Text], stage: Stage) -> Iterator[Step]:
    decided = {row["document"] for row in table("decisions")["decision"] if "document" in row}
    for text in written:
        yield from steps(text, stage)
        yield from beside(text, stage)
        yield from decisions.waivers(text, decided, stage)
    for day in _turning_days(written):
        yield Step(moment(day, 0, 5), _refresh_validity)
    used = _columns_used(written)
    for row in table("organs")["reform"]:
        yield Step(moment(row["on"], 8, 0), partial(_reform, row, stage, used))
    for row in table("guides")["version"]:
        yield Step(moment(row["at"], 9, 0), partial(_revise_guide, row))
    for row in table("specials")["special"]:
        yield Step(moment(row["on"], 10, 0), partial(_open_special, row, stage))
    for row in table("facilities")["facility"]:
        yield from facilities.steps(row)
    for row in table("registers")["entry"]:
        yield from registers.steps(row, stage)
    for row in table("registers")["common"]:
        yield from registers.common(row, stage)
    for row in table("reports")["report"]:
        yield from _report(row, stage)
    for row in table("consultations")["consultation"]:
        yield from consultations.steps(row, stage)
    for row in table("decisions")["catalogue"]:
        yield from decisions.catalogue(row, stage)
    for row in table("decisions")["decision"]:
        yield from decisions.steps(row, stage)
    yield from _credit(table("credit")["record"], stage)
    for serial, row in enumerate(table("listings")["row"]):
        yield from listings.steps(row, serial, stage)
    yield from gazette.steps(table("gazette"), stage)
    for row in table("datasets")["dataset"]:
        yield from datasets.steps(row, stage)
    for serial, row in enumerate(table("matters")["matter"]):
        yield from matters.steps(row, serial, stage)
    yield from services_guide.steps(table("services"), stage)
    for row in table("datasets")["request"]:
        yield from data_requests.steps(row, stage)
    yield from institutions.steps(table("institutions"), stage)
    for row in table("sessions")["session"]:
        yield from sessions.steps(row, stage)
    yield from _between_organs(stage)


def _between_organs(stage: Stage) -> Iterator[Step]:
    """Objections, terms of secrecy, reposting, systems that hand documents in."""
    for row in table("objections")["objection"]:
        yield from objections.steps(row, stage)
    for row in table("secrecy_terms")["term"]:
        yield from secrecy.steps(row, stage, OPENING)
    given = table("reposting")
    for row in given["source"]:
        yield Step(OPENING + timedelta(days=1), partial(reposting.set_source, row, stage))
    for row in given["task"]:
        yield from reposting.steps(row, stage)
    for row in given["check"]:
        day = stage.calendar.nth_before(stage.today, row["age"])
        yield Step(moment(day, 10, 15), partial(repost_checks.make_check, row, stage))
    for row in table("systems")["system"]:
        day = stage.calendar.nth_before(stage.today, row["age"])
        yield Step(moment(day, 14, 0), partial(intake.register_system, row, stage))


def _turning_days(written: list[Text]) -> set[date]:
    """Days on which a text comes into force, or no longer is."""
    forces = {text.facts["effective"] for text in written if isinstance(text.facts.get("effective"), date)}
    return forces | {text.facts["expires"] + timedelta(days=1) for text in written if "expires" in text.facts}


def _refresh_validity(at: datetime) -> None:
    refresh_outdated(at=at)


def _reform(row: dict[str, Any], stage: Stage, used: dict[str, set[str]], at: datetime) -> None:
    accounts.reform(row, at=at)
    stage.forget_offices()
    if "founds" in row:
        heir = Organ.objects.get(code=row["into"])
        catalogue.set_up_columns(heir, used[heir.code], at=at)
        catalogue.publish_guide(heir, table("guides")["common"], row["founds"]["fax"], at=at)


def _revise_guide(row: dict[str, Any], at: datetime) -> None:
    catalogue.revise_guide(row, at=at)


def _open_special(row: dict[str, Any], stage: Stage, at: datetime) -> None:
    standing = {name: heading for name, heading in row["documents"].items() if stage.stands(name)}
    specials.open_special(row, {stage.document(name): heading for name, heading in standing.items()}, at=at)


def _credit(rows: list[dict[str, Any]], stage: Stage) -> Iterator[Step]:
    """Decisions of all organs, and what each handed over to 信用中国."""
    for row in rows:
        yield from credit.steps(row, stage)
    day = stage.calendar.nth_before(stage.today, credit.HANDED_OVER)
    for code in dict.fromkeys(row["organ"] for row in rows):
        yield Step(moment(day, 17, 0), partial(credit.hand_over, code, stage))


def _report(row: dict[str, Any], stage: Stage) -> Iterator[Step]:
    """A reader's report of an error, and the answer a working day later if there is one."""
    day = stage.calendar.nth_before(stage.today, row["age"])
    yield Step(moment(day, 19, 20), partial(_report_error, row, stage))
    if "answer" in row:
        yield Step(moment(stage.calendar.nth_after(day, 1), 10, 30), partial(_answer_error, row, stage))


def _report_error(row: dict[str, Any], stage: Stage, at: datetime) -> None:
    if stage.stands(row["document"]):
        document = stage.document(row["document"])
        services.report_error(page=document.get_absolute_url(), text=row["text"], document=document, at=at)


def _answer_error(row: dict[str, Any], stage: Stage, at: datetime) -> None:
    if not stage.stands(row["document"]):
        return
    document = stage.document(row["document"])
    [report] = document.error_reports.filter(text=row["text"])
    clerk = stage.actor(document.organ, Role.INFO_CLERK, at)
    services.answer_error(report, fixed=row["fixed"], answer=row["answer"], actor=clerk, at=at)


def _clear_desks(credentials: list[Credential], *, at: datetime) -> None:
    """Messages about what was done long ago are read; the queue itself shows what is open."""
    for credential in credentials:
        mark_read(user=User.objects.get(username=credential.account.username), at=at)

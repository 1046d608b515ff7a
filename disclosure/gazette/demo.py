"""The gazette of the demonstration city: one issue made here, one of the past taken in."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from io import StringIO
from typing import Any

from django.core.files.base import ContentFile

from disclosure.demo.stage import Stage, Step, moment
from disclosure.gazette import services
from disclosure.gazette.importing import COLUMNS
from disclosure.gazette.models import GazetteIssue
from portal.accounts.states import Role


def steps(given: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    for row in given["issue"]:
        yield Step(moment(stage.calendar.nth_before(stage.today, row["age"]), 11, 0), partial(_print, row, stage))
    for row in given["historic"]:
        yield Step(moment(stage.calendar.nth_before(stage.today, row["age"]), 11, 0), partial(_take_in, row, stage))


def _who(row: Mapping[str, Any], stage: Stage, role: Role, at: datetime) -> dict[str, Any]:
    return {"actor": stage.actor(stage.organ(row["organ"]), role, at), "at": at}


def _print(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    editor = _who(row, stage, Role.INFO_CLERK, at)
    values = {"year": at.year, "dated": at.date()} | {name: row[name] for name in ("number", "total_number")}
    issue = services.open_issue(organ=stage.organ(row["organ"]), values=values, **editor)
    for piece in row["document"]:
        if stage.stands(piece["name"]) and (document := stage.document(piece["name"])).is_public:
            services.add_document(issue, document=document, section=piece["section"], **editor)
    for text in row["text"]:
        services.add_text(issue, values=text | {"text": text["text"].strip()}, **editor)
    _bring_out(issue, row, stage, at)


def _take_in(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    table = ContentFile(_table(row), name="历史公报.csv")
    services.import_issues(organ=stage.organ(row["organ"]), upload=table, **_who(row, stage, Role.INFO_CLERK, at))
    _bring_out(GazetteIssue.objects.get(year=row["year"], number=row["number"]), row, stage, at)


def _bring_out(issue: GazetteIssue, row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    services.submit(issue, **_who(row, stage, Role.INFO_CLERK, at))
    services.publish(issue, **_who(row, stage, Role.DISCLOSURE_HEAD, at))


def _table(row: Mapping[str, Any]) -> bytes:
    """The table an office would have typed."""
    written = StringIO()
    lines = csv.DictWriter(written, COLUMNS.values())
    lines.writeheader()
    for piece in row["piece"]:
        first, last = piece["pages"]
        cells = row | piece | {"page_from": first, "page_to": last}
        cells["is_standard"] = "是" if piece.get("is_standard") else ""
        lines.writerow({label: cells.get(name, "") for name, label in COLUMNS.items()})
    return written.getvalue().encode()

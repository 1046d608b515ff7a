"""Errands of the demonstration city: guides of three organs, and one 一件事 composed of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from disclosure.demo.pages import text_pages
from disclosure.demo.stage import Stage, Step, moment
from disclosure.services_guide import fields, services
from portal.accounts.states import Role

_FORM = ("登记表", ["姓名：", "出生日期：", "申请人签名："])


def steps(given: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    for row in given["guide"]:
        yield Step(moment(stage.calendar.nth_before(stage.today, row["age"]), 9, 40), partial(_guide, row, stage))
    for row in given["bundle"]:
        yield Step(moment(stage.calendar.nth_before(stage.today, row["age"]), 9, 40), partial(_bundle, row, stage))


def _who(row: Mapping[str, Any], stage: Stage, role: Role, at: datetime) -> dict[str, Any]:
    return {"actor": stage.actor(stage.organ(row["organ"]), role, at), "at": at}


def _guide(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    writer = _who(row, stage, Role.HANDLER, at)
    values = {name: _text(row[name]) for name in (*fields.GUIDE, "code") if name in row}
    cited = [stage.document(name).get_absolute_url() for name in row.get("cited", ()) if stage.stands(name)]
    guide = services.begin(organ=stage.organ(row["organ"]), values=values, cited=cited, **writer)
    for paper in row["paper"]:
        given = {name: paper[name] for name in fields.MATERIAL if name in paper}
        material = services.add_material(guide, values=given, **writer)
        if "sample" in paper:
            form = {"kind": "form", "name": paper["sample"], "upload": ContentFile(text_pages(*_FORM))}
            services.attach_file(guide, material=material, **form, **writer)
    services.submit(guide, **writer)
    services.publish(guide, **_who(row, stage, Role.DISCLOSURE_HEAD, at + timedelta(hours=2)))


def _text(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _bundle(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    writer = _who(row, stage, Role.HANDLER, at)
    values = {name: row[name] for name in fields.BUNDLE if name in row}
    lines = [(code, wave, note) for code, wave, note in row["steps"]]
    bundle = services.open_bundle(organ=stage.organ(row["organ"]), values=values, steps=lines, **writer)
    services.submit_bundle(bundle, **writer)
    services.publish_bundle(bundle, **_who(row, stage, Role.DISCLOSURE_HEAD, at + timedelta(hours=2)))

"""Columns, guides and rules of procedure of the demonstration city."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from disclosure.catalogue import services
from disclosure.catalogue.column_templates import templates_for
from disclosure.catalogue.models import Column
from disclosure.catalogue.states import RegulationSubject
from portal.accounts.models import Organ
from portal.actors import SYSTEM, Actor

_NEVER_LEFT_OUT = frozenset({"guide", "rules", "statutory"})
_NOTHING_TO_FILE = "演示城市只设已经有信息的栏目，不留空白栏目"
_NAME = re.compile("《(.+?)》")
_SUBJECTS = {str(subject.label): subject for subject in RegulationSubject}


def set_up_columns(organ: Organ, used: Iterable[str], *, at: datetime) -> None:
    """The statutory columns of the organ that ``used`` names, and those nobody may be without."""
    wanted = _NEVER_LEFT_OUT | frozenset(used)
    idle = [template.code for template in templates_for(organ.kind, organ.sector) if template.code not in wanted]
    services.apply_template(organ, actor=SYSTEM, at=at, leave_out=idle, reason=_NOTHING_TO_FILE)


def create_topical_column(row: Mapping[str, Any], *, at: datetime) -> Column:
    """A column by the name people look for, under a statutory one of the same organ if the row says so."""
    organ = Organ.objects.get(code=row["organ"])
    parent = organ.columns.get(template=row["under"]) if "under" in row else None
    values = {name: row[name] for name in ("code", "name", "kind", "description")}
    return services.create_column(organ=organ, values=values | {"parent": parent}, actor=SYSTEM, at=at)


def column_of(place: str, organ: Organ) -> Column:
    """``place`` is a template of the organ, ``organ:template`` of another one, or the code of a topical column."""
    owner, _, template = place.rpartition(":")
    standing = Column.objects.filter(organ__code=owner or organ.code, template=template).first()
    return standing or Column.objects.get(code=place)


def publish_guide(organ: Organ, common: Mapping[str, str], fax: str, *, at: datetime) -> None:
    """The first version of an organ's guide: what all say alike, and its own addresses."""
    own = {
        "unit_name": f"{organ.name}政府信息公开工作机构",
        "address": organ.address,
        "phone": organ.phone,
        "fax": fax,
        "internet": f"市政府信息公开平台“依申请公开”栏目；{organ.code}@linjiang.example",
    }
    services.revise_guide(organ, values={**common, **own}, actor=SYSTEM, at=at)


def revise_guide(row: Mapping[str, Any], *, at: datetime) -> None:
    """A later version: only what changed."""
    values = {name: value for name, value in row.items() if name not in {"organ", "at"}}
    services.revise_guide(Organ.objects.get(code=row["organ"]), values=values, actor=SYSTEM, at=at)


def adopt_regulation(organ: Organ, facts: Mapping[str, Any], *, document_id: int, actor: Actor, at: datetime) -> None:
    """Enter a published rule of procedure in the library; ``facts`` are those of its text."""
    values = {
        "subject": _SUBJECTS[facts["regulation"]],
        "title": _NAME.findall(facts["title"])[0],
        "summary": facts["summary"],
        "effective_from": facts["effective"],
    }
    services.adopt_regulation(organ, values=values, actor=actor, at=at, document_id=document_id)

"""The water works of the city below its water bureau, its list, and appeals against it."""

from datetime import date
from itertools import count

from disclosure.catalogue import services as catalogue
from disclosure.catalogue.models import Column
from disclosure.institutions import services
from disclosure.institutions.models import Appeal, UnitItem
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.receipts.filing import Sent
from tests.disclosure.office import FOUNDED, MORNING

ITEM = {
    "title": "水质检测结果",
    "content": "出厂水、管网水每月检测结果",
    "period": "每月10日前",
    "duty_holder": "水质监测中心",
    "position": 10,
}
APPEAL = {
    "title": "水质检测结果",
    "facts": "两个月没有公布。",
    "name": "周晓燕",
    "contact": "13812345678",
}
RIGHT = {
    "investigation": "查了台账，4月的没有上网。",
    "finding": "upheld",
    "publish_by": date(2026, 6, 30),
    "reply": "情况属实，已经责令公开。",
}
WRONG = {"investigation": "查了，都公布了。", "finding": "unfounded", "publish_by": None, "reply": "已经公布，见网站。"}

_tokens = count(1)


def token() -> str:
    """A form nobody has sent yet."""
    return f"appeal-{next(_tokens):036d}"


def water_works(office, **values) -> Organ:
    """A unit whose competent department is the office's organ, with the columns of its sector."""
    known = {"name": "临江市供水集团", "short_name": "供水集团", "code": "gsjt", "sector": "water"} | values
    unit = Organ.objects.create(kind=OrganKind.PUBLIC_ENTERPRISE, parent=office.organ, active_from=FOUNDED, **known)
    catalogue.apply_template(unit, actor=SYSTEM, at=MORNING)
    return unit


def listed(office, unit, **values) -> UnitItem:
    column = Column.objects.get(organ=unit, template="art55-water")
    keeper = office.people.get("keeper") or office.appoint(Role.DISCLOSURE_HEAD, organ=unit, name="keeper")
    office.people["keeper"] = keeper
    given = {"values": ITEM | {"column": column} | values, **office.as_("keeper")}
    return services.add_item(unit, **given)


def appealed(unit, at=MORNING, **values) -> Sent:
    known = {"token": values.pop("token", None) or token()}
    return services.appeal(unit=unit, values=APPEAL | values, **known, actor=services.CITIZEN, at=at)


def fresh(row) -> Appeal:
    return Appeal.objects.select_related("organ", "unit").get(pk=row.pk)


def investigated(office, sent, **values) -> Appeal:
    return services.investigate(fresh(sent.row), values=RIGHT | values, **office.as_(Role.HANDLER))


def told(office, sent, **values) -> Appeal:
    return services.tell_result(investigated(office, sent, **values), **office.as_(Role.HEAD))

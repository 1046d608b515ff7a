"""Matters as a department types them, and the way of a change through its organ."""

from disclosure.matters import content, services
from disclosure.matters.models import Matter
from portal.accounts.states import Role

VALUES = {
    "domain": "10",
    "first": "农村危房改造",
    "second": "补助对象名单",
    "elements": "对象名单；补助标准",
    "basis": "《社会救助暂行办法》第四十条",
    "time_limit": "确定之日起20个工作日内",
    "body": "市住建局",
    "channels": ["政府网站"],
    "audience": "public",
    "way": "active",
    "levels": ["县级"],
}
REASON = "编制标准目录"


def proposed(office, *, village="", reason=REASON, **changed):
    values = VALUES | ({"domain": "", "village_topic": "renovation"} if village else {}) | changed
    given = {"organ": office.organ, "village": village, "values": values, "reason": reason}
    return services.propose_new(**given, **office.as_(Role.HANDLER))


def approve(office, proposal):
    services.submit(proposal, **office.as_(Role.HANDLER))
    services.approve(proposal, **office.as_(Role.DISCLOSURE_HEAD))
    return fresh(proposal.matter)


def listed(office, **changed):
    return approve(office, proposed(office, **changed))


def changed(office, matter, *, reason="依据修订", **values):
    given = {"values": content.of(matter.current) | values, "reason": reason}
    return approve(office, services.propose_change(matter, **given, **office.as_(Role.HANDLER)))


def dropped(office, matter, *, reason="事项并入其他清单"):
    return approve(office, services.propose_drop(matter, reason=reason, **office.as_(Role.HANDLER)))


def fresh(matter) -> Matter:
    return Matter.objects.select_related("organ", "current").get(pk=matter.pk)

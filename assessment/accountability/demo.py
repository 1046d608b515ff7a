"""One case that was decided and waits for the report of the unit, and one lead nobody has looked into yet."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from assessment.accountability import services
from assessment.accountability.models import Accountability
from assessment.accountability.selectors import below
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role

Holder = Callable[[Organ | None, Role, datetime], dict[str, Any]]
"""Who holds a role in an organ, as the arguments of a service."""

LED = "群众来电反映：公示的名单里有完整的身份证号码。"
FOUND = {
    "situation": "forbidden",
    "course": "approved",
    "facts": "公示名单的附件没有遮盖身份证号码，审批单上没有保密审查意见。当天接到反映以后撤下。",
}
SAID = "工作疏忽，没有打开附件核对，愿意承担责任。"
TAKEN_UP = "主动撤下、没有造成损害，酌情从轻。"
DECISION = "一个月内检查本单位已经公开的全部名单，附件一并走保密审查。"
RUMOUR = "督查发现：公开指南里的联系电话停用两个多月没有更新，群众来访才知道。"
PEOPLE = (("superior", "分管负责人甲", "分管负责人"), ("handler", "经办人乙", "科员"), ("unit", "", ""))


def load(*, at: datetime, early: datetime, holder: Holder) -> None:
    """``early`` is when the first was decided. Without a government nobody decides."""
    government = Organ.objects.listed(clock.local(at).date()).filter(kind=OrganKind.GOVERNMENT).first()
    if government is None:
        return
    units = below(frozenset({government.pk}), clock.local(early).date())[1:3]
    investigator, head = holder(government, Role.DISCIPLINE, early), holder(government, Role.HEAD, early)
    _served(services.lead(organ=units[0], grounds=LED, **investigator), investigator, head)
    services.lead(organ=units[1], grounds=RUMOUR, **(investigator | {"at": at}))


def _served(case: Accountability, investigator: dict[str, Any], head: dict[str, Any]) -> None:
    day = clock.local(investigator["at"]).date()
    services.investigate(case, **investigator)
    services.establish(case, values=FOUND, **investigator)
    proof = [("审批单.txt", ContentFile("审批单：保密审查意见一栏空白。".encode()))]
    services.add_evidence(case, shows="没有经过保密审查", uploads=proof, **investigator)
    for part, name, post in PEOPLE:
        values = {"part": part, "name": name, "post": post}
        services.name_respondent(case, values=values, **investigator)
    services.open_hearing(case, **investigator)
    for row in case.respondents.all():
        said: dict[str, Any] = {"heard_on": day, "statement": SAID, "taken_up": TAKEN_UP}
        services.hear(case, respondent=row, values=said, **investigator)
    services.decide(case, values={"gravity": "harmful", "decision": DECISION}, measures={}, **head)
    for row in case.respondents.all():
        services.serve(case, respondent=row, served_on=day, **investigator)

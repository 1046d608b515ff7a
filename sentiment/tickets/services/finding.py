"""From what was typed to the organ that answers: the rules asked, the answer written into the ticket."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.errors import InvalidInput
from sentiment.tickets import rules, selectors
from sentiment.tickets.rules import Facts, Finding

PLACES = (OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT)
NOBODY = "按规则还判定不出责任单位：请选领域、涉事单位或者政策文件；涉及多个单位的，再选牵头单位"


def facts_of(
    values: Mapping[str, Any], *, concerned: Sequence[Organ], lead: Organ | None, policy: Document | None
) -> Facts:
    """``values`` are the checked fields of a ticket. Raises ``InvalidInput``."""
    city = selectors.city()
    if city is None:
        raise InvalidInput({"": "还没有登记市政府，不能判定责任单位"})
    organs = tuple(organ.heir() for organ in concerned)
    if lead and organs and lead.heir() not in organs:
        raise InvalidInput({"lead": "牵头单位要在涉事单位里选"})
    explainer = (policy.drafting_organ or policy.organ).heir() if policy else None
    return Facts(
        city=city,
        level=values["level"],
        is_city_policy=values.get("is_city_policy", False),
        explainer=explainer,
        superior=values.get("superior", ""),
        is_widespread=values.get("is_widespread", False),
        domain=values.get("domain", ""),
        domain_organ=selectors.domain_organ(values.get("domain", "")),
        concerned=organs,
        lead=lead.heir() if lead else None,
    )


def found(facts: Facts) -> Finding:
    """Raises ``InvalidInput`` while no rule names anybody."""
    finding = rules.decide(facts)
    if finding is None:
        raise InvalidInput({"concerned": NOBODY})
    if finding.rule.code == "R6" and finding.organ.kind in PLACES:
        raise InvalidInput({"lead": "涉及多地的，由上级主管部门牵头，不能是其中一个乡镇、街道：请选领域或者主管部门"})
    return finding


def columns(finding: Finding, *, at: datetime) -> dict[str, Any]:
    """What a finding writes into the ticket."""
    return {
        "organ": finding.organ,
        "rule": finding.rule.code,
        "why": finding.why,
        "responder": selectors.responder_of(finding.organ, finding.rule.roles, at=at),
        "coordinators": "、".join(dict.fromkeys(finding.coordinators)),
        "leader": finding.leader,
    }

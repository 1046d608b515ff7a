"""Who answers first: the rules R1–R8 of the city, in order; the first that fits decides (S0-3.5–3.7, S3-4.2).

R8 names no organ of its own: whichever organ was found, the head of the city government is in charge of what is
特别重大. Why the rules stand in this order is told in docs/decisions/0072-who-answers-first.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.domains import Domain
from sentiment.tickets.codes import Level

OFFICE, PUBLICITY = "市政府办公室", "市委宣传部"
CITY_HEAD = "市政府主要负责人"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask. ``explainer`` is the organ that drafted the policy and explains it, ``superior`` the
    authority a vertically led organ belongs to, ``lead`` the one agreed upon where several are concerned."""

    city: Organ
    level: str
    is_city_policy: bool = False
    explainer: Organ | None = None
    superior: str = ""
    is_widespread: bool = False
    domain: str = ""
    domain_organ: Organ | None = None
    concerned: Sequence[Organ] = ()
    lead: Organ | None = None

    @property
    def principal(self) -> Organ | None:
        """The organ most concerned: the lead, the field's own, or the only one named."""
        return self.lead or self.domain_organ or (self.concerned[0] if len(self.concerned) == 1 else None)


@dataclass(frozen=True, slots=True)
class Rule:
    """``roles`` are those whose holder is the first responder. ``coordinators`` are names, since not all of them are
    organs of the city government."""

    code: str
    title: str
    fits: Callable[[Facts], bool]
    organ: Callable[[Facts], Organ | None]
    roles: tuple[Role, ...]
    coordinators: Callable[[Facts], tuple[str, ...]]
    why: Callable[[Facts], str]
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """``leader`` is set where R8 applies as well."""

    rule: Rule
    organ: Organ
    coordinators: tuple[str, ...]
    why: str
    leader: str


def _others(facts: Facts) -> tuple[str, ...]:
    principal = facts.principal
    return tuple(organ.short_name for organ in facts.concerned if principal is None or organ.pk != principal.pk)


RULES = (
    Rule(
        "R1",
        "市政府重大政策、重大决策",
        fits=lambda facts: facts.is_city_policy,
        organ=lambda facts: facts.city,
        roles=(Role.HEAD, Role.SIGNER),
        coordinators=lambda _: (OFFICE, PUBLICITY),
        why=lambda _: "涉及市政府重大政策、重大决策，市政府是第一责任主体。",
        duties=("S0-3.5a", "S0-3.5b", "S0-3.5c"),
    ),
    Rule(
        "R3",
        "政策文件和解读",
        fits=lambda facts: facts.explainer is not None,
        organ=lambda facts: facts.explainer,
        roles=(Role.HEAD,),
        coordinators=lambda _: (PUBLICITY,),
        why=lambda _: "由已经发布的政策文件引起，起草、解读的单位转为回应主体。",
        duties=("S0-3.7",),
    ),
    Rule(
        "R5",
        "垂直管理部门",
        fits=lambda facts: bool(facts.superior) and facts.principal is not None,
        organ=lambda facts: facts.principal,
        roles=(Role.HEAD,),
        coordinators=lambda facts: (f"{facts.superior}办公室", PUBLICITY),
        why=lambda facts: f"涉事单位由{facts.superior}垂直管理，由上级部门办公室会同宣传部门协调。",
        duties=("S3-4.2b",),
    ),
    Rule(
        "R6",
        "涉及多地",
        fits=lambda facts: facts.is_widespread and facts.principal is not None,
        organ=lambda facts: facts.principal,
        roles=(Role.HEAD,),
        coordinators=lambda facts: (*_others(facts), PUBLICITY),
        why=lambda _: "涉及多地，主管部门是第一责任主体，各地属地回应。",
        duties=("S3-4.2c", "S0-3.4.2"),
    ),
    Rule(
        "R7",
        "涉及多个部门",
        fits=lambda facts: len(facts.concerned) > 1 and facts.principal is not None,
        organ=lambda facts: facts.principal,
        roles=(Role.HEAD,),
        coordinators=lambda facts: (*_others(facts), OFFICE, PUBLICITY),
        why=lambda facts: f"涉及{len(facts.concerned)}个部门，按职责分工、沟通一致，由牵头部门负责。",
        duties=("S3-4.2d",),
    ),
    Rule(
        "R2",
        "26个领域",
        fits=lambda facts: facts.domain_organ is not None,
        organ=lambda facts: facts.domain_organ,
        roles=(Role.HEAD,),
        coordinators=lambda _: (PUBLICITY,),
        why=lambda facts: f"属于“{Domain(facts.domain).label}”领域，职能部门是第一责任主体。",
        duties=("S0-3.6a", "S0-3.6b", "S0-3.6c"),
    ),
    Rule(
        "R4",
        "其他舆情",
        fits=lambda facts: facts.principal is not None,
        organ=lambda facts: facts.principal,
        roles=(Role.HEAD,),
        coordinators=lambda _: (OFFICE, PUBLICITY),
        why=lambda _: "涉事责任部门是第一责任主体。",
        duties=("S3-4.2a", "S0-3.4.2"),
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}
OVERRIDDEN = "override"
R8 = "R8　特别重大：本级政府主要负责人负领导责任。"


def decide(facts: Facts) -> Finding | None:
    """The first rule that fits; ``None`` while nothing says who is concerned."""
    for rule in RULES:
        if rule.fits(facts) and (organ := rule.organ(facts)):
            return Finding(rule, organ, rule.coordinators(facts), rule.why(facts), leader_of(facts.level))
    return None


def leader_of(level: str) -> str:
    """R8 (S3-4.2e)."""
    return CITY_HEAD if level == Level.EXTREME else ""

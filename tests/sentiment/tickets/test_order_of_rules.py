"""When two rules fit: every pair of docs/decisions/0072, by hand."""

import pytest

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.errors import InvalidInput
from sentiment.tickets.rules import BY_CODE, RULES, Facts, decide
from tests.sentiment.town import FOUNDED

CITY = Organ(pk=1, short_name="市政府", kind=OrganKind.GOVERNMENT)
DRAFTER = Organ(pk=2, short_name="市发改委", kind=OrganKind.DEPARTMENT)
FIELD = Organ(pk=3, short_name="市税务局", kind=OrganKind.DEPARTMENT)
OTHER = Organ(pk=4, short_name="市财政局", kind=OrganKind.DEPARTMENT)
PLACE = Organ(pk=5, short_name="翠湖街道", kind=OrganKind.SUBDISTRICT)

FIRST = {"is_city_policy": True}
POLICY = {"explainer": DRAFTER}
VERTICAL = {"superior": "省税务局", "concerned": (FIELD,)}
WIDE = {"is_widespread": True, "lead": OTHER, "concerned": (OTHER, PLACE)}
SEVERAL = {"concerned": (FIELD, OTHER), "lead": OTHER}
IN_FIELD = {"domain": "06", "domain_organ": FIELD}
ONE = {"concerned": (OTHER,)}

PAIRS = [
    (FIRST | POLICY, "R1", "R3"),
    (FIRST | VERTICAL, "R1", "R5"),
    (FIRST | WIDE, "R1", "R6"),
    (FIRST | SEVERAL, "R1", "R7"),
    (FIRST | IN_FIELD, "R1", "R2"),
    (FIRST | ONE, "R1", "R4"),
    (POLICY | VERTICAL, "R3", "R5"),
    (POLICY | WIDE, "R3", "R6"),
    (POLICY | SEVERAL, "R3", "R7"),
    (POLICY | IN_FIELD, "R3", "R2"),
    (POLICY | ONE, "R3", "R4"),
    (VERTICAL | WIDE, "R5", "R6"),
    (VERTICAL | SEVERAL, "R5", "R7"),
    (VERTICAL | IN_FIELD, "R5", "R2"),
    (VERTICAL, "R5", "R4"),
    (WIDE, "R6", "R7"),
    (WIDE | IN_FIELD, "R6", "R2"),
    (WIDE, "R6", "R4"),
    (SEVERAL | IN_FIELD, "R7", "R2"),
    (SEVERAL, "R7", "R4"),
    (IN_FIELD | ONE, "R2", "R4"),
]
WHO = {"R1": "市政府", "R3": "市发改委", "R2": "市税务局"}


@pytest.mark.duty("S0-3.5a", "S0-3.7", "S3-4.2b", "S3-4.2c", "S3-4.2d", "S0-3.6a", "S3-4.2a")
@pytest.mark.parametrize(("facts", "asked_first", "asked_later"), PAIRS)
def test_of_two_rules_that_fit_the_more_special_decides(facts, asked_first, asked_later) -> None:
    given = Facts(city=CITY, level="ordinary", **facts)
    finding = decide(given)
    assert BY_CODE[asked_later].fits(given)
    assert finding.rule.code == asked_first
    assert finding.organ.short_name == WHO.get(asked_first, finding.organ.short_name)


def test_every_pair_of_rules_has_its_row() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == ["R1", "R3", "R5", "R6", "R7", "R2", "R4"]
    expected = {(first, later) for place, first in enumerate(codes) for later in codes[place + 1 :]}
    assert {(first, later) for _, first, later in PAIRS} == expected


def test_in_the_order_of_their_numbers_three_rules_would_never_be_asked() -> None:
    by_number = sorted(RULES, key=lambda rule: rule.code)
    cases = {"R5": VERTICAL, "R6": WIDE, "R7": SEVERAL}
    first = {}
    for code, facts in cases.items():
        given = Facts(city=CITY, level="ordinary", **facts)
        first[code] = next(rule.code for rule in by_number if rule.fits(given))
    assert first == {"R5": "R4", "R6": "R4", "R7": "R4"}


@pytest.mark.duty("S3-4.2c")
def test_of_several_places_none_leads_the_others(town) -> None:
    with pytest.raises(InvalidInput) as refused:
        town.registered(domain="", concerned=["cuihu", "yingji"], lead="cuihu", is_widespread=True)
    assert list(refused.value.messages) == ["lead"]
    ticket = town.registered(domain="", concerned=["cuihu", "yingji"], lead="yingji", is_widespread=True)
    assert (ticket.rule, ticket.organ.code) == ("R6", "yingji")


@pytest.mark.duty("S0-3.2")
@pytest.mark.parametrize(
    "kind",
    [
        OrganKind.GOVERNMENT,
        OrganKind.TOWNSHIP,
        OrganKind.SUBDISTRICT,
        OrganKind.DEPARTMENT,
        OrganKind.AFFILIATED,
        OrganKind.AUTHORIZED,
    ],
)
def test_each_of_the_six_kinds_of_organs_answers(town, kind) -> None:
    organ = Organ.objects.create(name="某单位", short_name="某单位", code="mou", kind=kind, active_from=FOUNDED)
    town.organs["mou"] = organ
    ticket = town.registered(domain="", concerned=["mou"])
    assert (ticket.organ, ticket.rule) == (organ, "R4")

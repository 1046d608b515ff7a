"""Sources a standard does not know are priced before it is approved; afterwards by a new edition of the year."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from assessment.problems import services as problems
from assessment.problems.sources import LABELS
from assessment.scoring import selectors
from assessment.scoring.models import Assessment
from assessment.standards import pricing, services
from assessment.standards.criteria import CRITERIA
from assessment.standards.models import DeductionRule, Standard
from assessment.standards.selectors import unpriced
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from tests.assessment.city import NOON

JUNE = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)
NEW = {"title": "一次没有按时回应", "points": Decimal(2), "at_most": 3}


def whole(standard: Standard) -> Standard:
    return Standard.objects.with_marks().get(pk=standard.pk)


def drafted(city, year: int = 2026) -> Standard:
    return services.open_year(year=year, basis="临江市政府信息公开考评规定", **city.office())


def priced(city, standard: Standard, source: str = "late_response", place: str = "D1+", **values) -> Standard:
    return pricing.price_source(standard, source=source, place=place, values=NEW | values, **city.office())


def as_it_was_before(standard: Standard) -> None:
    """A standard from before anybody looked whether fees and faults were answered for (D3, D4)."""
    DeductionRule.objects.filter(criterion__standard=standard, code__in=["D3a", "D4a"]).update(sources=[])


def late(city) -> None:
    city.late("jiaoyu", "LETTER_REPLY", date(2026, 4, 1))
    problems.collect(at=NOON)


def total(city, code: str, at: datetime = NOON) -> Decimal:
    return next(row.score.total for row in selectors.board(2026, at=at) if row.organ.code == code)


def test_the_published_text_prices_every_source_but_five(city) -> None:
    assert [code for code, _ in unpriced(whole(drafted(city)))] == [
        "late_response",
        "late_rectification",
        "late_task",
        "no_training",
        "untrained_staff",
    ]


def test_every_source_of_the_published_text_is_one_the_house_knows() -> None:
    priced_ones = {source for criterion in CRITERIA for rule in criterion.rules for source in rule.sources}
    assert priced_ones - set(LABELS) == {"subordinate"}


@pytest.mark.duty("S2-11.D3", "S2-11.D4")
def test_a_standard_from_before_a_source_was_there_learns_of_it_by_its_next_draft(city) -> None:
    as_it_was_before(city.standard(2025))
    draft = drafted(city)
    assert {"unanswered_fault", "overcharged"} <= {code for code, _ in unpriced(whole(draft))}
    priced(city, draft, "overcharged", "D4a")
    priced(city, draft, "unanswered_fault", "D3a")
    by_code = {rule.code: rule.sources for rule in whole(draft).rules()}
    assert (by_code["D3a"], by_code["D4a"]) == (["unanswered_fault"], ["overcharged"])


def test_a_new_rule_takes_points_for_what_cost_nothing(city) -> None:
    draft = drafted(city)
    late(city)
    priced(city, draft)
    services.put_in_force(draft, **city.leader())
    [rule] = [rule for rule in whole(draft).rules() if rule.code == "D1b"]
    assert (rule.title, rule.points, rule.at_most, rule.sources) == ("一次没有按时回应", 2, 3, ["late_response"])
    assert total(city, "jiaoyu") == 98


@pytest.mark.parametrize(
    ("source", "place", "values", "field"),
    [
        ("late_request", "D1+", {}, "source"),
        ("no-such", "D1+", {}, "source"),
        ("late_response", "Z1+", {}, "place"),
        ("late_response", "Z1a", {}, "place"),
        ("late_response", "D1+", {"title": ""}, "title"),
        ("late_response", "D1+", {"points": "0"}, "points"),
    ],
)
def test_bad_input_is_refused_at_its_field(city, source, place, values, field) -> None:
    draft = drafted(city)
    with pytest.raises(InvalidInput) as refused:
        priced(city, draft, source, place, **values)
    assert list(refused.value.messages) == [field]
    assert not DeductionRule.objects.filter(code="D1b").exists()


def test_a_rule_leaves_the_draft_with_a_reason_and_its_letter_is_not_given_again(city) -> None:
    draft = drafted(city)
    priced(city, draft)
    with pytest.raises(DomainError, match="理由"):
        pricing.drop_rule(draft, rule="D1b", reason=" ", **city.office())
    with pytest.raises(InvalidInput, match="至少留一条"):
        pricing.drop_rule(draft, rule="D5a", reason="不要了。", **city.office())
    pricing.drop_rule(draft, rule="D1b", reason="定错了。", **city.office())
    assert "late_response" in dict(unpriced(whole(draft)))


def test_what_is_in_force_is_priced_by_nobody(city) -> None:
    standard = city.standard()
    with pytest.raises(NotAllowed, match="先修订出新版"):
        priced(city, standard)
    with pytest.raises(NotAllowed, match="由政务公开办起草"):
        pricing.price_source(
            drafted(city, 2027), source="late_task", place="D1+", values=NEW, **city.as_("jiaoyu", Role.HEAD)
        )


@pytest.mark.duty("S2-11.3")
def test_a_year_in_force_is_changed_by_a_new_edition(city) -> None:
    first = city.standard()
    late(city)
    rows = city.opened()
    second = services.revise(first, basis="领导小组会议纪要", reason="回应也要考评。", **city.office())
    priced(city, second)
    assert total(city, "jiaoyu") == 100  # a draft changes nothing
    services.put_in_force(second, **city.leader(JUNE))
    first.refresh_from_db()
    assert (first.state, str(second)) == ("replaced", "2026年政府信息公开考评标准（第2版）")
    assert set(Assessment.objects.values_list("standard", flat=True)) == {second.pk}
    # The day before is reckoned by the edition of that day.
    assert (total(city, "jiaoyu", JUNE), total(city, "jiaoyu", NOON)) == (98, 100)
    for row in rows.values():
        row.refresh_from_db()
    assert city.approved(rows["jiaoyu"], JUNE).total == 98


def test_the_clock_of_the_year_goes_on_whatever_the_edition(city) -> None:
    first = city.standard()
    rows = city.opened()
    second = services.revise(first, basis="会议纪要", reason="回应也要考评。", **city.office())
    services.put_in_force(second, **city.leader())
    for row in rows.values():
        row.refresh_from_db()
        city.approved(row)
    clock = Deadline.objects.get(rule="ANNUAL_ASSESSMENT")
    assert clock.closed_on == date(2026, 5, 21)


@pytest.mark.duty("S2-11.3")
def test_nobody_is_ranked_beside_somebody_judged_by_another_edition(city) -> None:
    first = city.standard()
    rows = city.opened()
    second = services.revise(first, basis="会议纪要", reason="回应也要考评。", **city.office())
    city.approved(rows["jiaoyu"])
    with pytest.raises(Blocked, match="不能再换版"):
        services.put_in_force(second, **city.leader())
    Standard.objects.filter(pk=second.pk).update(year=2030)
    with pytest.raises(NotAllowed, match="同一年的单位按同一个标准考评"):
        services.revise(first, basis="会议纪要", reason="再来。", **city.office())


def test_one_new_edition_is_drafted_at_a_time_and_never_of_a_draft(city) -> None:
    first = city.standard()
    services.revise(first, basis="会议纪要", reason="回应也要考评。", **city.office())
    with pytest.raises(NotAllowed, match="已经在起草"):
        services.revise(first, basis="会议纪要", reason="再来。", **city.office())
    with pytest.raises(NotAllowed, match="施行以后"):
        services.revise(drafted(city, 2027), basis="会议纪要", reason="改。", **city.office())
    with pytest.raises(DomainError, match="为什么修订"):
        services.revise(city.standard(2025), basis="会议纪要", reason="", **city.office())


def test_the_page_says_what_costs_nothing_and_leads_to_the_act(city, settings, time_machine) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)
    standard = city.standard()
    person = city.people["city", Role.OVERSIGHT]
    person.password_changed_at = NOON
    person.save(update_fields=["password_changed_at"])
    client = Client()
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    address = f"/admin/assessment/standard/{standard.pk}/change/"
    page = client.get(address).content.decode()
    assert "回应不及时" in page.partition("不扣分的来源")[2]
    revision = client.get(f"{address}act/revise/").context["revision"]
    client.post(f"{address}act/revise/", {"version": revision, "basis": "会议纪要", "reason": "回应也要考评。"})
    draft = Standard.objects.get(edition=2)
    act = f"/admin/assessment/standard/{draft.pk}/change/act/price_source/"
    given = {"version": client.get(act).context["revision"], "source": "late_response", "place": "D1+"}
    assert "新立的规则要填写" in client.post(act, given).content.decode()
    assert client.post(act, given | {"title": "没有按时回应", "points": "1"}).status_code == 302
    shown = client.get(f"/admin/assessment/standard/{draft.pk}/change/").content.decode()
    assert "没有按时回应，每次扣1" in shown
    assert "回应不及时" not in shown.partition("不扣分的来源")[2].partition("</section>")[0]

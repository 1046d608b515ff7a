"""Data sets and rows of lists come by mail to who follows them, or follows the organ that opened them."""

from datetime import timedelta

import pytest

from disclosure.datasets import services as datasets
from disclosure.listings import services as listings
from portal.accounts.states import Role
from portal.search import indexing
from tests.disclosure.datasets.sets import DESCRIBED, SCHOOLS, fresh
from tests.disclosure.datasets.sets import published as opened
from tests.disclosure.listings.rows import published as shown
from tests.disclosure.office import MORNING
from tests.following.conftest import NEXT_DIGEST, digests, follow

NOON = MORNING + timedelta(hours=2, minutes=30)


def told(message) -> list[str]:
    return [line.removeprefix("· ") for line in message.body.splitlines() if line.startswith("· ")]


def at_noon(office, make):
    office.at = NOON
    made = make(office)
    indexing.rebuild(at=NOON)
    return made


@pytest.mark.duty("S1-6.5")
@pytest.mark.parametrize(("kind", "key"), [("datasets", "all"), ("organ", "jyj")])
def test_a_new_data_set_reaches_who_follows(office, kind, key) -> None:
    follow(kind, key)
    at_noon(office, opened)
    (message,) = digests(NEXT_DIGEST)
    assert told(message) == [DESCRIBED["title"]]


def test_a_new_version_reaches_who_follows_that_data_set_and_nobody_else(office) -> None:
    one, other = opened(office), opened(office, datasets.create(**_another(office)))
    follow("dataset", str(one.dataset_id))
    follow("dataset", str(other.dataset_id), address="wang-fang@example.com")
    at_noon(office, lambda here: opened(here, fresh(one.dataset), SCHOOLS.replace("900", "950")))
    (message,) = digests(NEXT_DIGEST)
    assert message.to == ["li-ming@example.com"]
    assert told(message) == [DESCRIBED["title"]]


def _another(office):
    return {"organ": office.organ, "values": DESCRIBED | {"title": "幼儿园名录"}, **office.as_(Role.HANDLER)}


@pytest.mark.duty("S1-6.5")
@pytest.mark.parametrize(("kind", "key", "hears"), [("list", "budget", 1), ("organ", "jyj", 1), ("list", "debt", 0)])
def test_a_new_row_reaches_who_follows_its_list(office, kind, key, hears) -> None:
    follow(kind, key)
    at_noon(office, shown)
    mails = digests(NEXT_DIGEST)
    assert [told(message) for message in mails] == [["临江市教育局2026年部门预算"]] * hears


def test_what_was_taken_down_meanwhile_is_not_told(office) -> None:
    follow("list", "budget")
    follow("organ", "jyj", at=MORNING + timedelta(minutes=5))
    row = at_noon(office, shown)
    listings.withdraw(row, reason="金额有误。", **office.as_(Role.DISCLOSURE_HEAD))
    indexing.rebuild(at=NOON)
    assert digests(NEXT_DIGEST) == []


def test_pages_lead_to_the_form(office, client, time_machine) -> None:
    version, _ = at_noon(office, lambda here: (opened(here), shown(here)))
    time_machine.move_to(NOON, tick=False)
    for page, query in (
        (f"/data/{version.dataset_id}/", f"kind=dataset&amp;key={version.dataset_id}"),
        ("/data/", "kind=datasets&amp;key=all"),
        ("/lists/budget/", "kind=list&amp;key=budget"),
    ):
        address = f"/following/new/?{query}"
        assert address in client.get(page).content.decode()
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert client.get("/following/new/?kind=list&key=secret").status_code == 404
    assert client.get("/following/new/?kind=dataset&key=0").status_code == 404

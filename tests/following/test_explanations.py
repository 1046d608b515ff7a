"""Explanations come by mail as documents do, and a document can be followed for what is still to be said about it."""

from datetime import timedelta

import pytest

from interpretation.materials import services as materials
from portal.accounts.states import Role
from portal.following import kinds
from portal.search import indexing
from tests.disclosure.office import MORNING
from tests.following.conftest import NEXT_DIGEST, digests, follow, publish
from tests.interpretation.explaining import approved, published

NOON = MORNING + timedelta(hours=2, minutes=30)


def told(message) -> list[str]:
    return [line.removeprefix("· ") for line in message.body.splitlines() if line.startswith("· ")]


def explain(office, document, title, **values):
    office.at = NOON
    made = published(office, document, title=title, **values)
    indexing.rebuild(at=NOON)
    return made


@pytest.mark.duty("S1-6.5")
@pytest.mark.parametrize("kind", ["organ", "column", "document"])
def test_a_further_explanation_reaches_who_follows(office, kind) -> None:
    document = publish(office, "关于招生的通知", at=MORNING - timedelta(hours=2), is_normative=True)
    follow(kind, {"organ": "jyj", "column": "jyj-policy", "document": str(document.pk)}[kind])
    explain(office, document, "家长问得最多的五件事")
    (message,) = digests(NEXT_DIGEST)
    assert told(message) == ["家长问得最多的五件事"]


def test_who_follows_one_document_hears_nothing_of_another(office) -> None:
    one = publish(office, "关于招生的通知", at=MORNING - timedelta(hours=2), is_normative=True)
    other = publish(office, "关于校车的通知", at=MORNING - timedelta(hours=1), is_normative=True)
    follow("document", str(one.pk))
    explain(office, other, "校车的五件事")
    assert digests(NEXT_DIGEST) == []


def test_document_and_explanation_of_one_day_come_in_one_mail(office) -> None:
    follow("organ", "jyj")
    publish(office, "关于招生的通知", is_normative=True)
    (message,) = digests(NEXT_DIGEST)
    assert sorted(told(message)) == ["关于招生的通知", "招生通知解读"]


def test_a_briefing_reaches_followers_of_the_organ_and_not_of_the_column(office) -> None:
    follow("column", "jyj-policy")
    follow("organ", "jyj", at=MORNING + timedelta(minutes=5))
    office.at = NOON
    draft = office.draft(is_normative=True, title="还没有公布的文件")
    materials.publish(approved(office, draft, stage="before", title="吹风"), **office.as_(Role.INFO_CLERK))
    indexing.rebuild(at=NOON)
    (message,) = digests(NEXT_DIGEST)
    assert told(message) == ["吹风"]
    assert "还没有公布的文件" not in message.body
    assert "【教育局】1件" in message.body


def test_what_was_taken_down_meanwhile_is_not_told(office) -> None:
    document = publish(office, "关于招生的通知", at=MORNING - timedelta(hours=2), is_normative=True)
    follow("document", str(document.pk))
    made = explain(office, document, "有错的解读")
    materials.withdraw(made, reason="数字有误。", **office.as_(Role.HEAD))
    assert digests(NEXT_DIGEST) == []


def test_a_document_that_is_not_public_cannot_be_followed(office) -> None:
    draft = office.draft()
    assert kinds.thing("document", str(draft.pk)) is None

"""更正: three people and a secrecy review stand behind every word that changes on a public page."""

from datetime import date, timedelta

import pytest

from disclosure.documents import services
from disclosure.documents.models import Correction
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.search.models import IndexTask
from tests.disclosure.office import ALL_CHECKED, NOTHING_SECRET

CHANGES = {"title": "临江市教育局关于做好2026年招生工作的通知", "body": "现就招生工作通知如下。"}


def proposed(office, document=None, **changes):
    return services.propose_correction(
        document or office.published(),
        changes=changes or CHANGES,
        reason="标题多写了字",
        **ALL_CHECKED,
        **office.as_(Role.HANDLER),
    )


def cleared(office, document=None):
    return services.clear_correction(
        document or proposed(office), basis="《保密法》", **NOTHING_SECRET, **office.as_(Role.SECRECY_REVIEWER)
    )


def checked(office, document=None):
    document = document or cleared(office)
    return services.check_correction(document, **ALL_CHECKED, **office.as_(Role.DEPT_REVIEWER))


def correct(office, document, role=Role.SIGNER):
    return services.correct(document, **ALL_CHECKED, **office.as_(role))


@pytest.mark.duty("S0-1.4a", "S2-10.7b")
def test_a_correction_changes_the_page_and_keeps_what_stood_there(office) -> None:
    document = correct(office, checked(office))
    document = office.fresh(document)
    assert (document.title, document.public_title) == (CHANGES["title"], CHANGES["title"])
    assert document.body_html == "<p>现就招生工作通知如下。</p>"
    assert document.changed_on == date(2026, 5, 21)
    [correction] = Correction.objects.applied()
    assert correction.old_title == "临江市教育局关于做好2026年义务教育阶段招生工作的通知"
    assert '<p class="to">各县（市、区）教育局：</p>' in correction.old_html
    assert (correction.reason, correction.person_name) == ("标题多写了字", "签发人（分管领导）")


@pytest.mark.duty("S2-10.5d")
def test_the_page_stays_until_the_third_pair_of_eyes_agrees(office) -> None:
    document = office.fresh(checked(office))
    assert document.title == "临江市教育局关于做好2026年义务教育阶段招生工作的通知"
    assert document.state == "published"


@pytest.mark.duty("S2-1.12", "S3-3.1e")
def test_a_correction_cannot_skip_the_secrecy_review(office) -> None:
    document = proposed(office)
    with pytest.raises(StaleState):
        services.check_correction(document, **ALL_CHECKED, **office.as_(Role.DEPT_REVIEWER))
    with pytest.raises(StaleState):
        correct(office, document)


@pytest.mark.duty("S2-1.12")
def test_a_correction_that_touches_a_secret_is_not_cleared(office) -> None:
    with pytest.raises(InvalidInput):
        services.clear_correction(
            proposed(office),
            basis="《保密法》",
            **(NOTHING_SECRET | {"privacy": True}),
            **office.as_(Role.SECRECY_REVIEWER),
        )


@pytest.mark.duty("S2-10.5b")
def test_nobody_approves_a_correction_twice(office) -> None:
    document = cleared(office)
    office.people[Role.SIGNER] = office.people[Role.DEPT_REVIEWER]
    checked(office, document)
    with pytest.raises(NotAllowed):
        correct(office, document)


@pytest.mark.duty("S2-10.5b")
def test_the_proposer_does_not_approve_his_own_correction(office) -> None:
    document = checked(office)
    office.people[Role.SIGNER] = office.people[Role.HANDLER]
    with pytest.raises(NotAllowed):
        correct(office, document)


@pytest.mark.duty("S2-10.5c")
def test_a_correction_of_a_sensitive_document_needs_the_fourth(office) -> None:
    document = checked(office, cleared(office, proposed(office, office.published(is_sensitive=True))))
    correct(office, document)
    assert (document.correction_state, document.title) != ("", CHANGES["title"])
    correct(office, document, Role.OFFICE_APPROVER)
    assert office.fresh(document).title == CHANGES["title"]


def test_there_is_one_correction_at_a_time(office) -> None:
    document = proposed(office)
    with pytest.raises(StaleState):
        proposed(office, document)


def test_a_correction_says_what_was_wrong(office) -> None:
    with pytest.raises(DomainError, match="提出更正要写明理由"):
        services.propose_correction(
            office.published(), changes=CHANGES, reason="", **ALL_CHECKED, **office.as_(Role.HANDLER)
        )


def test_a_correction_without_a_change_is_refused(office) -> None:
    document = office.published()
    with pytest.raises(InvalidInput) as refused:
        proposed(office, document, title=document.title)
    assert refused.value.messages == {"changes": "没有要更正的内容"}


@pytest.mark.parametrize("name", ["published_at", "formed_on", "attribute", "index_number"])
def test_dates_and_numbers_of_law_are_not_corrected(office, name) -> None:
    with pytest.raises(InvalidInput) as refused:
        proposed(office, office.published(), **{name: "2026-01-01"})
    assert refused.value.messages == {name: "这一项由系统填写，不能自己填"}


def test_a_corrected_date_comes_back_as_a_date(office) -> None:
    document = proposed(office, office.published(), effective_on="2026-07-01")
    document = correct(office, checked(office, cleared(office, document)))
    document = office.fresh(document)
    assert (document.effective_on, document.validity) == (date(2026, 7, 1), "尚未施行")


def test_a_dropped_correction_leaves_the_page_alone(office) -> None:
    document = proposed(office)
    services.drop_correction(document, reason="原文无误", **office.as_(Role.DEPT_REVIEWER))
    assert Correction.objects.get().outcome == "dropped"
    assert list(Correction.objects.applied()) == []
    assert proposed(office, office.fresh(document)).correction_state == "proposed"


def test_a_correction_reaches_search_and_the_record(office) -> None:
    document = checked(office)
    before = IndexTask.objects.count()
    correct(office, document)
    assert IndexTask.objects.count() == before + 1
    event = Event.objects.get(act="correct")
    assert event.before["title"] == "临江市教育局关于做好2026年义务教育阶段招生工作的通知"
    assert event.reason == "标题多写了字"


def test_taking_a_page_down_closes_its_open_correction(office) -> None:
    document = proposed(office)
    services.recall(document, reason="内容有误", actor=office.actor(Role.SIGNER), at=office.at + timedelta(hours=1))
    assert (document.correction_state, Correction.objects.get().outcome) == ("", "dropped")

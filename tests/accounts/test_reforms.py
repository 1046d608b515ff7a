"""机构改革: what is open goes to the heir in one transaction, what is finished stays readable where it was."""

from datetime import date

import pytest

from portal.accounts import succession
from portal.accounts.models import Appointment, Organ, Reform
from portal.accounts.selectors import actor_of
from portal.accounts.services import abolish_organ, appoint, merge_organs, split_organ
from portal.audit.models import Event
from portal.errors import DomainError, NotAllowed
from portal.subjects import SubjectRef
from tests.accounts.conftest import appointed, person

BASIS = "临政发〔2026〕3号"
TODAY = date(2026, 5, 21)
YESTERDAY = date(2026, 5, 20)


@pytest.fixture
def cases(monkeypatch):
    """Two open cases of another package, and what its mover was asked."""
    asked = []

    def mover(estate):
        asked.append(estate)
        return [SubjectRef("disclosure.document", 11, "通知"), SubjectRef("disclosure.document", 12, "公告")]

    monkeypatch.setitem(succession._movers, "tests.cases", mover)
    return asked


@pytest.mark.duty("S2-7.5c")
def test_a_merged_organ_ends_and_its_heir_answers_from_today(education, sport, admin, at) -> None:
    merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    sport.refresh_from_db()
    assert (sport.active_to, sport.successor, sport.heir()) == (YESTERDAY, education, education)
    assert sport.is_active(YESTERDAY)
    assert not sport.is_active(TODAY)
    assert sport.name == "临江市体育局"
    reform = Reform.objects.get()
    assert (reform.get_kind_display(), reform.heir, reform.on, reform.basis) == ("并入", education, TODAY, BASIS)


@pytest.mark.duty("S2-7.5c")
def test_everything_the_movers_move_is_recorded_under_one_act(education, sport, admin, at, cases) -> None:
    moved = merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    assert [(estate.source, estate.heir, estate.on) for estate in cases] == [(sport, education, TODAY)]
    assert [target.pk for target in moved] == [11, 12]
    events = Event.objects.filter(subject_label="disclosure.document").order_by("subject_id")
    assert [event.after["organ"]["name"] for event in events] == ["临江市教育局", "临江市教育局"]
    assert events[0].before["organ"]["name"] == "临江市体育局"
    assert len({event.act_id for event in events} | {Event.objects.get(act="close_organ").act_id}) == 1


def test_a_mover_that_fails_leaves_everything_as_it_was(education, sport, admin, at, monkeypatch) -> None:
    def broken(estate):
        raise RuntimeError("no")

    monkeypatch.setitem(succession._movers, "zz.broken", broken)
    worker = person("worker", "经办人乙")
    appointed(worker, sport, "handler")
    with pytest.raises(RuntimeError):
        merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    sport.refresh_from_db()
    assert sport.active_to is None
    assert list(Appointment.objects.filter(organ=sport).values_list("ends_on", flat=True)) == [None]
    assert (Event.objects.count(), Reform.objects.count()) == (0, 0)


@pytest.mark.duty("S2-7.5c")
def test_people_go_on_in_their_roles_at_the_heir_without_a_gap(education, sport, admin, at) -> None:
    worker = person("worker", "经办人乙")
    appointed(worker, sport, "handler", ends_on=date(2027, 12, 31))
    merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    assert actor_of(worker, at=at).roles == {(education.pk, "handler")}
    held = Appointment.objects.order_by("starts_on").filter(user=worker)
    assert [(row.organ, row.starts_on, row.ends_on) for row in held] == [
        (sport, date(2026, 1, 1), YESTERDAY),
        (education, TODAY, date(2027, 12, 31)),
    ]


def test_the_head_of_the_heir_stays_its_only_head(education, sport, admin, at) -> None:
    appointed(person("head-e", "主要负责人甲"), education, "head")
    former = person("head-s", "主要负责人乙")
    appointed(former, sport, "head")
    merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    assert actor_of(former, at=at).roles == frozenset()
    held = Appointment.objects.in_force(TODAY).filter(role="head")
    assert [(row.organ, row.user.name) for row in held] == [(education, "主要负责人甲")]


def test_an_appointment_of_the_future_moves_as_it_is(education, sport, admin, at) -> None:
    worker = person("worker", "经办人乙")
    appoint(worker, organ=sport, role="handler", starts_on=date(2026, 6, 1), actor=admin, at=at)
    merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    row = Appointment.objects.get(user=worker)
    assert (row.organ, row.starts_on) == (education, date(2026, 6, 1))


def test_two_old_organs_become_a_new_one(education, sport, government, admin, at) -> None:
    new = Organ.objects.create(
        name="临江市教育和体育局", short_name="市教体局", code="es", kind="department", active_from=TODAY
    )
    merge_organs([education, sport], into=new, basis=BASIS, actor=admin, at=at)
    assert {row.heir() for row in Organ.objects.filter(active_to=YESTERDAY)} == {new}


def test_subordinate_organs_follow(education, sport, admin, at) -> None:
    centre = Organ.objects.create(
        name="临江市体育中心",
        short_name="体育中心",
        code="centre",
        kind="affiliated",
        parent=sport,
        active_from=date(2000, 1, 1),
    )
    merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    centre.refresh_from_db()
    assert centre.parent == education


def test_an_heir_that_stood_below_takes_the_place_of_its_superior(education, government, admin, at) -> None:
    office = Organ.objects.create(
        name="临江市教育考试院",
        short_name="考试院",
        code="exam",
        kind="affiliated",
        parent=education,
        active_from=date(2000, 1, 1),
    )
    merge_organs([education], into=office, basis=BASIS, actor=admin, at=at)
    office.refresh_from_db()
    assert office.parent == government


@pytest.mark.duty("S2-7.5c")
def test_a_split_gives_named_cases_to_one_organ_and_the_rest_to_the_heir(education, sport, admin, at, cases) -> None:
    heir = Organ.objects.create(
        name="临江市教育委员会", short_name="市教委", code="ec", kind="department", active_from=date(2026, 5, 1)
    )
    chosen = {("disclosure.document", 12): sport}
    split_organ(education, heir=heir, assigned=chosen, basis=BASIS, actor=admin, at=at)
    events = Event.objects.filter(act="pass_to_heir").order_by("subject_id")
    assert [event.after["organ"]["name"] for event in events] == ["临江市教育委员会", "临江市体育局"]
    education.refresh_from_db()
    assert (education.active_to, education.successor) == (YESTERDAY, heir)
    assert {(row.get_kind_display(), row.heir) for row in Reform.objects.all()} == {("分设", heir), ("分设", sport)}


@pytest.mark.duty("S2-7.5c")
def test_an_organ_that_gives_up_a_part_lives_on_with_the_rest(education, sport, admin, at, monkeypatch) -> None:
    keeper_of = {}

    class Case:
        pk = 11

        class _meta:  # noqa: N801  # Django's own name
            label_lower = "disclosure.document"

    def mover(estate):
        keeper_of[11] = estate.heir_of(Case)
        return []

    monkeypatch.setitem(succession._movers, "tests.cases", mover)
    worker = person("worker", "经办人乙")
    appointed(worker, education, "handler")
    split_organ(
        education, heir=education, assigned={("disclosure.document", 12): sport}, basis=BASIS, actor=admin, at=at
    )
    education.refresh_from_db()
    assert education.active_to is None
    assert keeper_of == {11: education}
    assert actor_of(worker, at=at).roles == {(education.pk, "handler")}
    assert Event.objects.get(subject_label="accounts.organ").act == "split_organ"


@pytest.mark.duty("S2-7.5c")
def test_what_an_abolished_organ_leaves_falls_to_whoever_decided_it(education, government, admin, at) -> None:
    abolish_organ(education, decided_by=government, basis=BASIS, actor=admin, at=at)
    education.refresh_from_db()
    assert (education.active_to, education.heir()) == (YESTERDAY, government)
    assert Event.objects.get(act="close_organ").after["kind"] == "abolished"


def test_an_heir_of_an_heir_answers(education, sport, government, admin, at) -> None:
    Organ.objects.filter(pk=sport.pk).update(active_to=date(2020, 1, 1), successor=education)
    abolish_organ(education, decided_by=government, basis=BASIS, actor=admin, at=at)
    assert Organ.objects.get(code="sport").heir() == government


def test_reforms_that_make_no_sense_are_refused(education, sport, government, admin, clerk, at) -> None:
    young = Organ.objects.create(name="临江市新局", short_name="新局", code="new", kind="department", active_from=TODAY)
    with pytest.raises(DomainError, match="不能同时是被并入的机关"):
        merge_organs([education, sport], into=sport, basis=BASIS, actor=admin, at=at)
    with pytest.raises(DomainError, match="至少选一个"):
        merge_organs([], into=sport, basis=BASIS, actor=admin, at=at)
    with pytest.raises(DomainError, match="不能由自己决定撤销"):
        abolish_organ(sport, decided_by=sport, basis=BASIS, actor=admin, at=at)
    with pytest.raises(DomainError, match="今天刚设立"):
        merge_organs([young], into=sport, basis=BASIS, actor=admin, at=at)
    with pytest.raises(DomainError, match="写明依据"):
        merge_organs([sport], into=education, basis="", actor=admin, at=at)
    with pytest.raises(NotAllowed):
        merge_organs([sport], into=education, basis=BASIS, actor=actor_of(clerk, at=at), at=at)
    assert Event.objects.count() == 0


def test_an_organ_that_ended_is_neither_merged_again_nor_an_heir(education, sport, government, admin, at) -> None:
    abolish_organ(sport, decided_by=government, basis=BASIS, actor=admin, at=at)
    with pytest.raises(DomainError, match="临江市体育局现在不存在"):
        merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    with pytest.raises(DomainError, match="临江市体育局现在不存在"):
        merge_organs([education], into=sport, basis=BASIS, actor=admin, at=at)


def test_its_number_code_is_free_for_another_organ(education, sport, admin, at) -> None:
    merge_organs([sport], into=education, basis=BASIS, actor=admin, at=at)
    Organ.objects.create(
        name="临江市体育总局", short_name="体总", code="st", kind="department", number_code="临体发", active_from=TODAY
    )


def test_two_movers_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="registered already"):
        succession.register("accounts.appointments", lambda estate: [])

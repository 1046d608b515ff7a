"""社会监督员: recruited, trained, appointed for a term; a note from the phone becomes a problem once."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from assessment.problems.models import Problem
from assessment.supervision import services
from assessment.supervision.models import PatrolNote, Supervisor
from assessment.supervision.reform import move_open_notes
from portal.accounts.models import Organ
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.notices.models import Notice
from tests.assessment.city import NOON

CANDIDATE = {"name": "赵大妈", "background": "resident", "recruitment": "open_call", "phone": "13812345678"}
TRAINED = {"held_on": date(2026, 5, 8), "topic": "怎么看一个办事窗口", "hours": 4}
TERM = {"term_from": date(2026, 5, 10), "term_to": date(2026, 12, 31)}
NOTE = {
    "patrolled_on": date(2026, 5, 20),
    "place": "window",
    "faulty": True,
    "seen": "窗口没有办事流程图，问了办事员，说没有。",
}
NEW_YEAR = datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI)
TOKEN = "t" * 43


def candidate(city) -> Supervisor:
    return services.register_candidate(values=CANDIDATE, **city.office())


def serving(city) -> Supervisor:
    row = services.train(candidate(city), values=TRAINED, **city.office())
    return services.appoint(row, values=TERM, **city.office())


def filed(city, organ="jiaoyu", *, row=None, token=TOKEN, uploads=(), at=NOON, **values) -> PatrolNote:
    given = {"organ": Organ.objects.get(code=organ), "values": NOTE | values, "uploads": uploads}
    return services.file_note(row or serving(city), **given, token=token, at=at)


@pytest.mark.duty("S3-7.4a")
def test_somebody_is_recruited_for_a_term_with_a_number(city) -> None:
    row = serving(city)
    assert (row.number, row.state, row.term_to, row.recruitment) == (
        "2026001",
        "serving",
        date(2026, 12, 31),
        "open_call",
    )
    assert row.serves(date(2026, 12, 31))
    assert not row.serves(date(2027, 1, 1))
    services.renew(row, values={"term_from": date(2027, 1, 1), "term_to": date(2027, 12, 31)}, **city.office())
    assert row.serves(date(2027, 1, 1))


@pytest.mark.duty("S3-7.4b")
def test_nobody_is_appointed_without_training(city) -> None:
    row = candidate(city)
    with pytest.raises(Blocked, match="还没有参加过培训"):
        services.appoint(row, values=TERM, **city.office())


def test_the_office_alone_keeps_the_list(city) -> None:
    row = candidate(city)
    for actor in (city.as_("jiaoyu", Role.HEAD), city.leader()):
        with pytest.raises(NotAllowed):
            services.train(row, values=TRAINED, **actor)


@pytest.mark.parametrize(
    "term",
    [{"term_from": None, "term_to": date(2026, 12, 31)}, {"term_from": date(2026, 6, 1), "term_to": date(2026, 5, 1)}],
)
def test_a_term_has_a_beginning_and_an_end(city, term) -> None:
    row = services.train(candidate(city), values=TRAINED, **city.office())
    with pytest.raises(InvalidInput):
        services.appoint(row, values=term, **city.office())


@pytest.mark.duty("S3-7.4b")
def test_a_note_becomes_a_problem_of_the_assessment_once(city) -> None:
    city.standard()
    note = filed(city, uploads=[ContentFile(b"no chart", name="window.txt")])
    assert [notice.user.username for notice in Notice.objects.filter(kind="patrol")] == ["city-oversight"]
    given = {"title": "窗口没有办事流程图"}
    services.take_up(note, rule="C2a", values=given, answer="属实，已登记。", **city.office())
    problem = Problem.objects.get()
    assert (problem.organ.code, problem.rule, problem.way, problem.occurred_on) == (
        "jiaoyu",
        "C2a",
        "supervisor",
        date(2026, 5, 20),
    )
    assert (note.state, note.problem, problem.subject.pk) == ("taken_up", problem, note.pk)
    again = filed(city, row=note.supervisor, token="u" * 43)
    with pytest.raises(InvalidInput) as refused:
        services.take_up(again, rule="C2a", values=given, answer="属实。", **city.office())
    assert set(refused.value.messages) == {"difference"}


def test_what_is_in_order_needs_nobody(city) -> None:
    assert filed(city, faulty=False).state == "in_order"
    assert not Notice.objects.filter(kind="patrol").exists()


def test_a_note_that_is_set_aside_is_answered(city) -> None:
    note = filed(city)
    with pytest.raises(InvalidInput):
        services.set_aside(note, answer="", **city.office())
    services.set_aside(note, answer="当天大厅改造，流程图在二楼。", **city.office())
    assert (note.state, Problem.objects.count()) == ("set_aside", 0)


def test_the_same_form_sent_twice_files_one_note(city) -> None:
    row = serving(city)
    assert filed(city, row=row) == filed(city, row=row)
    assert PatrolNote.objects.count() == 1


def test_personal_data_in_a_note_is_masked_before_it_is_stored(city) -> None:
    note = filed(city, seen="办事的人电话13812345678，说等了两小时。")
    assert "13812345678" not in note.seen
    assert "等了两小时" in note.seen


def test_a_note_is_of_a_day_of_the_term(city) -> None:
    row = serving(city)
    for day in (None, date(2026, 5, 9), date(2026, 5, 22)):
        with pytest.raises(InvalidInput) as refused:
            filed(city, row=row, patrolled_on=day)
        assert set(refused.value.messages) == {"patrolled_on"}
    with pytest.raises(NotAllowed, match="聘期已经结束"):
        filed(city, row=row, at=NEW_YEAR)


def test_too_many_photographs_and_unknown_files_are_refused(city) -> None:
    row = serving(city)
    for uploads in ([ContentFile(b"x", name="a.txt")] * 7, [ContentFile(b"MZ\x90", name="a.exe")]):
        with pytest.raises(InvalidInput) as refused:
            filed(city, row=row, uploads=uploads)
        assert set(refused.value.messages) == {"photos"}


def test_notes_and_names_are_read_by_the_office_alone(city) -> None:
    note = filed(city)
    for code, role, count in (("city", Role.OVERSIGHT, 1), ("city", Role.CITY_LEADER, 1), ("jiaoyu", Role.HEAD, 0)):
        actor = actor_of(city.people[code, role], at=NOON)
        assert PatrolNote.objects.visible_to(actor).filter(pk=note.pk).count() == count
        assert Supervisor.objects.visible_to(actor).count() == count


def test_an_open_note_goes_to_the_heir_of_the_organ(city) -> None:
    note = filed(city)
    estate = Succession(
        source=city.organs["jiaoyu"], heir=city.organs["zhujian"], on=date(2026, 5, 21), **city.office()
    )
    assert [moved.pk for moved in move_open_notes(estate)] == [note.pk]


# --- the pages on the phone -----------------------------------------------------------------------------


@pytest.fixture
def phone(city, client, time_machine):
    time_machine.move_to(NOON, tick=False)
    row, code = services.issue_code(serving(city), **city.office())
    return client, row, code


def open_pages(client, number, code):
    return client.post("/supervision/", {"number": number, "code": code})


@pytest.mark.duty("S3-7.4b")
def test_a_note_is_filed_from_the_phone_without_an_account(phone) -> None:
    client, row, code = phone
    assert open_pages(client, row.number, code.lower()).status_code == 302
    sent = {"organ": "cuihu", "patrolled_on": "2026-05-21", "place": "board", "faulty": "yes", "seen": "公开栏是空的。"}
    assert client.post("/supervision/patrol/", sent | {"token": TOKEN}).status_code == 302
    note = PatrolNote.objects.get()
    assert (note.organ.code, note.supervisor, note.state) == ("cuihu", row, "filed")
    page = client.get("/supervision/")
    assert "公开栏是空的。" in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    actor = Event.objects.get(subject_label="assessment.patrolnote", act="file_note").actor_name
    assert actor == "监督员2026001"


def test_a_wrong_code_an_old_code_and_a_term_that_is_over_open_nothing(phone, city, time_machine) -> None:
    client, row, code = phone
    for number, typed in ((row.number, "AAAA-BBBB-CCCC-DDDD-EEEE"), ("2026999", code)):
        assert "对不上" in open_pages(client, number, typed).content.decode()
    _, newer = services.issue_code(row, **city.office())
    assert "对不上" in open_pages(client, row.number, code).content.decode()
    time_machine.move_to(NEW_YEAR, tick=False)
    assert "聘期已经结束" in open_pages(client, row.number, newer).content.decode()


def test_who_is_dismissed_is_out_at_once(phone, city) -> None:
    client, row, code = phone
    open_pages(client, row.number, code)
    assert client.get("/supervision/patrol/").status_code == 200
    row.refresh_from_db()
    services.dismiss(row, reason="本人申请", **city.office())
    assert client.get("/supervision/patrol/").status_code == 302


def test_an_error_keeps_what_was_typed(phone) -> None:
    client, row, code = phone
    open_pages(client, row.number, code)
    page = client.post("/supervision/patrol/", {"seen": "公开栏是空的。"}).content.decode()
    assert "请选择单位" in page
    assert "公开栏是空的。" in page


def test_guessing_codes_is_slowed_down(phone) -> None:
    client, row, _ = phone
    answers = [open_pages(client, row.number, "AAAA").status_code for _ in range(21)]
    assert answers[-1] == 429

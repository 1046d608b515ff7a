"""The demonstration city: loaded once, on a fixed day, for all tests of this file."""

import re
from datetime import date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from assessment import demo as assessment
from assessment.annual_reports import services as reports
from assessment.annual_reports.models import AnnualReport
from assessment.dashboard.panels.catalogue import PANELS
from assessment.problems.models import Problem
from assessment.scoring.models import Assessment
from disclosure.catalogue.models import Column, Guide, Regulation
from disclosure.catalogue.states import RegulationSubject
from disclosure.demo.loading import is_loaded, load
from disclosure.demo.texts import FOLDER, annual_reports, texts
from disclosure.documents.codes import Validity
from disclosure.documents.models import Correction, Document, DocumentRelation, WithheldAssessment
from disclosure.documents.states import State
from disclosure.objections.models import Objection
from disclosure.repost_checks.models import RepostCheck
from disclosure.reposting.models import RepostTask
from disclosure.secrecy.models import SecrecyTerm
from portal.accounts.demo import password_table
from portal.accounts.models import Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import STATUTORY_KINDS, OrganKind, Role
from portal.audit.services import seal
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.files.models import StoredFile
from portal.screening.models import Finding
from portal.search.models import IndexTask
from requests_app.demo import loading as requests
from sentiment.demo import loading as opinions
from sentiment.demo import playing as letters
from tests.assessment.walking import (
    Walk,
    walk_dashboard,
    walk_panels,
    walk_problems,
    walk_reports,
    walk_score_pages,
    walk_scores,
)

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("demo")]

LOADED_AT = datetime(2026, 11, 22, 10, 0, tzinfo=SHANGHAI)  # a Sunday
NEXT_YEAR = datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole city, taken back when the last test of the file is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(at=LOADED_AT)
        transaction.set_rollback(True)


def test_the_city_has_organs_of_all_kinds_the_rules_bind(city, db) -> None:
    kinds = set(Organ.objects.values_list("kind", flat=True))
    assert kinds == {*STATUTORY_KINDS, OrganKind.PUBLIC_ENTERPRISE}
    assert Organ.objects.count() == 35


def test_two_organs_ended_and_others_answer_for_them(city, db) -> None:
    ended = Organ.objects.exclude(active_to=None).order_by("active_to")
    assert [(organ.name, str(organ.active_to), organ.heir().name) for organ in ended] == [
        ("临江市大数据管理中心", "2024-06-30", "临江市数据局"),
        ("临江市城乡规划局", "2025-01-01", "临江市自然资源局"),
    ]


def test_documents_stand_in_every_state(city, db) -> None:
    assert set(Document.objects.values_list("state", flat=True)) == set(State.values)
    assert city.documents == Document.objects.count() == 237


def test_texts_of_every_validity_are_public(city, db) -> None:
    assert set(Document.objects.public().values_list("validity", flat=True)) == set(Validity.values)


def test_families_of_documents_are_linked(city, db) -> None:
    measures = Document.objects.get(title__contains="印发《临江市既有住宅加装电梯实施办法》")
    relations = DocumentRelation.objects.filter(target=measures).values_list("kind", "source__doc_number")
    assert set(relations) >= {("amends", "临政办发〔2026〕4号")}
    assert measures.validity == Validity.AMENDED
    replaced = Document.objects.get(title__contains="加装电梯试行办法")
    assert (replaced.validity, replaced.repealed_on) == (Validity.REPEALED, date(2026, 5, 1))


def test_a_scheduled_an_overdue_and_a_corrected_document_can_be_seen(city, db) -> None:
    assert Document.objects.filter(state=State.SIGNED, publish_after__isnull=False).count() == 1
    running = Deadline.objects.filter(closed_at=None, rule="PUBLISH")
    assert running.filter(due_on__lt=date(2026, 11, 22)).count() == 1
    assert Correction.objects.applied().count() == 2
    assert Document.objects.exclude(correction_state="").count() == 1


def test_pages_between_organs_have_something_to_show(city, db) -> None:
    states = set(Objection.objects.values_list("state", flat=True))
    assert states == {"open", "refused", "accepted", "remedied", "dismissed"}
    assert set(SecrecyTerm.objects.values_list("state", flat=True)) == {"in_force", "expired", "declassified"}
    tasks = RepostTask.objects.values_list("state", "is_late").distinct()
    assert set(tasks) == {("open", False), ("done", False), ("done", True), ("waived", False)}
    assert RepostCheck.objects.count() == 1


def test_what_is_withheld_was_assessed_and_one_opened(city, db) -> None:
    assert set(WithheldAssessment.objects.values_list("conclusion", flat=True)) == {"stays", "opens"}
    draft = Document.objects.get(derived_from__isnull=False)
    assert (draft.state, draft.derived_from.state) == ("draft", "filed")


def test_every_organ_explains_where_to_ask(city, db) -> None:
    assert Guide.objects.in_force(date(2026, 11, 22)).count() == 35
    assert Guide.objects.filter(organ__code="zhengfuban").count() == 2


@pytest.mark.duty("S1-2.a", "S1-2.b", "S1-2.c", "S1-2.d", "S1-2.e", "S1-2.f", "S1-2.g", "S1-2.h")
def test_all_eight_rules_of_procedure_are_in_the_library(city, db) -> None:
    subjects = set(Regulation.objects.in_force(date(2026, 11, 22)).values_list("subject", flat=True))
    assert subjects == set(RegulationSubject.values) - {"other"}


def test_no_column_of_a_document_is_missing_and_few_are_blank(city, db) -> None:
    assert not Document.objects.public().filter(column=None).exists()
    assert Column.objects.filter(organ__code="shizhengfu", documents=None, children=None).count() <= 4


def test_attachments_are_office_files_and_data_sets_tables(city, db) -> None:
    suffixes = {name.rpartition(".")[2] for name in StoredFile.objects.values_list("name", flat=True)}
    assert suffixes == {"xlsx", "docx", "pdf", "csv"}


def test_files_show_every_stage_of_their_life(city, db) -> None:
    stored = StoredFile.objects.filter(original=None)
    assert [copy.copy_kind for copy in StoredFile.objects.exclude(original=None)] == ["cleaned"]
    assert all(file.for_public() for file in stored)
    waiting = Finding.objects.open().get(kind="unreadable")
    assert Document.objects.get(pk=waiting.subject_id).state == "secrecy"
    assert not Finding.objects.open().filter(part__startswith="file:").exclude(kind="unreadable").exists()


def test_everything_that_is_public_waits_for_the_index(city, db) -> None:
    queued = set(IndexTask.objects.filter(label="disclosure.document").values_list("object_id", flat=True))
    assert queued >= set(Document.objects.public().values_list("pk", flat=True))


def test_the_trail_of_the_whole_past_is_sound(city, db) -> None:
    while seal(at=LOADED_AT):
        pass
    assert verify(at=LOADED_AT).findings == []


def test_acts_are_recorded_in_order_of_time(city, db) -> None:
    published = Document.objects.public().order_by("pk").values_list("signed_at", "published_at")
    assert all(signed < out <= LOADED_AT for signed, out in published)


def test_only_the_open_accounts_can_sign_in(city, db) -> None:
    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    assert able == {item.account.username for item in city.credentials}
    item = city.credentials[0]
    assert (item.account.username, item.name) == ("jingban", "市住房和城乡建设局经办人")
    assert User.objects.get(username="jingban").check_password(item.password)


def test_the_password_table_is_aligned(city) -> None:
    lines = password_table(city.credentials).splitlines()
    assert len(lines) == 22
    assert lines[0].startswith("用户名          密码")
    assert re.fullmatch(r"jingban {9}\S{19}  市住房和城乡建设局经办人：拟稿、送核对、提出更正", lines[1])


def test_loading_over_other_data_is_refused(city, db, settings) -> None:
    settings.DEMO = True
    Organ.objects.filter(code="shizhengfu").update(code="other")
    assert not is_loaded()
    with pytest.raises(CommandError, match="库里已有其他数据，演示城市只能装进空库。"):
        call_command("load_demo")


def test_loading_again_changes_nothing(city, db, settings, capsys) -> None:
    settings.DEMO = True
    call_command("load_demo")
    assert capsys.readouterr().out == "演示城市已经在库里，没有改动。要重来请用 make demo。\n"
    assert Document.objects.count() == city.documents


def test_outside_a_demonstration_nothing_is_loaded(db, settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="这不是演示库"):
        call_command("load_demo")


# --- every number of who leads is as long as its list ------------------------------------------------


@pytest.fixture(scope="module")
def whole_city(city, django_db_blocker):
    """With its requests, opinions, letters and assessment: what the pages of who leads are counted from."""
    with django_db_blocker.unblock(), transaction.atomic():
        requests.load(at=LOADED_AT)
        opinions.load(at=LOADED_AT)
        letters.load(at=LOADED_AT)
        assessment.load(at=LOADED_AT)
        yield city
        transaction.set_rollback(True)


@pytest.fixture
def set_out(whole_city, db, settings, time_machine):
    """Begin a walk at some moment by the account of who leads the office."""
    settings.STAFF_OTP_REQUIRED = False

    def begun(at: datetime) -> Walk:
        time_machine.move_to(at, tick=False)
        leader = User.objects.get(appointments__role=Role.OFFICE_APPROVER)
        leader.password_changed_at = at
        leader.save(update_fields=["password_changed_at"])
        client = Client()
        client.force_login(leader, backend="portal.accounts.backends.AppointmentBackend")
        return Walk(client)

    return begun


@pytest.fixture
def walk(set_out) -> Walk:
    return set_out(LOADED_AT)


def assert_sound(walk: Walk, *, at_least: int) -> None:
    """Nothing broken, nothing wrong, and so many numbers were followed."""
    assert walk.broken == []
    assert walk.wrong == []
    assert walk.counts >= at_least


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_number_of_the_board_is_as_long_as_its_list(walk, year) -> None:
    walk_scores(walk, year)
    assert_sound(walk, at_least=2)


def test_every_number_of_a_score_is_as_long_as_its_list(walk) -> None:
    walk_score_pages(walk, Assessment.objects.order_by("pk"))
    assert_sound(walk, at_least=2)


def test_every_problem_leads_to_the_case_it_was_found_in(walk) -> None:
    walk_problems(walk, Problem.objects.order_by("pk"))
    assert_sound(walk, at_least=0)


def test_every_counted_cell_of_an_annual_report_is_as_long_as_its_list(set_out) -> None:
    """The reports of the year the city is in, opened when it is over."""
    walk = set_out(NEXT_YEAR)
    oversight = User.objects.get(appointments__role=Role.OVERSIGHT)
    reports.open_reports(year=2026, actor=actor_of(oversight, at=NEXT_YEAR), at=NEXT_YEAR)
    walk_reports(walk, AnnualReport.objects.order_by("pk"))
    assert_sound(walk, at_least=10)


def test_every_number_of_the_dashboard_is_as_long_as_its_list(walk) -> None:
    walk_dashboard(walk)
    assert_sound(walk, at_least=30)


def test_every_number_of_the_panels_is_as_long_as_its_list(walk) -> None:
    walk_panels(walk, PANELS)
    assert_sound(walk, at_least=10)


# --- the texts themselves -----------------------------------------------------------------------------

WRITTEN = [*texts("documents"), *annual_reports(), *texts("cases")]
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".md", ".toml", ".csv", ".txt"})


def test_every_reference_names_one_text() -> None:
    names = [text.name for text in WRITTEN]
    wanted = [name for text in WRITTEN for _, name in text.relatives]
    wanted += [name for text in WRITTEN for name in re.findall(r"\{\{number:([\w-]+)\}\}", text.prose)]
    assert [name for name in wanted if names.count(name) != 1] == []


def test_telephones_belong_to_nobody() -> None:
    numbers = [
        number for path in FILES for number in re.findall(r"(?<![\d.])0\d{2,3}-\d{7,8}|1[3-9]\d{9}", path.read_text())
    ]
    assert [number for number in numbers if not number.startswith("0000-86")] == []


def test_no_identity_or_bank_number_is_written() -> None:
    assert [path.name for path in FILES if re.search(r"(?<!\d)\d{15,19}[\dXx]?(?!\d)", path.read_text())] == []


def test_titles_and_texts_are_all_different() -> None:
    assert len({(text.organ, text.title) for text in WRITTEN}) == len(WRITTEN)
    assert len({text.prose for text in WRITTEN}) == len(WRITTEN)

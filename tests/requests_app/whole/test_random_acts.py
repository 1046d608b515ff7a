"""People do lawful and unlawful things in any order: what must always hold, holds after every one of them."""

from datetime import date, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.audit.models import Event
from portal.audit.verification import verify
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import calendar, facts_of
from portal.deadlines.services import sweep
from portal.deadlines.services.ledger import derived
from portal.errors import DomainError
from portal.letters.models import Letter
from portal.subjects import ref
from portal.workflow import Governed
from requests_app.answering import services as answering
from requests_app.cases import clocks
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.cases.states import CLOSED
from requests_app.charging import services as charging
from requests_app.consulting import services as consulting
from requests_app.figures import selectors as figures
from requests_app.figures.tables import faults
from requests_app.serving import services as serving
from tests.disclosure.office import open_office
from tests.requests_app.agency import CITIZEN, COMPANY, FOUNDED, TWO_ITEMS, Role, moment
from tests.requests_app.whole.acts import AFTER_THE_END, LAWFUL, USUAL
from tests.requests_app.whole.beside import answers_released, proposals_decided, records_put_right
from tests.requests_app.whole.courses import COURSES, KEPT_A_YEAR, TAKEN

pytestmark = pytest.mark.django_db

ACTS = sorted(LAWFUL, key=lambda act: act.__name__)
PEOPLE = (Role.HANDLER, Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SECRECY_REVIEWER, Role.SIGNER, Role.HEAD)
NUMBERS = st.integers(1, 24)
PLACES = st.integers(0, 3)
SEEDS = st.integers(0, 2**32)
STEPS = 20
TRIES = 6
YEARS = (2025, 2026, 2027)
CASES_AT_MOST = 4
FOLLOWS = ("due_on", "due_at", "waiting_since", "extended_by", "provisional", "started_on")
"""Columns of a clock that follow from its events."""


class Requests(RuleBasedStateMachine):
    """A few requests of one organ, over the New Year of 2027. ``scene`` is what the acts know of the world."""

    def __init__(self, agency, partner):
        super().__init__()
        self.agency, self.scene = agency, SimpleNamespace(partner=partner, today=date(2026, 11, 23))
        self.counted, self.steps = {}, 0
        self._undone = transaction.atomic()
        self._undone.__enter__()

    @initialize(seed=SEEDS)
    def the_organ_is_at_work(self, seed):
        self.fees_are_taken_up()
        self.somebody_asks(1)
        self.somebody_asks(6)
        self.things_take_their_usual_course(seed)

    def fees_are_taken_up(self):
        head = self.agency.as_(Role.HEAD, moment(self.scene.today, 8))
        charging.take_up(
            organ=self.agency.organ, method="page", basis="临住建发〔2026〕3号", payment="缴款书",
            starts_on=self.scene.today, **head,
        )  # fmt: skip

    # --- what happens ---

    @rule(n=NUMBERS)
    def somebody_asks(self, n):
        if DisclosureRequest.objects.count() >= CASES_AT_MOST:
            return
        items = TWO_ITEMS[: 1 + n % 2]
        if n % 3:
            self.agency.filed(at=self.now, items=items, **(COMPANY if n % 5 == 0 else {}))
        else:
            channel = ("in_person", "plain_mail", "signed_mail")[n // 3 % 3]
            self.agency.registered(channel=channel, at=self.now, items=items)

    @rule(seed=SEEDS)
    def things_take_their_usual_course(self, seed):
        """What the state of a case suggests, the first of it that can be done; days go by in between."""
        chance = Random(seed)  # noqa: S311 - the same course for the same seed
        for _ in range(STEPS):
            case, n = self.case(chance.randint(0, 3)), chance.randint(1, 24)
            acts, weights = zip(*USUAL[case.state].items(), strict=True)
            for act in chance.choices(acts, weights, k=TRIES):
                if self.attempt(act, self.agency.fresh(case), n) is None:
                    break
            self.scene.today += timedelta(days=chance.choice((0, 0, 0, 1, 1, 8)))

    @rule(name=st.sampled_from(sorted(COURSES)))
    def somebody_takes_a_course(self, name):
        self.take(COURSES[name])

    @rule(place=PLACES, act=st.sampled_from(ACTS), person=st.sampled_from((*PEOPLE, "citizen", None)), n=NUMBERS)
    def anything_by_anybody(self, place, act, person, n):
        self.attempt(act, self.case(place), n, person)

    @rule(days=st.integers(1, 16))
    def time_passes(self, days):
        self.scene.today += timedelta(days=days)
        cases.confirm_unattended(at=self.now)
        consulting.settle_silent(at=self.now)
        serving.reach_notified(at=self.now)
        answering.issue_missing_receipts(at=self.now)
        assert sweep(at=self.now).failed == 0
        for case in DisclosureRequest.objects.exclude(state__in=CLOSED):
            self.check(case)

    # --- how ---

    @property
    def now(self):
        return moment(self.scene.today)

    def case(self, place):
        rows = DisclosureRequest.objects.order_by("pk")
        return rows[place % len(rows)]

    def take(self, course):
        """A request of its own goes the whole course, whatever happened to the others."""
        items = TWO_ITEMS[: course.items]
        if course.channel == "online":
            case = self.agency.filed(at=self.now, items=items).request
        else:
            case = self.agency.registered(channel=course.channel, at=self.now, items=items)
        for step in course.steps:
            if isinstance(step, int):
                self.time_passes(step)
                continue
            act, n = step if isinstance(step, tuple) else (step, 1)
            assert (act.__name__, self.attempt(act, self.agency.fresh(case), n)) == (act.__name__, None)
        return self.agency.fresh(case)

    def attempt(self, act, case, n, person=None):
        """One act by the person named, or by one who may: what refused it, or ``None`` when it was done. A refusal
        leaves nothing behind."""
        was, events = case.state, Event.objects.count()
        who = self.agency.as_(person or LAWFUL[act], self.now) if person != "citizen" else {}
        who = who or {"actor": CITIZEN, "at": self.now}
        try:
            with transaction.atomic():
                act(self.scene, case, n, who)
        except DomainError as refused:
            assert Event.objects.count() == events
            return refused
        assert was not in CLOSED or act in AFTER_THE_END, f"{act.__name__} after {was}"
        self.check(self.agency.fresh(case))
        return None

    # --- what always holds ---

    def check(self, case):
        self.steps += 1
        self._clocks_are_right(case)
        self._letters_are_right(case)
        self._trail_tells_the_state(case)
        self._counted_once()
        if self.steps % 32 == 0:
            self._figures_add_up()

    def _clocks_are_right(self, case):
        subjects = [case, *case.consultations.all()]
        ledger = [clock for subject in subjects for clock in Deadline.objects.of(ref(subject))]
        running = [clock for clock in ledger if not clock.is_closed]
        assert len([clock for clock in running if clock.rule in clocks.OF_THE_ANSWER]) <= 1
        if case.state in CLOSED:
            assert running == []
        for clock in ledger:
            told = derived(clock.legal_rule, facts_of(clock.events.all()), calendar(), self.now)
            assert {name: getattr(clock, name) for name in FOLLOWS} == {name: told[name] for name in FOLLOWS}
        waits = any(clock.waiting_since for clock in running if clock.rule == clocks.REPLY)
        asked = case.consultations.filter(state="asked").exists() or case.state in ("correcting", "paying")
        assert not waits or asked

    def _letters_are_right(self, case):
        assert not Letter.objects.filter(foi_service=None).exists()
        answers = case.services.answers().filter(round=case.round)
        if case.state in ("answered", "signed"):
            assert answers.exists()
        if case.state == "answered":
            assert not answers.filter(served_on=None).exists()
        if case.state not in ("answered", "signed", "withdrawn", "archived"):
            assert not answers.exists()

    def _trail_tells_the_state(self, case):
        own = Event.objects.filter(subject_label=case._meta.label_lower, subject_id=case.pk).order_by("-seq")
        states = [event.after["state"] for event in own if "state" in (event.after or {})]
        begun = ("submitted", "handling")
        assert states[0] == case.state if states else case.state in begun

    def _counted_once(self):
        now = {
            item.pk: (item.counted_outcome, item.counted_on) for item in RequestItem.objects.exclude(counted_on=None)
        }
        assert {pk: now.get(pk) for pk in self.counted} == self.counted
        self.counted = now
        open_ones = RequestItem.objects.filter(request__state="answered", counted_on=None)
        assert not open_ones.exists()

    def _figures_add_up(self):
        ids = [self.agency.organ.pk, self.scene.partner.pk]
        for year in YEARS:
            report = figures.report(ids, year, each=True)
            assert faults(report, previous=figures.table3(ids, year - 1)) == []

    def teardown(self):
        try:
            for case in DisclosureRequest.objects.all():
                self.check(case)
            self._figures_add_up()
            assert verify(at=self.now).is_intact
        finally:
            transaction.set_rollback(True)
            self._undone.__exit__(None, None, None)


@pytest.fixture
def partner(city):
    return Organ.objects.create(
        name="临江市自然资源局", short_name="自然资源局", code="zrj", kind=OrganKind.DEPARTMENT, parent=city,
        number_code="临资发", active_from=FOUNDED,
    )  # fmt: skip


def test_whatever_people_do_the_case_stays_whole(agency, partner) -> None:
    run_state_machine_as_test(
        lambda: Requests(agency, partner),
        settings=settings(
            max_examples=5,
            stateful_step_count=4,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


# --- every move of every table ------------------------------------------------------------------------


def tables():
    """Each move there is, from each state it starts in."""
    models = apps.get_app_config("requests_app").get_models()
    workflows = {model._meta.label_lower: model.workflow for model in models if issubclass(model, Governed)}
    return {
        (label, source, row.act)
        for label, workflow in workflows.items()
        for row in workflow.rows
        for source in row.sources
    }


def made():
    """Each move that was made, as the trail tells it; nothing but a move has a state before it."""
    rows = Event.objects.exclude(before=None).values_list("subject_label", "before", "act")
    return {(label, before["state"], act) for label, before, act in rows if "state" in before}


def test_every_act_is_on_a_course() -> None:
    assert [act.__name__ for act in ACTS if act not in TAKEN] == []


def test_every_move_of_every_table_is_made_on_a_course(agency, partner) -> None:
    document = open_office(
        code="jsj", name="临江市建设管理处", number_code="临建管发", uscc="11370000004503126J"
    ).published()
    machine = Requests(agency, partner)
    try:
        machine.fees_are_taken_up()
        ends = {name: machine.take(course).state for name, course in COURSES.items()}
        case = DisclosureRequest.objects.filter(state="answered").first()
        records_put_right(agency, case, machine.now)
        proposals_decided(agency, case, document, machine.now)
        answers_released(agency, machine.now)
        machine.take(KEPT_A_YEAR)
        moves = made()
    finally:
        machine.teardown()
    assert sorted(tables() - moves) == []
    assert {end for name, end in ends.items() if name.startswith("withdrawn")} == {"withdrawn", "archived"}

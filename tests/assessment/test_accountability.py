"""责任追究: investigated, everybody heard, decided by another, told in writing, reviewed in time, reported back."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from assessment.accountability import rules, services
from assessment.accountability.models import Accountability, Objection
from assessment.accountability.reform import move_open_rows
from assessment.accountability.states import Course, Measure, Part, Situation
from assessment.accountability.tasks import attend
from assessment.rectification import services as rectification
from assessment.rectification.models import Criticism
from assessment.scoring import services as scoring
from portal.accounts.models import Appointment, Organ
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.deadlines.services import open_deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from portal.letters.services import content_of, letter_file
from portal.notices.models import Notice
from portal.subjects import SubjectRef
from sentiment.reproofs.models import Reproof
from tests.assessment.city import NOON
from tests.assessment.test_rectification import JUNE_12, issued

PROOF = [("审批单.txt", ContentFile("审批单上没有保密审查意见".encode()))]
FOUND = {"situation": "forbidden", "course": "approved", "facts": "公开的名单带有身份证号，没有走保密审查。"}
MAY_22 = datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)
JUNE_23 = datetime(2026, 6, 23, 9, 0, tzinfo=SHANGHAI)
SAID = {"heard_on": date(2026, 5, 21), "statement": "审批时没有看附件。", "taken_up": "不采纳：附件应当一并审查。"}


def by_discipline(city, at=NOON):
    return city.as_("city", Role.DISCIPLINE, at)


def by_head(city, at=NOON):
    return city.as_("city", Role.HEAD, at)


def lead(city, organ="jiaoyu") -> Accountability:
    return services.lead(
        organ=Organ.objects.get(code=organ), grounds="群众反映名单里有身份证号。", **by_discipline(city)
    )


def investigated(city, **found) -> Accountability:
    case = services.investigate(lead(city), **by_discipline(city))
    services.establish(case, values=FOUND | found, **by_discipline(city))
    services.add_evidence(case, shows="没有保密审查", uploads=PROOF, **by_discipline(city))
    return case


def named(city, case, part="superior", name="王科长", **values):
    given = {"part": part, "name": name, "post": "科长", "objected": False} | values
    return services.name_respondent(case, values=given, **by_discipline(city))


def heard(city, **found) -> Accountability:
    case = investigated(city, **found)
    for part, name in (("superior", "钱副局长"), ("handler", "孙科员"), ("unit", "")):
        named(city, case, part, name)
    services.open_hearing(case, **by_discipline(city))
    for row in case.respondents.all():
        services.hear(case, respondent=row, values=SAID, **by_discipline(city))
    return case


def decided(city) -> Accountability:
    case = heard(city)
    values = {"gravity": "harmful", "decision": "三十日内全面检查已经公开的名单。"}
    return services.decide(case, values=values, measures={}, **by_head(city))


def served(city) -> Accountability:
    case = decided(city)
    for row in case.respondents.all():
        services.serve(case, respondent=row, served_on=date(2026, 5, 22), **by_discipline(city, MAY_22))
    return case


@pytest.mark.duty("S2-3.5.1", "S2-3.5.2", "S2-3.5.3", "S2-3.5.4", "S2-3.5.5", "S2-3.5.6")
@pytest.mark.duty("S2-1.16.1-3", "S2-11.11.1-6")
def test_a_case_names_one_of_the_situations_of_the_rules(city) -> None:
    assert Situation.values == ["no_disclosure", "no_update", "fees", "sold", "forbidden", "no_mechanism", "other"]
    case = services.investigate(lead(city), **by_discipline(city))
    for situation in Situation.values:
        services.establish(case, values=FOUND | {"situation": situation}, **by_discipline(city))
        case.refresh_from_db()
        assert case.situation == situation
    with pytest.raises(InvalidInput):
        services.establish(case, values=FOUND | {"situation": "rude"}, **by_discipline(city))


@pytest.mark.parametrize(
    ("course", "part", "objected", "borne"),
    [
        pytest.param("unapproved", "handler", False, "full", marks=pytest.mark.duty("S2-3.6.1")),
        pytest.param("unapproved", "superior", False, "none", marks=pytest.mark.duty("S2-3.6.1")),
        pytest.param("approved", "superior", False, "main", marks=pytest.mark.duty("S2-3.6.2a")),
        pytest.param("approved", "handler", False, "secondary", marks=pytest.mark.duty("S2-3.6.2a")),
        pytest.param("approved", "handler", True, "secondary", marks=pytest.mark.duty("S2-3.6.2b")),
        pytest.param("instructed", "superior", False, "main", marks=pytest.mark.duty("S2-3.6.2b")),
        pytest.param("instructed", "handler", False, "secondary", marks=pytest.mark.duty("S2-3.6.2b")),
        pytest.param("instructed", "handler", True, "none", marks=pytest.mark.duty("S2-3.6.2b")),
        pytest.param("collective", "chief", False, "main", marks=pytest.mark.duty("S2-3.6.3")),
        pytest.param("collective", "member", False, "secondary", marks=pytest.mark.duty("S2-3.6.3")),
        pytest.param("collective", "unit", False, "unit", marks=pytest.mark.duty("S2-3.2")),
    ],
)
def test_who_bears_what_follows_from_how_it_came_to_the_act(course, part, objected, borne) -> None:
    assert rules.share(Course(course), Part(part), objected=objected) == borne


@pytest.mark.duty("S2-3.6.2b")
def test_an_objection_counts_against_an_instruction_alone_and_only_on_record(city) -> None:
    case = investigated(city, course="instructed")
    with pytest.raises(InvalidInput, match="没有记录的异议"):
        named(city, case, "handler", objected=True)
    with pytest.raises(InvalidInput, match="直接授意"):
        named(city, case, "superior", objected=True, objection_record="口头提过")
    row = named(city, case, "handler", objected=True, objection_record="5月6日书面提出，见收文簿第12号。")
    assert row.share == "none"
    named(city, case, "superior", "钱副局长")
    services.establish(case, values=FOUND | {"course": "unapproved"}, **by_discipline(city))
    assert list(case.respondents.values_list("share", flat=True)) == ["full", "none"]


@pytest.mark.parametrize(
    ("gravity", "part", "allowed"),
    [
        pytest.param("minor", "handler", ["education"], marks=pytest.mark.duty("S2-3.7.1")),
        pytest.param("harmful", "unit", ["unit_criticism"], marks=pytest.mark.duty("S2-3.7.2")),
        pytest.param("harmful", "handler", ["criticism"], marks=pytest.mark.duty("S2-3.7.2")),
        pytest.param("serious", "unit", ["circulated"], marks=pytest.mark.duty("S2-3.7.3")),
        pytest.param("serious", "handler", ["criticism", "discipline"], marks=pytest.mark.duty("S2-3.7.3")),
        pytest.param("criminal", "handler", ["judiciary"], marks=pytest.mark.duty("S2-3.7.4")),
    ],
)
def test_each_level_allows_its_measures(gravity, part, allowed) -> None:
    assert list(rules.measures(gravity, part, "main")) == [Measure(each) for each in allowed]
    assert rules.measures(gravity, part, "none") == (Measure.NOTHING,)


@pytest.mark.duty("S2-3.4", "law.A6.53")
def test_the_discipline_lead_of_the_organ_above_investigates_and_nobody_else(city) -> None:
    case = lead(city)
    assert case.authority.code == "city"
    for code, role in (("jiaoyu", Role.DISCIPLINE), ("city", Role.HEAD), ("city", Role.OVERSIGHT)):
        with pytest.raises(NotAllowed):
            services.investigate(case, **city.as_(code, role))
    services.investigate(case, **by_discipline(city))
    assert case.investigator_name == "市政府分管纪检的领导"
    school = services.lead(organ=city.organs["yizhong"], grounds="不公开。", **city.as_("jiaoyu", Role.DISCIPLINE))
    assert school.authority.code == "jiaoyu"


def test_without_a_superior_on_record_the_city_government_decides(city) -> None:
    Organ.objects.filter(code="zhujian").update(parent=None)
    assert lead(city, "zhujian").authority.code == "city"


def test_the_city_itself_answers_to_somebody_outside(city) -> None:
    with pytest.raises(DomainError, match="不在本平台"):
        services.lead(organ=city.organs["city"], grounds="不公开。", **by_discipline(city))


@pytest.mark.duty("S2-3.8a")
def test_nothing_is_put_to_the_respondents_without_facts_evidence_and_names(city) -> None:
    case = services.investigate(lead(city), **by_discipline(city))
    with pytest.raises(Blocked) as refused:
        services.open_hearing(case, **by_discipline(city))
    assert len(refused.value.reasons) == 3


@pytest.mark.duty("S2-3.8b")
def test_nobody_is_judged_unheard(city) -> None:
    case = investigated(city)
    row = named(city, case)
    services.open_hearing(case, **by_discipline(city))
    values = {"gravity": "minor", "decision": "批评教育。"}
    with pytest.raises(Blocked, match="还没有听取王科长"):
        services.decide(case, values=values, measures={}, **by_head(city))
    services.hear(case, respondent=row, values=SAID, **by_discipline(city))
    assert services.decide(case, values=values, measures={}, **by_head(city)).state == "decided"


def test_whoever_investigated_and_whoever_belongs_to_the_unit_decides_nothing(city) -> None:
    case = heard(city)
    values = {"gravity": "minor", "decision": "批评教育。"}
    investigator = city.people["city", Role.DISCIPLINE]
    Appointment.objects.create(
        user=investigator, organ=city.organs["jiaoyu"], role=Role.SIGNER, starts_on=date(2020, 1, 1)
    )
    with pytest.raises(NotAllowed, match="应当回避"):
        services.reopen(case, **by_discipline(city))
    Accountability.objects.filter(pk=case.pk).update(investigator_id=city.people["city", Role.HEAD].pk)
    case.refresh_from_db()
    with pytest.raises(NotAllowed, match="由另一个人决定"):
        services.decide(case, values=values, measures={}, **by_head(city))


@pytest.mark.duty("S2-3.7.3")
def test_a_measure_beyond_the_level_is_refused(city) -> None:
    case = heard(city)
    row = case.respondents.get(part="superior")
    values = {"gravity": "minor", "decision": "处分。"}
    with pytest.raises(InvalidInput) as refused:
        services.decide(case, values=values, measures={row.pk: "discipline"}, **by_head(city))
    assert set(refused.value.messages) == {f"measure_{row.pk}"}
    with pytest.raises(InvalidInput):
        services.decide(case, values=values | {"gravity": "serious"}, measures={}, **by_head(city))


@pytest.mark.duty("S2-3.8c", "S2-3.8d", "S2-3.2")
def test_each_respondent_gets_a_letter_with_the_facts_the_share_and_where_to_object(city) -> None:
    case = decided(city)
    letters = [row.letter for row in case.respondents.select_related("letter")]
    assert [letter.number for letter in letters] == [f"临政追责〔2026〕{place}号" for place in (1, 2, 3)]
    text = "\n".join(line for block in content_of(letters[0]).blocks for line in block.lines)
    for said in (
        "钱副局长（科长）：",
        "以上事实有下列证据：没有保密审查。",
        "认定为主要责任，处理决定是：通报批评，责令作出书面检查。",
        "自接到之日起30日内向临江市人民政府申请复核",
        "自接到复核决定之日起15日内申诉",
        "15个工作日内，由单位书面报告改正情况",
    ):
        assert said in text
    assert letter_file(letters[0], "docx", at=NOON).content[:2] == b"PK"


def test_who_bears_nothing_gets_no_letter(city) -> None:
    case = investigated(city, course="instructed")
    named(city, case, "superior", "钱副局长")
    named(city, case, "handler", objected=True, objection_record="收文簿第12号。")
    services.open_hearing(case, **by_discipline(city))
    for row in case.respondents.all():
        services.hear(case, respondent=row, values=SAID, **by_discipline(city))
    services.decide(case, values={"gravity": "minor", "decision": "改正。"}, measures={}, **by_head(city))
    assert [(row.measure, row.letter is None) for row in case.respondents.all()] == [
        ("education", False),
        ("nothing", True),
    ]


@pytest.mark.duty("S2-3.8d")
def test_a_review_is_asked_for_within_thirty_days_and_an_appeal_within_fifteen_of_its_ruling(city) -> None:
    case = served(city)
    row = case.respondents.get(part="superior")
    # Thirty days from Friday 22 May 2026 end on Sunday 21 June, in the holiday of 端午 (19–21 June): Monday the 22nd.
    assert row.review_by == date(2026, 6, 22)
    given = {"kind": "review", "lodged_on": date(2026, 6, 23), "grounds": "处理过重。"}
    with pytest.raises(InvalidInput, match="期限到2026年6月22日为止"):
        services.lodge(case, respondent=row, values=given, **by_discipline(city, JUNE_23))
    given["lodged_on"] = date(2026, 6, 22)
    services.lodge(case, respondent=row, values=given, **by_discipline(city, JUNE_23))
    assert case.state == "reviewing"
    ruled = {"ruling": "changed", "words": "改为批评教育。"}
    services.rule_on_review(case, values=ruled, **by_head(city, JUNE_23))
    # Fifteen days from Tuesday 23 June 2026: Wednesday 8 July.
    assert (case.state, Objection.objects.get().appeal_by) == ("served", date(2026, 7, 8))
    appeal = {"kind": "appeal", "lodged_on": date(2026, 7, 9), "grounds": "不服。"}
    july_9 = datetime(2026, 7, 9, 9, 0, tzinfo=SHANGHAI)
    with pytest.raises(InvalidInput, match="期限到2026年7月8日为止"):
        services.lodge(case, respondent=row, values=appeal, **by_discipline(city, july_9))
    services.lodge(case, respondent=row, values=appeal | {"lodged_on": date(2026, 7, 8)}, **by_discipline(city, july_9))
    assert Objection.objects.count() == 2


@pytest.mark.duty("S2-3.9")
def test_the_unit_reports_what_it_put_right_before_the_case_is_closed(city, time_machine) -> None:
    case = served(city)
    # Fifteen working days from 22 May 2026, no holiday among them: Friday 12 June.
    assert case.report_by == date(2026, 6, 12)
    with pytest.raises(Blocked, match="还没有书面报告"):
        services.close(case, **by_discipline(city, JUNE_12))
    time_machine.move_to(datetime(2026, 6, 15, 9, 0, tzinfo=SHANGHAI), tick=False)
    assert [attend(), attend()] == [0, 0]
    told = Notice.objects.filter(subject_line__endswith="到期没有收到改正情况的报告")
    assert [notice.user.username for notice in told] == ["city-discipline"]
    given = {"reported_on": date(2026, 6, 12), "report": "名单已经撤下，区分处理以后重新公开。"}
    services.report(case, values=given, **by_discipline(city, JUNE_12))
    with pytest.raises(Blocked, match="2026年6月22日以前可以申请复核"):
        services.close(case, **by_discipline(city, JUNE_12))
    assert services.close(case, **by_discipline(city, JUNE_23)).state == "closed"


@pytest.mark.duty("S2-11.10")
def test_an_organ_criticised_for_not_mending_is_a_lead_once(city) -> None:
    city.standard()
    issued(city)
    rectification.propose_criticism(at=JUNE_12)
    assert services.propose_leads(at=JUNE_12) == 0
    rectification.circulate(Criticism.objects.get(), words="逾期没有整改。", refers=True, **city.leader(JUNE_12))
    assert (services.propose_leads(at=JUNE_12), services.propose_leads(at=JUNE_12)) == (1, 0)
    case = Accountability.objects.get()
    assert (case.organ.code, case.authority.code, case.origin) == ("jiaoyu", "city", "criticism")


@pytest.mark.duty("S3-4.7b")
def test_an_organ_criticised_for_passive_responses_is_a_lead_and_one_that_was_talked_to_is_not(city) -> None:
    organ = city.organs["zhujian"]
    given = {
        "organ": organ,
        "year": 2026,
        "state": "carried_out",
        "grounds": "2026年舆情回应超时3次",
        "proposed_at": NOON,
    }
    Reproof.objects.create(serial=1, measure="talk", **given)
    assert services.propose_leads(at=NOON) == 0
    Reproof.objects.create(serial=2, measure="criticism", **given)
    assert services.propose_leads(at=NOON) == 1
    case = Accountability.objects.get()
    assert (case.organ, case.origin) == (organ, "reproof")


@pytest.mark.duty("S3-7.5d")
def test_falsehood_in_an_approved_assessment_is_a_lead(city) -> None:
    city.standard()
    rows = city.opened()
    city.approved(rows["zhujian"])
    row = city.proposed(rows["jiaoyu"], fraud=3, fraud_facts="把没有办的培训写成办了。")
    assert services.propose_leads(at=NOON) == 0
    scoring.approve(row, **city.leader())
    assert services.propose_leads(at=NOON) == 1
    case = Accountability.objects.get()
    assert (case.organ.code, case.origin, case.grounds) == ("jiaoyu", "falsehood", "把没有办的培训写成办了。")


@pytest.mark.duty("S2-8.9")
def test_a_rumour_nobody_reported_in_time_is_a_lead(city) -> None:
    subject = SubjectRef("sentiment.rumour", 1, "网传停水三天")
    opened = {"rule": "CLARIFICATION_REPORT", "subject": subject, "organ": city.organs["zhujian"], "start": NOON}
    open_deadline(**opened, actor=SYSTEM, at=NOON)
    assert services.propose_leads(at=NOON) == 0
    assert services.propose_leads(at=MAY_22) == 1
    case = Accountability.objects.get()
    assert (case.organ.code, case.origin) == ("zhujian", "clarification")
    assert "网传停水三天：2026年5月21日14:00以前应当报告" in case.grounds


@pytest.mark.duty("S2-3.7.4")
def test_a_crime_goes_to_the_judiciary_with_a_reason(city) -> None:
    case = investigated(city)
    with pytest.raises(InvalidInput):
        services.refer(case, referred_to="", why="", **by_discipline(city))
    services.refer(case, referred_to="市人民检察院", why="涉嫌出卖个人信息。", **by_discipline(city))
    assert (case.state, case.referred_to) == ("referred", "市人民检察院")


def test_a_lead_that_comes_to_nothing_keeps_its_reason_in_the_case(city) -> None:
    case = services.dismiss(lead(city), why="查无此事。", **by_discipline(city))
    assert (case.state, case.why_ended) == ("dismissed", "查无此事。")


def test_a_case_is_read_by_those_who_handle_it_alone(city) -> None:
    case = lead(city)
    readers = {
        key
        for key, user in city.people.items()
        if Accountability.objects.visible_to(actor_of(user, at=NOON)).filter(pk=case.pk).exists()
    }
    assert readers == {("city", Role.DISCIPLINE), ("city", Role.HEAD)}


def test_the_trail_tells_who_looked_and_nothing_of_the_content(city) -> None:
    case = served(city)
    services.look(case, **by_head(city, MAY_22))
    events = Event.objects.filter(subject_label="assessment.accountability", subject_id=case.pk)
    assert events.order_by("-seq").first().act == "look"
    words = " ".join(f"{event.subject_title}{event.before}{event.after}{event.reason}" for event in events)
    assert [said for said in ("钱副局长", "孙科员", "身份证号", "审批", "教育") if said in words] == []
    with pytest.raises(NotAllowed):
        services.look(case, **city.office())


def test_an_open_case_follows_the_unit_in_a_reform(city) -> None:
    case = lead(city)
    estate = Succession(
        source=city.organs["jiaoyu"], heir=city.organs["zhujian"], on=date(2026, 5, 21), **city.office()
    )
    assert [moved.pk for moved in move_open_rows(estate)] == [case.pk]
    case.refresh_from_db()
    assert case.organ.code == "zhujian"

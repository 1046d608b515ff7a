"""A decision from the proposal to the archive: what each step demands, what may be left out, who may do it."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from disclosure.consultations import services as consultations
from disclosure.decisions import selectors, services
from disclosure.decisions.models import Decision, Hearing
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from tests.disclosure.consultations.hearing import drafted, opened
from tests.disclosure.decisions.deciding import (
    DISCUSSION,
    EVALUATION,
    EXECUTION,
    EXPERTS,
    LEGALITY,
    NOVEMBER,
    announced,
    consulted,
    fresh,
    heard,
    judged,
    left_out,
    listed,
    passed,
    planned,
    proposed,
    record,
    started,
    told,
)


def lacking(decision):
    with pytest.raises(Blocked) as refused:
        services.conclude(decision, actor=decision_head(decision), at=NOVEMBER)
    return list(refused.value.reasons)


def decision_head(decision):
    return decision.office.actor(Role.HEAD)


@pytest.mark.duty("S0-4.3", "S0-6.1", "S3-6.2a", "S3-6.2b")
def test_a_decision_is_not_agreed_while_any_step_is_missing(office) -> None:
    decision = started(office)
    decision.office = office
    assert lacking(decision) == [
        "公众参与：还没有公开征求意见（第十四条至第十八条；预公开制度）",
        "听证：还没有（公告、公布参加人、提前送达材料、举行听证会；或者写明为什么不听证，第十六条）",
        "专家论证：还没有（组织专家、专业机构论证；专业性、技术性不强的，写明，第十九条至第二十一条）",
        "风险评估：还没有（评估社会稳定、公共安全等方面的风险；不会有不利影响的，写明，第二十二条至第二十四条）",
        "合法性审查：还没有，由负责合法性审查的部门出具书面意见；不能用征求意见、会签代替（第二十五条至第二十八条）",
        "集体讨论：还没有（由常务会议、全体会议或者领导班子会议讨论，第二十九条至第三十一条）",
    ]


@pytest.mark.duty("S0-4.3", "S0-6.6", "S3-6.2d", "S4-1.1a", "S1-5.3a")
def test_the_whole_course_is_told_once_the_decision_is_announced(office) -> None:
    decision = told(office)
    stages = selectors.public_course(fresh(decision))
    assert [stage.row.name for stage in stages if not stage.is_done] == ["执行公开", "后评估"]
    shown = {stage.row.code.value: dict(stage.records[0].lines()) for stage in stages if stage.records}
    assert shown["experts"]["怎么研究采纳的"] == "采纳，写明限速每小时60公里。"
    assert shown["discussion"]["主要意见怎么研究采纳的"] == "价格意见采纳，线路意见明年研究。"
    assert "不同意见" not in shown["discussion"]
    assert shown["announcement"]["专家意见采纳情况"] == "专家意见全部采纳。"
    assert stages[0].consultations[0].has_result
    assert stages[1].hearings[0].summary == "14人全部到场，9人赞成，5人反对。"


def test_before_the_announcement_the_public_reads_what_was_heard_but_not_what_was_judged(office) -> None:
    decision = judged(office, consulted(office, started(office)))
    way = {"way": "座谈会", "held_on": "2026-10-20", "who": "家长20人", "heard": "要便宜。", "outcome": "采纳。"}
    record(office, decision, "participation", way)
    shown = {stage.row.code.value: len(stage.records) for stage in selectors.public_course(fresh(decision))}
    assert shown == dict.fromkeys(shown, 0) | {"participation": 1}
    assert [stage.row.code.value for stage in selectors.public_course(fresh(decision)) if stage.is_done] == [
        "participation",
        "experts",
        "risk",
        "legality",
    ]


@pytest.mark.duty("S1-5.3c", "S0-6.1", "S3-6.2a")
def test_every_other_way_of_taking_part_is_recorded_and_none_replaces_the_open_call(office) -> None:
    decision = started(office)
    for way in ("座谈会", "实地走访、调查研究", "书面征求意见", "问卷调查", "民意调查", "咨询协商", "列席会议"):
        values = {"way": way, "held_on": "2026-09-16", "who": "30人", "heard": "没有异议。", "outcome": "采纳。"}
        record(office, decision, "participation", values)
    stage = selectors.course_of(decision)[0]
    assert len(stage.records) == 7
    assert stage.missing == ["公众参与：还没有公开征求意见（第十四条至第十八条；预公开制度）"]


@pytest.mark.duty("S0-4.3", "S0-6.6")
def test_a_consultation_without_its_result_does_not_count(office) -> None:
    decision = started(office)
    row = opened(office)
    services.link_consultation(decision, consultation=row, **office.as_(Role.HANDLER))
    assert selectors.course_of(decision)[0].missing == ["公众参与：征求意见还没有公布结果"]


def test_a_consultation_of_a_stranger_or_a_cancelled_one_is_not_linked(office) -> None:
    from tests.disclosure.office import open_office

    decision, other = started(office), open_office("wsj", "临江市卫生局", "临卫", "11370000004503126X")
    other.at = office.at
    for row in (
        drafted(other),
        consultations.cancel(drafted(office), reason="不做了。", **office.as_(Role.HEAD)),
    ):
        with pytest.raises(InvalidInput):
            services.link_consultation(decision, consultation=row, **office.as_(Role.HANDLER))


# --- legality ----------------------------------------------------------------------------------------


@pytest.mark.duty("law.H")
def test_a_review_of_legality_shorter_than_seven_working_days_is_refused_without_a_reason(office) -> None:
    decision = started(office)
    office.at = NOVEMBER
    with pytest.raises(InvalidInput) as refused:
        record(office, decision, "legality", LEGALITY | {"asked_by": "2026-10-27", "held_on": "2026-10-27"})
    assert refused.value.messages == {
        "asked_by": "合法性审查时间一般不少于7个工作日：10月19日送审，最早只能要求10月28日出具意见；要缩短的，写明原因"
    }
    short = LEGALITY | {"asked_by": "2026-10-27", "held_on": "2026-10-27", "short_reason": "汛期以前必须施行。"}
    made = record(office, decision, "legality", short)
    assert ("少于7个工作日的原因", "汛期以前必须施行。") in made.lines()


@pytest.mark.duty("law.H")
def test_legality_is_never_left_out_and_an_unlawful_draft_is_not_discussed(office) -> None:
    decision = started(office)
    with pytest.raises(InvalidInput) as refused:
        left_out(office, decision, "legality", "各方面没有较大分歧")
    assert refused.value.messages == {
        "step": "合法性审查不能不办（《重大行政决策程序暂行条例》第二十五条至第二十八条）"
    }
    office.at = NOVEMBER
    record(office, decision, "legality", LEGALITY | {"conclusion": "不合法"})
    assert selectors.course_of(decision)[4].missing == ["合法性审查：结论是不合法，不能提交讨论；修改以后重新审查"]


# --- the meeting -------------------------------------------------------------------------------------


def ready_for_the_meeting(office):
    decision = consulted(office, started(office))
    heard(office, decision)
    return judged(office, decision)


@pytest.mark.duty("S0-4.3")
def test_a_meeting_before_the_steps_is_refused(office) -> None:
    decision = consulted(office, started(office))
    office.at = NOVEMBER
    with pytest.raises(Blocked) as refused:
        record(office, decision, "discussion", DISCUSSION)
    assert len(refused.value.reasons) == 4
    assert refused.value.reasons[0].startswith("还不能提交讨论。听证：还没有")


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"materials": DISCUSSION["materials"][:4]}, "materials", "还没有提交：合法性审查意见"),
        ({"head_last": False}, "head_last", "行政首长末位发言：要在其他组成人员发言以后发言（第三十条）"),
        ({"held_on": "2026-10-16"}, "held_on", "征求意见10月16日才截止，讨论应当在这以后"),
        ({"held_on": "2026-11-06"}, "held_on", "这一天还没有到，请核对日期"),
        ({"dissent": ""}, "dissent", "请填写不同意见"),
    ],
)
@pytest.mark.duty("S0-4.3")
def test_a_meeting_has_its_materials_its_order_and_its_dissent(office, change, field, message) -> None:
    decision = ready_for_the_meeting(office)
    with pytest.raises(InvalidInput) as refused:
        record(office, decision, "discussion", DISCUSSION | change)
    assert refused.value.messages == {field: message}


@pytest.mark.parametrize("outcome", ["再次讨论", "不通过"])
def test_a_meeting_that_did_not_agree_concludes_nothing(office, outcome) -> None:
    decision = ready_for_the_meeting(office)
    record(office, decision, "discussion", DISCUSSION | {"outcome": outcome})
    with pytest.raises(Blocked) as refused:
        services.conclude(decision, **office.as_(Role.HEAD))
    assert list(refused.value.reasons) == [f"集体讨论：结果是“{outcome}”，还没有通过"]


# --- leaving out -------------------------------------------------------------------------------------


@pytest.mark.duty("S3-6.2b")
def test_a_step_is_left_out_only_on_a_ground_of_the_law_and_the_reason_is_public(office) -> None:
    decision = started(office)
    with pytest.raises(InvalidInput) as refused:
        left_out(office, decision, "experts", "没有时间")
    assert refused.value.messages == {"ground": "专家论证没有这种可以不办的情形"}
    with pytest.raises(InvalidInput) as refused:
        left_out(office, decision, "experts", "不是专业性、技术性较强的事项", reason=" ")
    assert refused.value.messages == {"reason": "请填写理由"}
    left_out(office, decision, "experts", "不是专业性、技术性较强的事项", reason="只涉及报名时间。")
    stage = selectors.public_course(fresh(decision))[2]
    assert (stage.is_done, stage.left_out.reason) == (True, "只涉及报名时间。")


@pytest.mark.duty("S3-6.2b", "S0-6.4")
def test_a_hearing_the_law_demands_is_not_left_out(office) -> None:
    decision = started(office, must_hear=True)
    with pytest.raises(InvalidInput) as refused:
        left_out(office, decision, "hearing", "各方面没有较大分歧")
    assert refused.value.messages == {"step": "法律、法规、规章规定应当听证的，不能不办"}


def test_a_step_left_out_is_taken_up_again(office) -> None:
    decision = started(office)
    left_out(office, decision, "experts", "不是专业性、技术性较强的事项")
    office.at = NOVEMBER
    record(office, decision, "experts", EXPERTS)
    assert [(each.ground, each.values["way"]) for each in fresh(decision).records.all()] == [("", "论证会")]
    assert list(Event.objects.filter(act="record_step").values_list("before__ground", flat=True)) == [
        "不是专业性、技术性较强的事项"
    ]


# --- hearings ----------------------------------------------------------------------------------------


@pytest.mark.duty("S0-6.4")
def test_materials_are_due_seven_days_before_the_hearing(office) -> None:
    hearing = announced(office, started(office))
    clock = Deadline.objects.get(subject_id=hearing.pk, rule="HEARING_MATERIALS")
    assert clock.due_on == date(2026, 10, 21)


@pytest.mark.duty("S0-6.4")
def test_a_hearing_with_late_materials_is_not_held_but_put_off(office) -> None:
    hearing = listed(office, started(office))
    office.at = datetime(2026, 10, 22, 9, 0, tzinfo=SHANGHAI)
    services.serve_materials(hearing, served_on=date(2026, 10, 22), **office.as_(Role.HANDLER))
    office.at = datetime(2026, 10, 28, 15, 0, tzinfo=SHANGHAI)
    with pytest.raises(Blocked) as refused:
        services.hold(hearing, summary="开了。", outcome="采纳。", **office.as_(Role.HANDLER))
    assert list(refused.value.reasons) == ["材料10月22日才送达，最晚应当是10月21日（会前7日），听证会要改期"]
    later = datetime(2026, 10, 29, 9, 30, tzinfo=SHANGHAI)
    services.postpone(hearing, held_at=later, reason="材料送达晚了。", **office.as_(Role.HANDLER))
    office.at = datetime(2026, 10, 29, 15, 0, tzinfo=SHANGHAI)
    services.hold(hearing, summary="开了。", outcome="采纳。", **office.as_(Role.HANDLER))
    assert fresh(hearing).state == "held"


@pytest.mark.duty("S0-6.5")
def test_names_and_method_are_out_before_the_hearing_or_it_is_not_held(office) -> None:
    decision = started(office)
    bare = planned(office, decision, selection="", how_to_apply="")
    with pytest.raises(Blocked) as refused:
        services.announce_hearing(bare, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == ["还没有写“遴选办法”", "还没有写“怎么报名”"]
    hearing = announced(office, decision)
    with pytest.raises(Blocked) as refused:
        services.publish_list(hearing, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == ["还没有填听证参加人名单"]
    services.set_people(hearing, people="李明，家长", **office.as_(Role.HANDLER))
    office.at = datetime(2026, 10, 28, 9, 30, tzinfo=SHANGHAI)
    with pytest.raises(Blocked) as refused:
        services.publish_list(hearing, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == ["听证会的时间已经过了，要先改期"]


@pytest.mark.duty("S0-6.5")
def test_the_database_keeps_no_hearing_whose_list_came_after_it(office) -> None:
    hearing = listed(office, started(office))
    with pytest.raises(IntegrityError), transaction.atomic():
        Hearing.objects.filter(pk=hearing.pk).update(listed_at=hearing.held_at)


@pytest.mark.duty("law.K")
def test_a_list_with_a_telephone_number_is_not_published(office) -> None:
    hearing = announced(office, started(office))
    services.set_people(hearing, people="李明，家长，13812345678", **office.as_(Role.HANDLER))
    with pytest.raises(Blocked) as refused:
        services.publish_list(hearing, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == ["听证参加人里有手机号，还没有处理"]


# --- out and after -----------------------------------------------------------------------------------


@pytest.mark.duty("S0-6.6", "S3-6.2d")
def test_a_decision_is_announced_with_its_document_and_what_became_of_the_experts_opinion(office) -> None:
    decision = passed(office)
    with pytest.raises(Blocked) as refused:
        services.announce(decision, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == ["公布决定：还没有写在哪里公布", "公布决定：还没有选决定的文件"]
    document = office.draft(is_normative=True)
    services.link_document(decision, document=document, **office.as_(Role.HANDLER))
    record(office, decision, "announcement", {"ways": ["政府网站"]})
    with pytest.raises(Blocked) as refused:
        services.announce(decision, **office.as_(Role.INFO_CLERK))
    assert list(refused.value.reasons) == [
        "公布决定：决定的文件还没有发布",
        "公布决定：作过专家论证，还没有写专家意见采纳情况（第三十二条）",
    ]


@pytest.mark.duty("S3-2.2a")
@pytest.mark.parametrize("name", ["measures", "stages", "duties", "supervision"])
def test_execution_is_open_with_all_four_elements(office, name) -> None:
    decision = told(office)
    with pytest.raises(InvalidInput) as refused:
        record(office, decision, "execution", EXECUTION | {name: ""})
    assert list(refused.value.messages) == [name]


@pytest.mark.duty("S3-6.2c", "S3-2.2a")
def test_a_decision_is_archived_with_one_list_of_everything(office) -> None:
    decision = told(office)
    with pytest.raises(Blocked) as refused:
        services.archive(decision, **office.as_(Role.HANDLER))
    assert [reason.partition("：")[0] for reason in refused.value.reasons] == ["执行公开", "后评估"]
    record(office, decision, "execution", EXECUTION)
    record(office, decision, "evaluation", EVALUATION)
    services.archive(decision, **office.as_(Role.HANDLER))
    package = fresh(decision).package
    assert [row["step"] for row in package] == [
        "启动",
        "公众参与",
        "听证",
        "专家论证",
        "风险评估",
        "合法性审查",
        "集体讨论",
        "公布决定",
        "公布决定",
        "执行公开",
        "后评估",
    ]
    assert package[1]["address"] == f"/consultations/{decision.consultations.get().pk}/result/"
    assert package[6]["address"] == f"/decisions/{decision.pk}/#step-discussion"
    assert package[8]["address"] == decision.document.get_absolute_url()
    with pytest.raises(NotAllowed):
        record(office, fresh(decision), "execution", EXECUTION)


def test_whoever_drafted_a_proposal_does_not_start_it(office) -> None:
    decision = proposed(office)
    Decision.objects.filter(pk=decision.pk).update(drafter_id=office.people[Role.HEAD].pk)
    with pytest.raises(NotAllowed, match="自己起草的"):
        services.start(fresh(decision), **office.as_(Role.HEAD))


@pytest.mark.duty("S3-2.1c")
def test_a_matter_without_words_and_reasons_is_not_started(office) -> None:
    with pytest.raises(Blocked) as refused:
        services.start(proposed(office, matter="", reasons=""), **office.as_(Role.HEAD))
    assert list(refused.value.reasons) == ["还没有写“要决定什么”", "还没有写“为什么启动”"]


@pytest.mark.duty("law.K")
def test_a_step_with_a_telephone_number_is_hidden_until_somebody_decides(office) -> None:
    decision = started(office)
    values = {"way": "座谈会", "held_on": "2026-09-16", "who": "李明13812345678", "heard": "好。", "outcome": "采纳。"}
    record(office, decision, "participation", values)
    assert selectors.public_course(fresh(decision))[0].records == []
    assert len(selectors.course_of(fresh(decision))[0].records) == 1


@pytest.mark.duty("law.C17")
def test_what_the_procedure_does_not_apply_to_names_its_basis(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.exempt(proposed(office), exclusion="emergency", exclusion_basis="", **office.as_(Role.HEAD))
    assert refused.value.messages == {"exclusion_basis": "请填写不适用的依据"}
    decision = services.exempt(
        proposed(office), exclusion="emergency", exclusion_basis="《突发事件应对法》第七条。", **office.as_(Role.HEAD)
    )
    assert [row.pk for row in selectors.public_list("exempt")] == [decision.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(exclusion_basis="")


def test_a_decision_given_up_says_why_and_a_reason_with_a_number_is_refused(office) -> None:
    decision = started(office)
    with pytest.raises(DomainError, match="请改写"):
        services.end(decision, reason="打13812345678问。", **office.as_(Role.HEAD))
    services.end(decision, reason="上级已有统一规定。", **office.as_(Role.HEAD))
    assert fresh(decision).ended_reason == "上级已有统一规定。"

"""A matter of the education bureau, and the steps it takes: proposed on 16 September 2026, decided in November."""

from datetime import date, datetime

from disclosure.decisions import services
from disclosure.decisions.models import Decision, Hearing
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.disclosure.consultations.hearing import finished, opened, said
from tests.interpretation.explaining import explained

AFTER_OPINIONS = datetime(2026, 10, 17, 0, 5, tzinfo=SHANGHAI)
HEARING_AT = datetime(2026, 10, 28, 9, 30, tzinfo=SHANGHAI)
"""A Wednesday; materials are due seven days before, on 21 October."""
NOVEMBER = datetime(2026, 11, 5, 10, 0, tzinfo=SHANGHAI)

MATTER = {
    "title": "临江市中小学校车管理办法",
    "category": "policy",
    "matter": "规定校车怎么开、谁来管、家长付多少。",
    "reasons": "12所学校建议，市教育局论证后提出。",
}
ANNOUNCEMENT = {
    "topic": "校车收费标准听证会",
    "held_at": HEARING_AT,
    "place": "市教育局二楼会议室",
    "selection": "家长8人、学校4人、企业2人，报名超过名额的抽签。",
    "how_to_apply": "10月20日以前到学校报名。",
}
PEOPLE = "李明，学生家长\n王芳，校车企业"
HELD = {"summary": "14人全部到场，9人赞成，5人反对。", "outcome": "收费降低一半。"}
EXPERTS = {
    "way": "论证会",
    "held_on": "2026-10-19",
    "experts": "交通安全专业3人",
    "opinion": "限速应当写明。",
    "outcome": "采纳，写明限速每小时60公里。",
}
RISK = {
    "held_on": "2026-10-20",
    "assessor": "市教育局法规科",
    "level": "低",
    "risks": "部分家长认为收费高。",
    "measures": "降低收费，分期施行。",
}
LEGALITY = {
    "reviewer": "市司法局",
    "sent_on": "2026-10-19",
    "asked_by": "2026-10-28",
    "held_on": "2026-10-28",
    "conclusion": "合法",
    "summary": "权限、程序、内容合法。",
    "number": "临司审〔2026〕8号",
}
DISCUSSION = {
    "held_on": "2026-11-04",
    "meeting": "市教育局局务会议",
    "materials": ["决策草案和说明", "公众意见研究采纳情况", "专家论证意见", "风险评估报告", "合法性审查意见"],
    "handled": "价格意见采纳，线路意见明年研究。",
    "head_last": True,
    "dissent": "副局长认为限速应当更低。",
    "outcome": "通过",
}
OUT = {"ways": ["政府网站"], "experts_adopted": "专家意见全部采纳。"}
EXECUTION = {
    "held_on": "2026-11-05",
    "measures": "给每辆校车装定位。",
    "stages": "12月试行，明年3月全面施行。",
    "duties": "教育局牵头，公安局查超员。",
    "supervision": "拨打12345。",
}
EVALUATION = {
    "held_on": "2026-11-05",
    "evaluator": "临江大学",
    "is_third_party": True,
    "public_view": "家长满意。",
    "asked": "320",
    "findings": "超员降为零。",
    "conclusion": "继续执行",
}


def proposed(office, **values) -> Decision:
    given = {"organ": office.organ, "decider": office.organ, "values": MATTER | values}
    return services.create(**given, **office.as_(Role.HANDLER))


def started(office, **values) -> Decision:
    return services.start(proposed(office, **values), **office.as_(Role.HEAD))


def record(office, decision, step, values):
    return services.record_step(decision, step=step, values=values, **office.as_(Role.HANDLER))


def left_out(office, decision, step, ground, reason="这件事不属于。"):
    return services.leave_out(decision, step=step, ground=ground, reason=reason, **office.as_(Role.HANDLER))


def consulted(office, decision) -> Decision:
    """The public was asked for thirty days and answered; the office acts after that."""
    row = opened(office)
    said(row)
    services.link_consultation(decision, consultation=row, **office.as_(Role.HANDLER))
    finished(office, row)
    return decision


def planned(office, decision, **values) -> Hearing:
    return services.plan_hearing(decision, values=ANNOUNCEMENT | values, **office.as_(Role.HANDLER))


def announced(office, decision, **values) -> Hearing:
    return services.announce_hearing(planned(office, decision, **values), **office.as_(Role.INFO_CLERK))


def listed(office, decision, **values) -> Hearing:
    hearing = announced(office, decision, **values)
    services.set_people(hearing, people=PEOPLE, **office.as_(Role.HANDLER))
    return services.publish_list(hearing, **office.as_(Role.INFO_CLERK))


def heard(office, decision) -> Hearing:
    """The list out, the materials served on the last lawful day, held."""
    hearing = listed(office, decision)
    office.at = datetime(2026, 10, 22, 9, 0, tzinfo=SHANGHAI)
    services.serve_materials(hearing, served_on=date(2026, 10, 21), **office.as_(Role.HANDLER))
    office.at = datetime(2026, 10, 28, 15, 0, tzinfo=SHANGHAI)
    return services.hold(hearing, **HELD, **office.as_(Role.HANDLER))


def judged(office, decision) -> Decision:
    """Experts, risk, legality; then it is November."""
    office.at = NOVEMBER
    for step, values in (("experts", EXPERTS), ("risk", RISK), ("legality", LEGALITY)):
        record(office, decision, step, values)
    return decision


def passed(office, **values) -> Decision:
    decision = consulted(office, started(office, **values))
    heard(office, decision)
    judged(office, decision)
    record(office, decision, "discussion", DISCUSSION)
    return services.conclude(decision, **office.as_(Role.HEAD))


def told(office, **values) -> Decision:
    """Announced with its document."""
    decision = passed(office, **values)
    document = office.draft(title="临江市中小学校车管理办法", is_normative=True)
    services.link_document(decision, document=document, **office.as_(Role.HANDLER))
    office.to_publication(explained(office, document))
    record(office, decision, "announcement", OUT)
    return services.announce(fresh(decision), **office.as_(Role.INFO_CLERK))


def fresh(row):
    return type(row).objects.get(pk=row.pk)

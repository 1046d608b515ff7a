"""Everything people and time do to a request, each act in its plainest form; ``n`` varies what is typed.

An act takes the scene (partner, today), the case, and who acts (``actor``, ``at``). What cannot be done now raises
``DomainError``, as on the pages.
"""

from datetime import timedelta

from portal.deadlines.selectors import calendar
from portal.errors import DomainError
from portal.screening.selectors import open_findings
from requests_app.answering import services as answering
from requests_app.answering.wording import remedy_of
from requests_app.asking import services as asking
from requests_app.cases import clocks
from requests_app.cases import services as cases
from requests_app.charging import services as charging
from requests_app.consulting import services as consulting
from requests_app.extending import services as extending
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, PERSON, Role
from tests.requests_app.answering.ways import BY_NAME

WAYS = ("3.1-a", "3.3.5-5", "3.4.1-absent", "3.4.2-1", "3.4.3-1", "3.5.2-1", "3.5.4-1", "3.6.1-1", "3.6.2-1")
PLAIN = WAYS[:4]
"""Those that rest on nothing that must have happened before."""
PURPOSES = ("correction", "fee", "extension", "consultation", "notice", "third_party", "reasons", "delay")


def _one(rows, n):
    """One of the rows there are. Raises ``DomainError`` when there are none: no page would offer the act."""
    found = list(rows.order_by("pk"))
    if not found:
        raise DomainError("没有这样的事项。")
    return found[n % len(found)]


def twin(scene, case, n, who):
    """The same applicant asks the same once more, and is confirmed first."""
    text = [{"text": item.text} for item in case.items.all()]
    filed = cases.file_online(organ=case.organ, values=PERSON, items=text, actor=CITIZEN, at=who["at"])
    cases.confirm(filed.request, **who)


def confirm(scene, case, n, who):
    cases.confirm(case, on=scene.today - timedelta(days=n % 4 == 0), **who)


def mark_unreachable(scene, case, n, who):
    cases.mark_unreachable(case, reason="电话是空号", **who)


def reach(scene, case, n, who):
    cases.reach(case, on=scene.today, receipt_note="来电", **who)


def notify_correction(scene, case, n, who):
    asking.notify_correction(case, lacks=["content"], guidance="请写明年份", days=1 + n % 4, means="post", **who)


def receive_correction(scene, case, n, who):
    asking.receive_correction(case, answer="2025年", on=scene.today - timedelta(days=n % 4 == 0), **who)


def take_as_abandoned(scene, case, n, who):
    asking.take_as_abandoned(case, reason="没有补正", **who)


def notify_fee(scene, case, n, who):
    charging.notify_fee(case, means="post", pages=20 + n * 9, **who)


def record_payment(scene, case, n, who):
    charging.record_payment(case, paid_on=scene.today - timedelta(days=n % 4 == 0), receipt_number="0012345", **who)


def waive_fee(scene, case, n, who):
    charging.waive_fee(case, reason="低保户", **who)


def take_as_unpaid(scene, case, n, who):
    charging.take_as_unpaid(case, reason="没有缴费", **who)


def consult(scene, case, n, who):
    kind = ("third_party", "joint_organ", "other_organ")[n % 3]
    whom = {"organ": scene.partner} if n % 3 else {"party": "某建筑有限公司", "party_contact": "0000-8612366"}
    consulting.consult(case, kind=kind, summary="合同总价", means="post", **whom, **who)


def note_need(scene, case, n, who):
    consulting.note_need(case, kind="third_party", **who)


def hear(scene, case, n, who):
    opinion = ("agree", "object", "object_partly")[n % 3]
    row = _one(case.consultations, n)
    consulting.hear(row, opinion=opinion, text="有商业秘密", on=scene.today - timedelta(days=n % 4 == 0), **who)


def cancel_consultation(scene, case, n, who):
    consulting.cancel(_one(case.consultations, n), reason="对方电话说没有意见", **who)


def overrule(scene, case, n, who):
    consulting.overrule(_one(case.consultations, n), public_interest="关系公共安全", **who)


def tell_third_party(scene, case, n, who):
    remedy = remedy_of(case.organ, review_first=False, on=scene.today).text
    consulting.tell_third_party(_one(case.consultations, n), remedy=remedy, means="post", **who)


def demand_reasons(scene, case, n, who):
    until = scene.today + timedelta(days=n % 5)
    asking.demand_reasons(case, facts="三个月内126件", answer_by=until, means="post", **who)


def explain(scene, case, n, who):
    asking.explain(_one(case.demands, n), answer="课题研究", actor=CITIZEN, at=who["at"])


def answer_demand(scene, case, n, who):
    row = _one(case.demands, n)
    asking.answer_demand(row, is_reasonable=bool(n % 2), answer="课题研究", finding="已经核实", **who)


def note_silence(scene, case, n, who):
    asking.note_silence(_one(case.demands, n), **who)


def delay_answer(scene, case, n, who):
    clock = clocks.of_the_answer(case)
    until = calendar().nth_after(clock.due_on if clock and n % 4 else scene.today, n)
    asking.delay_answer(_one(case.demands, n), delayed_to=until, reason="档案量大", means="post", **who)


def propose(scene, case, n, who):
    extending.propose(case, days=n, reason="档案量大", **who)


def approve(scene, case, n, who):
    extending.approve(_one(case.extensions, n), means="post", **who)


def refuse(scene, case, n, who):
    extending.refuse(_one(case.extensions, n), reason="可以按时办完", **who)


def letter_arrived(scene, case, n, who):
    row = _one(case.services.filter(served_on=None, is_void=False, purpose__in=PURPOSES), n)
    serving.reached(row, on=scene.today - timedelta(days=n % 4 == 0), proof="挂号信回执", **who)


def decide(scene, case, n, who, ways=WAYS, **said):
    for place, item in enumerate(case.items.all()):
        way = BY_NAME[ways[(n + place) % len(ways)]]
        answering.decide(
            case, item=item, outcome=way.outcome, way=way.way, steps=way.steps, values=way.values | said, **who
        )  # fmt: skip


def decide_plainly(scene, case, n, who):
    decide(scene, case, n, who, ways=PLAIN)


def decide_naming_somebody(scene, case, n, who):
    """With something for the look for secrets and personal data to find."""
    decide(scene, case, n, who, ways=("3.4.2-1",), reason="要向王先生（手机13912345678）查证、汇总以后才有。")


def submit(scene, case, n, who):
    answering.submit(case, **who)


def answer_on_the_spot(scene, case, n, who):
    answering.answer_on_the_spot(case, **who)


def pass_review(scene, case, n, who):
    answering.pass_review(case, **who)


def settle(scene, case, n, who):
    found = open_findings(case)
    answering.settle_findings(case, findings=found, verdict="kept", reason="机关的公开电话", **who)


def pass_secrecy(scene, case, n, who):
    answering.pass_secrecy(case, **who)


def sign(scene, case, n, who):
    answering.sign(case, **who)


def return_review(scene, case, n, who):
    answering.return_review(case, reason="理由不充分", **who)


def return_secrecy(scene, case, n, who):
    answering.return_secrecy(case, reason="有个人信息", **who)


def return_signing(scene, case, n, who):
    answering.return_signing(case, reason="理由不充分", **who)


def unsign(scene, case, n, who):
    answering.unsign(case, reason="文字有误", **who)


def send_answer(scene, case, n, who):
    means = "online" if n % 3 == 0 else "post"
    answering.send_answer(case, means=means, on=scene.today - timedelta(days=n % 5 == 0), **who)


def open_page(scene, case, n, who):
    serving.note_opened(case, at=who["at"])


def serve_answer(scene, case, n, who):
    rows = case.services.answers().filter(round=case.round, served_on=None)
    some = [_one(rows, n)] if n % 2 else None
    day = scene.today - timedelta(days=n % 4 == 0)
    answering.serve_answer(case, served_on=day, proof="EMS妥投", services=some, **who)


def withdraw(scene, case, n, who):
    answering.withdraw(case, reason="不需要了", **who)


def merge(scene, case, n, who):
    others = type(case).objects.exclude(pk=case.pk)
    cases.merge(case, into=_one(others, n), reason="同一事项", **who)


def split_off(scene, case, n, who):
    cases.split_off(case, items=[_one(case.items, n)], reason="分别答复", **who)


def transfer(scene, case, n, who):
    cases.transfer(case, organ=scene.partner, items=list(case.items.all()), consent="电话同意", **who)


def claim(scene, case, n, who):
    cases.claim(case, **who)


def restrict(scene, case, n, who):
    cases.restrict(case, reason="申请人要求保密", **who)


def archive(scene, case, n, who):
    cases.archive(case, **who)


def register_remedy(scene, case, n, who):
    kind = ("complaint", "review", "lawsuit_direct", "lawsuit_after_review")[n % 4]
    day = scene.today - timedelta(days=n % 5 == 0)
    remedies.register(case, kind=kind, authority="临江市人民政府", accepted_on=day, served_on=scene.today, **who)


def answer_remedy(scene, case, n, who):
    remedies.answer(_one(case.remedies, n), answered_on=scene.today, **who)


def close_remedy(scene, case, n, who):
    again = n % 2 == 0
    result = "corrected" if again else "upheld"
    remedies.close(
        _one(case.remedies, n), result=result, result_text="决定书", decided_on=scene.today, decide_again=again,
        redo_days=10 if again else None, **who,
    )  # fmt: skip


def admit_error(scene, case, n, who):
    remedies.admit_error(case, reason="漏查了档案", redo_days=10, **who)


def reopen(scene, case, n, who):
    remedies.reopen(case, reason="执行决定", **who)


LAWFUL = {
    twin: Role.INFO_CLERK,
    confirm: Role.INFO_CLERK,
    mark_unreachable: Role.INFO_CLERK,
    reach: Role.INFO_CLERK,
    notify_correction: Role.HANDLER,
    receive_correction: Role.INFO_CLERK,
    take_as_abandoned: Role.HANDLER,
    notify_fee: Role.HANDLER,
    record_payment: Role.INFO_CLERK,
    waive_fee: Role.DISCLOSURE_HEAD,
    take_as_unpaid: Role.HANDLER,
    consult: Role.HANDLER,
    note_need: Role.HANDLER,
    hear: Role.INFO_CLERK,
    cancel_consultation: Role.INFO_CLERK,
    overrule: Role.HANDLER,
    tell_third_party: Role.HANDLER,
    demand_reasons: Role.HANDLER,
    explain: Role.HANDLER,
    answer_demand: Role.HANDLER,
    note_silence: Role.HANDLER,
    delay_answer: Role.HANDLER,
    propose: Role.HANDLER,
    approve: Role.DISCLOSURE_HEAD,
    refuse: Role.DISCLOSURE_HEAD,
    letter_arrived: Role.INFO_CLERK,
    decide: Role.HANDLER,
    decide_plainly: Role.HANDLER,
    decide_naming_somebody: Role.HANDLER,
    submit: Role.HANDLER,
    answer_on_the_spot: Role.HANDLER,
    pass_review: Role.DEPT_REVIEWER,
    settle: Role.SECRECY_REVIEWER,
    pass_secrecy: Role.SECRECY_REVIEWER,
    sign: Role.SIGNER,
    return_review: Role.DEPT_REVIEWER,
    return_secrecy: Role.SECRECY_REVIEWER,
    return_signing: Role.SIGNER,
    unsign: Role.SIGNER,
    send_answer: Role.INFO_CLERK,
    open_page: Role.INFO_CLERK,
    serve_answer: Role.INFO_CLERK,
    withdraw: Role.HANDLER,
    merge: Role.HANDLER,
    split_off: Role.HANDLER,
    transfer: Role.HANDLER,
    claim: Role.HANDLER,
    restrict: Role.DISCLOSURE_HEAD,
    archive: Role.INFO_CLERK,
    register_remedy: Role.DISCLOSURE_HEAD,
    answer_remedy: Role.DISCLOSURE_HEAD,
    close_remedy: Role.DISCLOSURE_HEAD,
    admit_error: Role.HEAD,
    reopen: Role.DISCLOSURE_HEAD,
}
"""Every act with a role that may do it."""

USUAL = {
    "submitted": {confirm: 8, withdraw: 1, mark_unreachable: 1, merge: 1},
    "unreachable": {reach: 1},
    "handling": {
        decide_plainly: 6, decide_naming_somebody: 1, submit: 12, decide: 2, consult: 2,
        notify_correction: 2, notify_fee: 2, propose: 1,
        approve: 2, explain: 1,
        letter_arrived: 4, hear: 4, demand_reasons: 1, answer_demand: 2, note_silence: 2, delay_answer: 2, overrule: 2,
        tell_third_party: 3, split_off: 1, merge: 1, transfer: 1, note_need: 1, withdraw: 1, answer_on_the_spot: 1,
        cancel_consultation: 1, claim: 1,
    },
    "correcting": {letter_arrived: 3, receive_correction: 2, take_as_abandoned: 6, approve: 1, withdraw: 1},
    "paying": {letter_arrived: 3, record_payment: 1, take_as_unpaid: 6, waive_fee: 1},
    "review": {pass_review: 6, return_review: 1, approve: 1, letter_arrived: 1},
    "secrecy": {pass_secrecy: 6, settle: 3, approve: 1, letter_arrived: 1, return_secrecy: 1},
    "signing": {sign: 6, return_signing: 1, settle: 1, letter_arrived: 1},
    "signed": {send_answer: 6, serve_answer: 12, open_page: 1, unsign: 1, withdraw: 1, letter_arrived: 2},
    "answered": {register_remedy: 3, close_remedy: 5, admit_error: 1, reopen: 8, archive: 1, letter_arrived: 2,
                 answer_remedy: 2, restrict: 1},
    "withdrawn": {archive: 1, letter_arrived: 2},
    "merged": {archive: 1},
    "archived": {register_remedy: 1, close_remedy: 3, reopen: 6, admit_error: 1},
}  # fmt: skip
"""What usually happens next and how often, so that cases get anywhere."""

AFTER_THE_END = frozenset(
    {archive, restrict, register_remedy, answer_remedy, close_remedy, admit_error, reopen, letter_arrived, open_page}
)
"""What may still be done when a request was answered or ended another way."""

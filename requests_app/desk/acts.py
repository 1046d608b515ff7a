"""Which page stands for which act of a request: form, service, what the person should know before pressing."""

from collections.abc import Callable
from typing import Any

from portal.clock import local
from portal.screening.selectors import open_findings
from portal.staff.acts import ActPage
from portal.staff.separation import SEPARATION_NOTE, ConfirmSeparation
from requests_app.answering import services as answering
from requests_app.answering.wording import remedy_of
from requests_app.asking import services as asking
from requests_app.cases import gates
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.charging import services as charging
from requests_app.consulting import services as consulting
from requests_app.desk import why
from requests_app.desk.forms import answering as answer_forms
from requests_app.desk.forms import asking as ask_forms
from requests_app.desk.forms import receiving as receive_forms
from requests_app.desk.forms import referring as refer_forms
from requests_app.extending import services as extending
from requests_app.proposing import services as proposing
from requests_app.rectifying import services as rectifying
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving

Service = Callable[..., object]


def _about(name: str, service: Service) -> Service:
    """An act on one row of the case, which the form names."""

    def act(_request: DisclosureRequest, **given: Any) -> object:
        return service(given.pop(name), **given)

    return act


def _on_demand(service: Service) -> Service:
    """An act on the one demand for reasons of the case."""

    def act(request: DisclosureRequest, **given: Any) -> object:
        return service(request.demands.latest("pk"), **given)

    return act


def register(*, tell: Any, **given: Any) -> DisclosureRequest:
    filed = cases.register(**given)
    tell(filed.request, filed.code)
    return filed.request


def split_off(request: DisclosureRequest, *, tell: Any, **given: Any) -> object:
    filed = cases.split_off(request, **given)
    tell(filed.request, filed.code)
    return filed.request


def transfer(request: DisclosureRequest, *, tell: Any, **given: Any) -> object:
    filed = cases.transfer(request, **given)
    tell(filed.request, filed.code)
    return filed.request


def tell_third_party(request: DisclosureRequest, *, consultation: Any, **given: Any) -> object:
    on = local(given["at"]).date()
    remedy = remedy_of(request.organ.heir(), review_first=False, on=on)
    return consulting.tell_third_party(consultation, remedy=remedy.text, **given)


def settle(request: DisclosureRequest, **given: Any) -> object:
    return answering.settle_findings(request, findings=open_findings(request), **given)


def letter_reached(_request: DisclosureRequest, *, service: Any, **given: Any) -> None:
    serving.reached(service, **given)


def answer_referral(_subject: Any, *, referral: Any, **given: Any) -> object:
    return remedies.answer_referral(referral, **given)


REFER_NOTE = (
    "复议机关或者法院就信息该不该公开，提请有关主管部门或者保密行政管理部门确定的，登记提供的文本和双方的理由。"
    "两方的理由都要写。"
)

REGISTER = ActPage(
    register,
    receive_forms.Register,
    label="登记申请",
    note="收到就登记、编号。材料不全也要登记，缺什么以后一次性告知补正，不能拒收。",
)

ACTS: dict[str, ActPage] = {
    # --- receipt
    "confirm": ActPage(answering.confirm, receive_forms.Confirm, note="从确认日的第二天起计算20个工作日。"),
    "mark_unreachable": ActPage(
        cases.mark_unreachable, receive_forms.Reason, note="写明打过几次电话、什么结果。登记留存1年。", rare=True
    ),
    "reach": ActPage(cases.reach, receive_forms.Reach),
    "claim": ActPage(cases.claim, label="认领", why_not=why.not_to_claim),
    "assign": ActPage(
        cases.assign, receive_forms.Assign, label="指定、移交经办人", why_not=why.not_for_handover, rare=True
    ),
    # --- the answer
    "attach": ActPage(
        answering.attach, answer_forms.Attach, label="上传要提供的文件", why_not=why.not_to_decide, button="上传"
    ),
    "attach_copy": ActPage(
        answering.attach_copy, answer_forms.AttachCopy, label="上传遮盖以后的副本", why_not=why.not_to_copy
    ),
    "confirm_copy": ActPage(
        answering.confirm_copy, answer_forms.ConfirmCopy, label="确认副本", why_not=why.not_to_confirm_copy
    ),
    "submit": ActPage(answering.submit, note="送审以后不能再改，退回才能改。", button="送审"),
    "answer_on_the_spot": ActPage(
        answering.answer_on_the_spot, note="申请人在场、信息已经公开或者可以直接提供的，不经审核直接送签。"
    ),
    "pass_review": ActPage(answering.pass_review, note="请核对结果、依据、理由和文书。"),
    "return_review": ActPage(answering.return_review, receive_forms.Reason),
    "settle": ActPage(
        settle,
        answer_forms.SettleFindings,
        label="处理筛查结果",
        why_not=why.not_to_settle,
        mends=(gates.what_goes_out_is_screened,),
        note="对还没有处理的全部结果作同一个决定，理由会长期保存。",
    ),
    "confirm_separation": ActPage(
        answering.confirm_separation,
        ConfirmSeparation,
        label="审核区分处理",
        button="写下结论",
        note=SEPARATION_NOTE,
        why_not=why.not_to_confirm_separation,
        mends=(gates.separation_is_confirmed,),
    ),
    "pass_secrecy": ActPage(answering.pass_secrecy, note="文书和要提供的文件都审查过，没有不能公开的内容。"),
    "return_secrecy": ActPage(answering.return_secrecy, receive_forms.Reason),
    "sign": ActPage(answering.sign, note="签发以后文书编号、冻结。送达以前还可以撤回签发。"),
    "return_signing": ActPage(answering.return_signing, receive_forms.Reason),
    "unsign": ActPage(answering.unsign, receive_forms.Reason, warning="已经编号的文书作废，编号不再使用。"),
    "send": ActPage(answering.send_answer, answer_forms.SendAnswer, label="登记发出答复", why_not=why.not_to_send),
    "serve": ActPage(
        answering.serve_answer,
        answer_forms.ServeAnswer,
        label="登记答复送达",
        warning="送达以后答复不能再改，期限按送达日结束。",
        why_not=why.not_to_serve,
    ),
    "letter_reached": ActPage(
        letter_reached, answer_forms.LetterReached, label="登记其他文书送达", why_not=why.not_to_note_arrival, rare=True
    ),
    # --- what stops or moves the clock
    "notify_correction": ActPage(
        asking.notify_correction,
        ask_forms.NotifyCorrection,
        note="只能发一次，要一次说全。发出以后答复期限停止，收到补正的第二天起重新计算20个工作日。",
    ),
    "receive_correction": ActPage(asking.receive_correction, ask_forms.ReceiveCorrection),
    "take_as_abandoned": ActPage(
        asking.take_as_abandoned, receive_forms.Reason, note="确认以后拟“其他处理：逾期不补正”，照常送审、签发、送达。"
    ),
    "propose_extension": ActPage(
        extending.propose,
        ask_forms.ProposeExtension,
        label="申请延期",
        why_not=why.not_to_extend,
        note="由公开工作机构负责人同意，告知书在原截止日以前送达申请人才算数。",
    ),
    "note_need": ActPage(
        consulting.note_need,
        ask_forms.NoteNeed,
        label="登记要征求意见",
        why_not=why.not_to_consult,
        note="开始计算发出征求意见书的5个工作日。",
        rare=True,
    ),
    "consult": ActPage(
        consulting.consult,
        ask_forms.Consult,
        label="征求意见",
        why_not=why.not_to_consult,
        note="发出以后答复期限暂停，收到意见或者对方期限届满以后继续计算。",
    ),
    "hear": ActPage(
        _about("consultation", consulting.hear), ask_forms.Hear, label="登记收到的意见", why_not=why.not_to_hear
    ),
    "cancel_consultation": ActPage(
        _about("consultation", consulting.cancel),
        ask_forms.CancelConsultation,
        label="不再征求意见",
        why_not=why.not_to_cancel,
    ),
    "overrule": ActPage(
        _about("consultation", consulting.overrule),
        ask_forms.Overrule,
        label="第三方不同意但决定公开",
        why_not=why.not_to_overrule,
        note="公开以前要把决定公开的内容和理由书面告知第三方。",
    ),
    "tell_third_party": ActPage(
        tell_third_party, ask_forms.TellThirdParty, label="发告知第三方书", why_not=why.not_to_tell
    ),
    "demand_reasons": ActPage(
        asking.demand_reasons,
        ask_forms.DemandReasons,
        label="要求说明理由",
        why_not=why.not_to_demand,
        note="只用于数量、频次明显超过合理范围的。期限照常计算。",
        rare=True,
    ),
    "answer_demand": ActPage(
        _on_demand(asking.answer_demand),
        ask_forms.AnswerDemand,
        label="认定申请人的理由",
        why_not=why.not_to_judge_reasons,
    ),
    "note_silence": ActPage(_on_demand(asking.note_silence), label="登记没有说明理由", why_not=why.not_to_note_silence),
    "delay_answer": ActPage(
        _on_demand(asking.delay_answer), ask_forms.DelayAnswer, label="延迟答复", why_not=why.not_to_delay
    ),
    "notify_fee": ActPage(
        charging.notify_fee,
        ask_forms.NotifyFee,
        note="金额由系统按标准计算。发出以后期限停止，缴费第二天起重新计算。",
        rare=True,
    ),
    "record_payment": ActPage(charging.record_payment, ask_forms.RecordPayment),
    "waive_fee": ActPage(charging.waive_fee, receive_forms.Reason),
    "take_as_unpaid": ActPage(charging.take_as_unpaid, receive_forms.Reason),
    # --- other ends and joints
    "split_off": ActPage(
        split_off,
        receive_forms.SplitOff,
        label="拆分",
        why_not=why.not_to_split,
        rare=True,
    ),
    "transfer": ActPage(
        transfer,
        receive_forms.Transfer,
        label="转办",
        why_not=why.not_to_decide,
        note="对方有自己的期限。本机关仍要答复申请人，写明由哪个机关负责。",
        rare=True,
    ),
    "merge": ActPage(
        cases.merge,
        receive_forms.Merge,
        rare=True,
    ),
    "withdraw": ActPage(
        answering.withdraw,
        receive_forms.Reason,
        warning="登记以后不再答复，不能恢复；已经签发、还没有送达的答复作废。",
        rare=True,
    ),
    "check_identity": ActPage(
        cases.check_identity,
        receive_forms.CheckIdentity,
        label="登记核实身份",
        why_not=why.not_to_check_identity,
        rare=True,
    ),
    "restrict": ActPage(
        cases.restrict,
        receive_forms.Reason,
        label="限制知悉",
        why_not=why.not_to_restrict,
        rare=True,
    ),
    "unrestrict": ActPage(
        cases.unrestrict, receive_forms.Reason, label="解除限制", why_not=why.not_to_unrestrict, rare=True
    ),
    "register_remedy": ActPage(
        remedies.register, answer_forms.RegisterRemedy, label="登记救济", why_not=why.not_to_register_remedy, rare=True
    ),
    "answer_remedy": ActPage(
        _about("remedy", remedies.answer),
        answer_forms.AnswerRemedy,
        label="登记提交书面答复",
        why_not=why.not_to_answer_remedy,
    ),
    "close_remedy": ActPage(
        _about("remedy", remedies.close),
        answer_forms.CloseRemedy,
        label="登记救济结果",
        why_not=why.not_to_answer_remedy,
    ),
    "refer": ActPage(
        _about("remedy", remedies.refer),
        refer_forms.ReferInCase,
        label="登记提请确定",
        why_not=why.not_to_refer,
        note=REFER_NOTE,
        rare=True,
    ),
    "answer_referral": ActPage(
        answer_referral,
        refer_forms.AnswerReferralInCase,
        label="登记确定的答复",
        why_not=why.not_to_answer_referral,
    ),
    "suggest_publication": ActPage(
        proposing.suggest,
        answer_forms.SuggestPublication,
        label="登记公开建议",
        why_not=why.not_to_enter_for_applicant,
        rare=True,
        note="申请人建议把信息主动公开的，审核以后告诉申请人结果。",
    ),
    "ask_correction_of_record": ActPage(
        rectifying.ask,
        answer_forms.AskCorrectionOfRecord,
        label="登记更正信息记录",
        why_not=why.not_to_enter_for_applicant,
        rare=True,
        note="申请人有证据证明与自己有关的信息记录不准确的，从今天起20个工作日内书面答复。",
    ),
    "admit_error": ActPage(
        remedies.admit_error, answer_forms.AdmitError, label="自行纠正", why_not=why.not_to_admit, rare=True
    ),
    "reopen": ActPage(remedies.reopen, receive_forms.Reason),
    "archive": ActPage(cases.archive, note="五个环节都有记录的才能归档。", in_bulk=True),
}

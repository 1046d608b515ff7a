"""One template of each shape, and what they are filled with."""

from datetime import date

from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register
from portal.letters.wording import is_citation
from portal.subjects import SubjectRef

SERVED: set[int] = set()
"""Keys of letters that went out, as the app that serves letters would know them."""

ANSWER = Series(code="sample", field="公开")
RECEIPT = Series(code="sample_receipt", field="公开", word="回执")

REFUSAL = LetterTemplate(
    code="S-refusal",
    version=1,
    title="政府信息不予公开答复书",
    series=ANSWER,
    in_force_from=date(2019, 5, 15),
    names={
        "applicant": "申请人",
        "received_on": "收到日期",
        "asked_for": "申请内容",
        "reason": "理由",
        "articles": "依据条款",
        "remedy": "救济告知",
        "review_url": "网上申请行政复议的渠道",
        "given": "公开的内容",
    },
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的申请，申请公开“{asked_for}”。"),
        Block("given", "{given}", kind=BlockKind.ITEMS, when=lambda context: bool(context.get("given"))),
        Block("reason", "{reason}", label="理由", editable=True),
        Block("law", "以上依据是{articles}。", continues=True),
        Block("remedy", "{remedy}"),
    ),
    elements=(
        Element("reason", "没有写不予公开的理由", key="reason", block="reason"),
        Element(
            "articles",
            "依据没有写到条款项",
            key="articles",
            verbatim=True,
            fits=lambda value, context: all(map(is_citation, value)),
        ),
        Element("remedy", "没有救济告知", key="remedy", verbatim=True),
        Element(
            "review_url",
            "从网上送达的，要写网上申请行政复议的渠道",
            key="review_url",
            verbatim=True,
            when=lambda context: context.get("is_online") is True,
        ),
    ),
    issuers=(Role.SIGNER,),
    is_served=lambda pk: pk in SERVED,
)
NOTICE = LetterTemplate(
    code="S-receipt",
    version=1,
    title="政府信息公开申请接收回执",
    series=RECEIPT,
    in_force_from=date(2019, 5, 15),
    names={"applicant": "申请人"},
    blocks=(Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE), Block("body", "您的申请已经收到。")),
)
RECORD = LetterTemplate(
    code="S-record",
    version=1,
    title="送达回证",
    in_force_from=date(2019, 5, 15),
    names={"rows": "各栏"},
    blocks=(Block("rows", "{rows}", kind=BlockKind.TABLE),),
    signature=False,
)
FREE = LetterTemplate(
    code="S-free",
    version=1,
    title="告知书",
    in_force_from=date(2019, 5, 15),
    names={"text": "内容"},
    blocks=(Block("text", "{text}", label="内容", editable=True),),
)

register(REFUSAL, NOTICE, RECORD, FREE)

CONTEXT = {
    "applicant": "欧阳明",
    "received_on": date(2026, 5, 6),
    "asked_for": "2025年度招生工作会议纪要",
    "reason": "该会议纪要是内部讨论记录。",
    "articles": ["《中华人民共和国政府信息公开条例》第十六条第二款"],
    "remedy": "如对本答复不服，应当自收到本答复书之日起60日内先向临江市人民政府申请行政复议。",
}
CASE = SubjectRef("disclosure.document", 7, "申请 2026-12")


def signer(organ) -> Actor:
    return Actor(ActorKind.USER, 1, "签发人甲", organ.pk, organ.name, frozenset({(organ.pk, Role.SIGNER)}))


def handler(organ) -> Actor:
    return Actor(ActorKind.USER, 2, "经办人乙", organ.pk, organ.name, frozenset({(organ.pk, Role.HANDLER)}))

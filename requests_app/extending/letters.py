"""延期答复告知书 T-06 (law.md B2)."""

from datetime import date

from portal.accounts.states import Role
from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register
from requests_app.cases.letter_context import BASE_NAMES

T_06 = LetterTemplate(
    code="T-06",
    version=1,
    title="延期答复告知书",
    series=Series(code="foi_notice", field="公开", word="告知"),
    in_force_from=date(2019, 5, 15),
    names=BASE_NAMES | {"reason": "延期的理由", "days": "延长的工作日", "until": "延长至"},
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的政府信息公开申请（编号：{number}）。"),
        Block("reason", "{reason}", label="延期的理由", editable=True),
        Block(
            "until",
            "根据《中华人民共和国政府信息公开条例》第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，"
            "答复期限延长{days}个工作日，延长至{until}。",
        ),
    ),
    elements=(
        Element("reason", message="没有写延期的理由", key="reason", block="reason"),
        Element("days", message="没有写延长几个工作日", key="days"),
        Element("until", message="没有写延长到哪一天", key="until"),
    ),
    issuers=(Role.DISCLOSURE_HEAD,),
    duties=("S2-2.6d",),
)


def register_letters() -> None:
    register(T_06)

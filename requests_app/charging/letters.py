"""收费通知书 T-12 (law.md B2, D5)."""

from datetime import date

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register
from requests_app.cases.letter_context import BASE_NAMES

T_12 = LetterTemplate(
    code="T-12",
    version=1,
    title="政府信息公开信息处理费收费通知书",
    series=Series(code="foi_fee", field="公开", word="收费"),
    in_force_from=date(2021, 1, 1),
    names=BASE_NAMES
    | {"basis": "收费依据", "calculation": "计算明细", "amount": "金额", "payment": "缴纳方式", "days": "缴费期限"},
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的政府信息公开申请（编号：{number}）。"),
        Block(
            "law",
            "根据《中华人民共和国政府信息公开条例》第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
            "和{basis}，您申请公开政府信息的数量、频次明显超过合理范围，本机关收取信息处理费{amount}元。计算明细如下：",
        ),
        Block("calculation", "{calculation}", kind=BlockKind.TABLE),
        Block("payment", "缴纳方式：{payment}"),
        Block(
            "until",
            "请您自收到本通知书次日起{days}个工作日内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该申请；"
            "办理期限自您完成缴费次日起重新计算。",
        ),
    ),
    elements=(
        Element("basis", message="没有写收费依据", key="basis"),
        Element("calculation", message="没有计算明细", key="calculation"),
        Element("payment", message="没有写缴纳方式", key="payment"),
    ),
    duties=("law.D5",),
)


def register_letters() -> None:
    register(T_12)

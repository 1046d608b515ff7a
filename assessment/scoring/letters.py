"""考评结果通知书 (S2-11.8b)."""

from datetime import date

from assessment.scoring.selectors import RESULT_LETTER
from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register

RESULT = LetterTemplate(
    code=RESULT_LETTER,
    version=1,
    title="政务公开考评结果通知书",
    series=Series(code="assessment", field="考评"),
    in_force_from=date(2019, 5, 15),
    names={
        "organ": "单位",
        "year": "年度",
        "basis": "依据",
        "total": "得分",
        "grade": "等次",
        "last": "上年得分",
        "deductions": "扣分",
        "opinion": "评议意见",
        "errata": "更正",
        "digest": "依据的摘要",
    },
    blocks=(
        Block("to", "{organ}：", kind=BlockKind.ADDRESSEE),
        Block(
            "intro", "根据{basis}，{year}年政府信息公开考评经你单位自评、综合评议，已由领导小组审定。现将结果通知如下。"
        ),
        Block("h1", "一、结果", kind=BlockKind.HEADING),
        Block("result", "{year}年得分{total}分，等次为{grade}。{last}"),
        Block("h2", "二、扣分", kind=BlockKind.HEADING),
        Block("deductions", "{deductions}", kind=BlockKind.ITEMS),
        Block("h3", "三、评议意见", kind=BlockKind.HEADING),
        Block("opinion", "{opinion}"),
        Block("errata", "{errata}", when=lambda context: bool(context["errata"])),
        Block("end", "本结果作为年度考核的重要参考。得分的依据已经封存，SHA-256摘要为{digest}。"),
    ),
    elements=(
        Element("total", "没有写得分", key="total", block="result"),
        Element("grade", "没有写等次", key="grade", block="result"),
        Element("digest", "没有写依据的摘要", key="digest", block="end"),
    ),
    duties=("S2-11.8b", "S2-11.9"),
)


def register_letters() -> None:
    register(RESULT)

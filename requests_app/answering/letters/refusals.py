"""R-3.1 … R-3.8 不予公开. Never a point of a secret, never who the third party is."""

from portal.letters.templates import Block, LetterTemplate
from requests_app.answering.letters.pieces import REASON, answer, lines, needed, reason_element

_REGULATIONS = "《中华人民共和国政府信息公开条例》"
_DUTIES = ("S2-2.9.4.1-8", "S2-2.10.2")

_SEPARABILITY = lines("separability", "separability", label="能否区分处理的说明")


def _refusal(
    number: int, what: str, article: str, *more: Block, needs: tuple[tuple[str, str], ...] = ()
) -> LetterTemplate:
    return answer(
        f"R-3.{number}",
        "政府信息不予公开答复书",
        Block(
            "decision",
            f"{{which}}，{{you}}申请公开的信息{what}。"
            f"根据{_REGULATIONS}{article}、第三十六条第三项的规定，本机关决定不予公开。",
        ),
        *more,
        REASON,
        _SEPARABILITY,
        elements=(
            reason_element(),
            needed("separability", "separability"),
            *(needed(key, block) for key, block in needs),
        ),
        duties=_DUTIES,
    )


TEMPLATES = (
    _refusal(1, "属于依法确定为国家秘密的政府信息", "第十四条"),
    _refusal(
        2,
        "属于法律、行政法规禁止公开的政府信息",
        "第十四条",
        lines("statute", "statutes", label="禁止公开的法律、行政法规"),
        needs=(("statutes", "statute"),),
    ),
    _refusal(3, "公开后可能危及国家安全、公共安全、经济安全、社会稳定", "第十四条"),
    _refusal(
        4,
        "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害",
        "第十五条",
        Block("consulted", "{consulted}"),
        needs=(("consulted", "consulted"),),
    ),
    _refusal(
        5,
        "属于行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息",
        "第十六条第一款",
    ),
    _refusal(
        6,
        "属于行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息",
        "第十六条第二款",
    ),
    _refusal(7, "属于行政执法案卷信息", "第十六条第二款"),
    answer(
        "R-3.8",
        "政府信息行政查询事项告知书",
        Block(
            "decision",
            "{which}，{you}申请公开的信息属于工商、不动产登记资料等行政查询事项，有关法律、行政法规对信息的获取有特别规定。"
            f"根据{_REGULATIONS}第三十六条第七项的规定，请{{you}}依照下列规定办理：",
        ),
        lines("statute", "statutes", label="依据的法律、行政法规和办理渠道"),
        REASON,
        elements=(needed("statutes", "statute"), reason_element()),
        duties=_DUTIES,
    ),
)

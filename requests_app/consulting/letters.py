"""征求意见书 to a third party (T-07), word of it to the applicant (T-08), 告知第三方书 (T-09), letters to the organ
that made the information too (T-10) and to any other (T-11). None names the applicant to a party or the reverse."""

from datetime import date

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate, Series, register
from requests_app.cases.letter_context import BASE_NAMES

_SINCE = date(2019, 5, 15)
INQUIRY = Series(code="foi_inquiry", field="公开", word="征求")
NOTICE = Series(code="foi_notice", field="公开", word="告知")
_ASKED = {"addressee": "收件人", "summary": "拟公开的内容要点", "unit_phone": "联系电话", "days": "答复的工作日"}
_SUMMARY = Element("summary", message="没有写拟公开的内容要点", key="summary", block="summary")
_PHONE = Block("contact", "联系电话：{unit_phone}。")

T_07 = LetterTemplate(
    code="T-07",
    version=1,
    title="征求第三方意见书",
    series=INQUIRY,
    in_force_from=_SINCE,
    names=_ASKED,
    blocks=(
        Block("to", "{addressee}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关收到政府信息公开申请，拟公开的信息可能涉及您的合法权益，要点如下："),
        Block("summary", "{summary}", label="拟公开的内容要点", editable=True),
        Block(
            "demand",
            "根据《中华人民共和国政府信息公开条例》第三十二条的规定，请您自收到本意见书之日起{days}个工作日内"
            "书面提出同意或者不同意公开的意见；不同意公开的，请说明理由。逾期未提出意见的，由本机关依照条例的规定决定是否公开。",
        ),
        _PHONE,
    ),
    elements=(_SUMMARY,),
    duties=("S2-2.7a", "S2-2.7b"),
)

T_08 = LetterTemplate(
    code="T-08",
    version=1,
    title="征求第三方意见告知书",
    series=NOTICE,
    in_force_from=_SINCE,
    names=BASE_NAMES,
    blocks=(
        Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关于{received_on}收到您提出的政府信息公开申请（编号：{number}）。"),
        Block(
            "pause",
            "您申请公开的信息涉及第三方合法权益，本机关正在书面征求其意见。根据《中华人民共和国政府信息公开条例》"
            "第三十三条第三款的规定，征求意见所需时间不计算在答复期限内。",
        ),
    ),
    duties=("S2-2.7c",),
)

T_09 = LetterTemplate(
    code="T-09",
    version=1,
    title="政府信息依申请公开第三方告知书",
    series=NOTICE,
    in_force_from=_SINCE,
    names={
        "addressee": "收件人",
        "summary": "决定公开的内容",
        "public_interest": "决定公开的理由",
        "remedy": "救济告知",
    },
    blocks=(
        Block("to", "{addressee}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "您不同意公开的意见收悉。经审查，本机关决定公开下列内容："),
        Block("summary", "{summary}", label="决定公开的内容", editable=True),
        Block("reason", "理由：{public_interest}", label="决定公开的理由", editable=True),
        Block(
            "law",
            "根据《中华人民共和国政府信息公开条例》第十五条、第三十二条的规定，不公开可能对公共利益造成重大影响的，予以公开。",
        ),
        Block("remedy", "{remedy}"),
    ),
    elements=(
        Element("summary", message="没有写决定公开的内容", key="summary", block="summary"),
        Element("reason", message="没有写公共利益的理由", key="public_interest", block="reason"),
        Element("remedy", message="没有救济告知", key="remedy", verbatim=True),
    ),
    duties=("S2-2.7d",),
)

T_10 = LetterTemplate(
    code="T-10",
    version=1,
    title="征求意见函（共同制作机关）",
    series=INQUIRY,
    in_force_from=_SINCE,
    names=_ASKED,
    blocks=(
        Block("to", "{addressee}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关收到政府信息公开申请，所涉信息由贵机关与本机关共同制作，拟公开的要点如下："),
        Block("summary", "{summary}", label="拟公开的内容要点", editable=True),
        Block(
            "demand",
            "根据《中华人民共和国政府信息公开条例》第三十四条的规定，请贵机关自收到本函之日起{days}个工作日内提出书面意见；"
            "逾期未提出意见的，视为同意公开。",
        ),
        _PHONE,
    ),
    elements=(_SUMMARY,),
    duties=("S2-2.7e", "S2-7.9a"),
)

T_11 = LetterTemplate(
    code="T-11",
    version=1,
    title="协办函",
    series=INQUIRY,
    in_force_from=_SINCE,
    names=_ASKED,
    blocks=(
        Block("to", "{addressee}：", kind=BlockKind.ADDRESSEE),
        Block("intro", "本机关办理政府信息公开申请，需要贵机关协助，事项如下："),
        Block("summary", "{summary}", label="协办的事项", editable=True),
        Block("demand", "请贵机关自收到本函之日起{days}个工作日内书面函复。"),
        _PHONE,
    ),
    elements=(_SUMMARY,),
    duties=("S2-7.9a",),
)


def register_letters() -> None:
    for template in (T_07, T_08, T_09, T_10, T_11):
        register(template)

"""T-02 登记表, T-03 接收回执."""

from portal.letters.templates import Block, BlockKind, Element, LetterTemplate
from requests_app.answering.letters.pieces import IN_FORCE, NAMES, RECEIPT, told
from requests_app.serving.selectors import is_served

TEMPLATES = (
    LetterTemplate(
        code="T-02",
        version=1,
        title="政府信息公开申请登记表",
        in_force_from=IN_FORCE,
        names={"rows": "登记的内容"},
        blocks=(Block("rows", "{rows}", kind=BlockKind.TABLE),),
        seal=False,
        duties=("S2-2.9.0",),
    ),
    LetterTemplate(
        code="T-03",
        version=1,
        title="政府信息公开申请接收回执",
        series=RECEIPT,
        in_force_from=IN_FORCE,
        names=NAMES | {"due_on": "预计答复日", "period": "答复期限"},
        blocks=(
            Block("to", "{applicant}：", kind=BlockKind.ADDRESSEE),
            Block("received", "本机关于{received_on}收到{you}{channel}的政府信息公开申请，申请编号为{number}。"),
            Block("asked", "{you}申请公开的内容是："),
            Block("items", "{items}", kind=BlockKind.ITEMS),
            Block(
                "period",
                "根据《中华人民共和国政府信息公开条例》第三十三条第二款的规定，本机关自收到申请之日起{period}内予以答复，"
                "最晚答复日是{due_on}。需要补正、延长答复期限或者征求第三方和其他机关意见的，另行书面告知。",
            ),
            Block("look", "{you}可以凭申请编号和查询码在本网站查询办理情况。"),
            Block(
                "contact",
                "如需咨询，可以联系{unit}，电话：{unit_phone}，地址：{unit_address}。",
                when=told("unit_phone"),
            ),
        ),
        elements=(
            Element("received_on", "没有收到日", key="received_on", verbatim=True),
            Element("due_on", "没有预计答复日", key="due_on", verbatim=True),
        ),
        is_served=is_served,
        duties=("S2-2.6b",),
    ),
)

"""R-1a, R-1b, R-1c 予以公开; R-2 部分公开."""

from portal.letters.templates import Block, Element
from requests_app.answering.letters.pieces import REASON, answer, lines, needed, reason_element, told

_REGULATIONS = "《中华人民共和国政府信息公开条例》"

_HANDED_OUT = (
    lines("files", "files"),
    Block("form", "以上信息以{form_words}的形式提供，每件1份，获取途径为：{delivery_words}。"),
    lines("form_change", "form_changes", label="改变提供形式的理由", when=told("form_changes")),
    Block("fee", "{fee_words}"),
)

TEMPLATES = (
    answer(
        "R-1a",
        "政府信息予以公开答复书（已对外公开）",
        Block(
            "decision",
            f"{{which}}，{{you}}申请公开的信息已经主动公开。根据{_REGULATIONS}第三十六条第一项的规定，"
            "现将获取该信息的方式、途径告知如下：",
        ),
        lines("access", "accesses", label="获取的方式、途径"),
        elements=(needed("accesses", "access"),),
        duties=("S2-2.9.2", "S2-2.10.1"),
    ),
    answer(
        "R-1b",
        "政府信息予以公开答复书",
        Block(
            "decision",
            f"{{which}}，{{you}}申请公开的信息可以公开。根据{_REGULATIONS}第三十六条第二项的规定，"
            "本机关决定予以公开，现提供以下信息：",
        ),
        *_HANDED_OUT,
        elements=(needed("files", "files"), Element("fee", "没有写缴费事项", key="fee_words", block="fee")),
        duties=("S2-2.10.1", "S2-2.11"),
    ),
    answer(
        "R-1c",
        "政府信息予以公开答复书（近期内对外公开）",
        Block(
            "decision",
            f"{{which}}，{{you}}申请公开的信息属于本机关近期将主动公开的信息。"
            f"根据{_REGULATIONS}第三十六条第二项的规定，现将获取该信息的方式、途径和时间告知如下：",
        ),
        lines("access", "accesses", label="获取的方式、途径"),
        lines("time", "times"),
        elements=(needed("accesses", "access"), needed("times", "time")),
        duties=("S2-2.9.2", "S2-2.10.1"),
    ),
    answer(
        "R-2",
        "政府信息部分公开答复书",
        Block(
            "decision",
            "{which}，{you}申请公开的信息中含有不应当公开的内容，但是能够作区分处理。"
            f"根据{_REGULATIONS}第三十七条的规定，本机关决定部分公开。现提供可以公开的以下部分：",
        ),
        *_HANDED_OUT,
        Block("kept_back", "下列内容不予公开："),
        lines("withheld", "withheld"),
        REASON,
        Block("consulted", "{consulted}", when=told("consulted")),
        elements=(needed("files", "files"), needed("withheld", "withheld"), reason_element()),
        duties=("S2-2.10.3", "S2-2.11"),
    ),
)

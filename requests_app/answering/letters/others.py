"""R-4.* 无法提供, R-5.* 不予处理, R-6.* 其他处理."""

from portal.letters.templates import Block, Element
from requests_app.answering.letters.pieces import (
    REASON,
    answer,
    has_way,
    lines,
    needed,
    reason_element,
    told,
)

_REGULATIONS = "《中华人民共和国政府信息公开条例》"
_UNABLE = "政府信息无法提供答复书"
_NOT_PROCESSED = "政府信息公开申请不予处理告知书"
_ENDED = "政府信息公开申请终止处理告知书"
_WAYS = {f"which_{way}": "就哪几项" for way in ("absent", "other", "party", "not_information")}
_EARLIER = Block("earlier", "前次答复的情况：{earlier}。")
_COURSE = Block("course", "{course}")

_UNABLE_TEMPLATES = (
    answer(
        "R-4.1",
        _UNABLE,
        Block(
            "absent",
            "{which_absent}，经检索，本机关没有制作或者获取{you}申请公开的信息，该信息不存在。"
            f"根据{_REGULATIONS}第三十六条第四项的规定，现予以告知。",
            when=has_way("absent"),
        ),
        lines("search", "searches", label="检索的范围、方法和结果", when=has_way("absent")),
        Block(
            "other",
            "{which_other}，{you}申请公开的信息不属于本机关负责公开。"
            f"根据{_REGULATIONS}第三十六条第五项的规定，现予以告知并说明理由。",
            when=has_way("other"),
        ),
        lines("other_organ", "other_organs", label="负责公开的机关名称、联系方式", when=told("other_organs")),
        REASON,
        names=_WAYS,
        elements=(
            Element(
                "searches",
                "没有写检索的范围、方法和结果",
                key="searches",
                block="search",
                when=has_way("absent"),
            ),
            reason_element(),
        ),
        duties=("S2-2.9.3.1",),
    ),
    answer(
        "R-4.2",
        _UNABLE,
        Block(
            "decision",
            "{which}，本机关没有{you}申请公开的现成信息，需要对现有政府信息进行加工、分析才能形成。"
            f"行政机关向申请人提供的信息，应当是已制作或者获取的政府信息。根据{_REGULATIONS}第三十八条的规定，"
            "本机关无法提供。",
        ),
        REASON,
        elements=(reason_element(),),
        duties=("S2-2.9.3.2",),
    ),
    answer(
        "R-4.3",
        _UNABLE,
        _COURSE,
        Block(
            "decision",
            f"{{which}}，{{you}}补正以后的申请内容仍不明确，本机关无法据此查找所申请的信息。根据{_REGULATIONS}第三十条的规定，"
            "本机关无法提供。",
        ),
        REASON,
        elements=(needed("course", "course"), reason_element()),
        duties=("S2-2.9.1c",),
    ),
)

_NOT_PROCESSED_TEMPLATES = (
    answer(
        "R-5.1",
        _NOT_PROCESSED,
        Block(
            "decision",
            "{which}，{you}以政府信息公开申请的形式进行信访、投诉、举报等活动。"
            f"根据{_REGULATIONS}第三十九条第一款的规定，不作为政府信息公开申请处理。{{you}}可以通过下列渠道提出：",
        ),
        lines("channel", "channels", label="可以反映的渠道"),
        REASON,
        elements=(needed("channels", "channel"), reason_element()),
        duties=("S2-2.9.3.3",),
    ),
    answer(
        "R-5.2",
        _NOT_PROCESSED,
        Block(
            "decision",
            "{which}，本机关已就{you}提出的政府信息公开申请作出答复，{you}重复申请公开相同的政府信息。"
            f"根据{_REGULATIONS}第三十六条第六项的规定，不予重复处理。",
        ),
        _EARLIER,
        REASON,
        elements=(needed("earlier", "earlier"),),
        duties=("S2-2.9.3.4",),
    ),
    answer(
        "R-5.3",
        _NOT_PROCESSED,
        Block(
            "decision",
            "{which}，{you}要求提供的是政府公报、报刊、书籍等公开出版物。"
            f"根据{_REGULATIONS}第三十九条第二款的规定，不作为政府信息公开申请处理，现将获取的途径告知如下：",
        ),
        lines("access", "accesses", label="获取的方式、途径"),
        REASON,
        elements=(needed("accesses", "access"),),
        duties=("S2-2.9.3.5",),
    ),
    answer(
        "R-5.4",
        _NOT_PROCESSED,
        _COURSE,
        Block(
            "decision",
            "{which}，{you}申请公开政府信息的数量、频次明显超过合理范围，理由不合理。"
            f"根据{_REGULATIONS}第三十五条的规定，不予处理。",
        ),
        REASON,
        elements=(needed("course", "course"), reason_element()),
        duties=("law.A4.35",),
    ),
    answer(
        "R-5.5",
        _NOT_PROCESSED,
        Block(
            "decision",
            "{which}，{you}要求本机关对已经获取的政府信息进行确认或者重新出具。"
            f"根据{_REGULATIONS}第三十六条第六项的规定，不予重复处理。",
        ),
        _EARLIER,
        REASON,
        elements=(needed("earlier", "earlier"), reason_element()),
        duties=("S2-2.9.3.6",),
    ),
)

_OTHER_TEMPLATES = (
    answer(
        "R-6.1",
        _ENDED,
        _COURSE,
        Block(
            "decision",
            f"{{which}}，{{you}}没有正当理由逾期不补正。根据{_REGULATIONS}第三十条的规定，视为放弃申请，"
            "本机关不再处理该政府信息公开申请。",
        ),
        REASON,
        elements=(needed("course", "course"), reason_element()),
        duties=("law.A4.30",),
    ),
    answer(
        "R-6.2",
        _ENDED,
        _COURSE,
        Block(
            "decision",
            "{which}，{you}逾期没有按照收费通知的要求缴纳信息处理费。"
            "根据《政府信息公开信息处理费管理办法》第七条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
        ),
        REASON,
        elements=(needed("course", "course"), reason_element()),
        duties=("law.D5",),
    ),
    answer(
        "R-6.3",
        "政府信息公开申请处理告知书",
        Block(
            "party",
            "{which_party}，{you}申请公开的信息属于党务信息，不属于"
            f"{_REGULATIONS}第二条规定的政府信息，不适用该条例。",
            when=has_way("party"),
        ),
        Block(
            "not_information",
            f"{{which_not_information}}，{{you}}申请公开的内容不属于{_REGULATIONS}第二条规定的政府信息。",
            when=has_way("not_information"),
        ),
        Block("other", "{which_other}，对{you}的政府信息公开申请处理如下：", when=has_way("other")),
        REASON,
        names=_WAYS,
        elements=(reason_element(),),
        duties=("S2-2.9.3.7",),
    ),
)

TEMPLATES = _UNABLE_TEMPLATES + _NOT_PROCESSED_TEMPLATES + _OTHER_TEMPLATES

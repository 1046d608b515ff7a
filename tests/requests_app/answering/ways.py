"""Every way to every outcome, as a clerk fills it in; typed by hand from the official table and the Regulations."""

from dataclasses import dataclass, field

R = "《中华人民共和国政府信息公开条例》"
YES = "yes"


@dataclass(frozen=True)
class Case:
    """``first``: the refusal goes to review first. ``kept``: pages kept back, with their article."""

    outcome: str
    way: str
    letter: str
    articles: tuple[str, ...]
    steps: dict[str, str]
    values: dict[str, object] = field(default_factory=dict)
    first: bool = False
    released: bool = False
    kept: str = ""

    @property
    def name(self) -> str:
        return f"{self.outcome}-{self.way}"


CLEAR = {"clear": YES}
REQUEST = CLEAR | {"is_request": YES}
MINE = REQUEST | {"mine": YES}
THERE = MINE | {"exists": YES}
REFUSED = THERE | {"open": "no"}
WHY = {"reason": "该信息公开后会产生上述后果，本机关经研究决定不予公开。"}
NO = {"separability": "no"}


def refusal(number: int, article: str, **values: object) -> Case:
    return Case(
        f"3.3.{number}",
        str(number),
        f"R-3.{number}",
        (f"{R}{article}", f"{R}第三十六条第三项"),
        REFUSED,
        WHY | NO | values,
        first=True,
    )


CASES = (
    Case(
        "3.1",
        "a",
        "R-1a",
        (f"{R}第三十六条第一项",),
        THERE | {"open": "public"},
        {"access": "见本机关网站“政府信息公开”栏目，网址 www.linjiang.example/zjj/"},
    ),
    Case("3.1", "b", "R-1b", (f"{R}第三十六条第二项",), THERE | {"open": YES}, released=True),
    Case(
        "3.1",
        "c",
        "R-1c",
        (f"{R}第三十六条第二项",),
        THERE | {"open": "public"},
        {"access": "将在本机关网站“政府信息公开”栏目发布", "available_on": "2026-04-10"},
    ),
    Case(
        "3.2",
        "1",
        "R-2",
        (f"{R}第三十七条", f"{R}第十五条"),
        THERE | {"open": "partly"},
        WHY | {"articles": [f"{R}第三十七条", f"{R}第十五条"]},
        first=True,
        released=True,
        kept=f"{R}第十五条",
    ),
    refusal(1, "第十四条"),
    refusal(2, "第十四条", statute="《中华人民共和国统计法》第二十八条"),
    refusal(3, "第十四条"),
    refusal(4, "第十五条", third_party_note="该信息是第三方书面声明的商业秘密"),
    refusal(5, "第十六条第一款"),
    refusal(6, "第十六条第二款"),
    refusal(7, "第十六条第二款"),
    Case(
        "3.3.8",
        "8",
        "R-3.8",
        (f"{R}第三十六条第七项",),
        CLEAR | {"is_request": "query"},
        WHY | NO | {"statute": "《不动产登记暂行条例》第二十七条，请到市不动产登记中心查询"},
    ),
    Case(
        "3.4.1",
        "absent",
        "R-4.1",
        (f"{R}第三十六条第四项",),
        MINE | {"exists": "absent"},
        WHY | {"search_record": "在本机关档案室和电子公文系统以“加装电梯”检索，没有找到"},
    ),
    Case(
        "3.4.1",
        "other",
        "R-4.1",
        (f"{R}第三十六条第五项",),
        REQUEST | {"mine": "no"},
        WHY | {"other_organ": "临江市自然资源局，电话0000-8612399"},
    ),
    Case("3.4.2", "1", "R-4.2", (f"{R}第三十八条",), MINE | {"exists": "to_make"}, WHY),
    Case("3.4.3", "1", "R-4.3", (f"{R}第三十条",), {"clear": "corrected_unclear"}, WHY),
    Case(
        "3.5.1",
        "1",
        "R-5.1",
        (f"{R}第三十九条第一款",),
        CLEAR | {"is_request": "complaint"},
        WHY | {"channel": "市信访局来访接待室，电话12345"},
    ),
    Case(
        "3.5.2",
        "1",
        "R-5.2",
        (f"{R}第三十六条第六项",),
        CLEAR | {"is_request": "repeated"},
        {"earlier_reply": "临住建公开〔2025〕21号，2025年9月8日"},
    ),
    Case(
        "3.5.3",
        "1",
        "R-5.3",
        (f"{R}第三十九条第二款",),
        CLEAR | {"is_request": "publication"},
        {"access": "《临江市人民政府公报》2025年第3期，市图书馆可以查阅"},
    ),
    Case("3.5.4", "1", "R-5.4", (f"{R}第三十五条",), CLEAR | {"is_request": "excessive"}, WHY),
    Case(
        "3.5.5",
        "1",
        "R-5.5",
        (f"{R}第三十六条第六项",),
        CLEAR | {"is_request": "confirmation"},
        WHY | {"earlier_reply": "临住建公开〔2025〕21号，2025年9月8日"},
    ),
    Case("3.6.1", "1", "R-6.1", (f"{R}第三十条",), {"clear": "abandoned"}, WHY),
    Case(
        "3.6.2",
        "1",
        "R-6.2",
        (f"{R}第四十二条第一款", "《政府信息公开信息处理费管理办法》第七条"),
        {"clear": "unpaid"},
        WHY,
    ),
    Case("3.6.3", "party", "R-6.3", (f"{R}第二条",), CLEAR | {"is_request": "not_information"}, WHY),
    Case("3.6.3", "not_information", "R-6.3", (f"{R}第二条",), CLEAR | {"is_request": "not_information"}, WHY),
    Case(
        "3.6.3",
        "other",
        "R-6.3",
        (f"{R}第四十条",),
        CLEAR | {"is_request": "not_information"},
        WHY | {"articles": [f"{R}第四十条"]},
    ),
)
BY_NAME = {case.name: case for case in CASES}

"""What is decided about an item on the way to its outcome."""

from dataclasses import dataclass

from django.db import models


class Separability(models.TextChoices):
    """能否区分处理 (Regulations art. 37)."""

    YES = "yes", "能，去掉不能公开的部分以后提供"
    NO = "no", "不能，全部内容都不能公开，或者去掉以后没有意义"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the guided way 补不补 → 是不是 → 谁负责 → 有没有 → 给不给 → 怎么给 → 怎么答 (law.md B1).

    ``answers`` maps each answer to the outcomes it leads to; an empty tuple goes on to the next question.
    """

    code: str
    text: str
    answers: tuple[tuple[str, str, tuple[str, ...]], ...]


QUESTIONS: tuple[Question, ...] = (
    Question(
        "clear",
        "内容明确吗？（补不补）",
        (
            ("yes", "明确", ()),
            ("corrected_unclear", "补正以后仍不明确", ("3.4.3",)),
            ("abandoned", "申请人逾期没有补正", ("3.6.1",)),
            ("unpaid", "申请人逾期没有缴费", ("3.6.2",)),
        ),
    ),
    Question(
        "is_request",
        "是政府信息公开申请吗？（是不是）",
        (
            ("yes", "是", ()),
            ("complaint", "是信访、举报、投诉", ("3.5.1",)),
            ("publication", "要公开出版物", ("3.5.3",)),
            ("repeated", "重复申请", ("3.5.2",)),
            ("confirmation", "要求确认或者重新出具已经获取的信息", ("3.5.5",)),
            ("excessive", "无正当理由大量反复申请", ("3.5.4",)),
            ("query", "工商、不动产登记等有特别查询规定", ("3.3.8",)),
            ("not_information", "不是政府信息（含党务信息），或者有其他不能办理的情形", ("3.6.3",)),
        ),
    ),
    Question(
        "mine",
        "由本机关负责公开吗？（谁负责）",
        (("yes", "由本机关负责", ()), ("no", "不由本机关负责", ("3.4.1",))),
    ),
    Question(
        "exists",
        "本机关有这份信息吗？（有没有）",
        (
            ("yes", "有", ()),
            ("absent", "经检索没有", ("3.4.1",)),
            ("to_make", "要加工、分析才能有", ("3.4.2",)),
        ),
    ),
    Question(
        "open",
        "能公开吗？（给不给）",
        (
            ("public", "已经主动公开，或者近期公开", ("3.1",)),
            ("yes", "可以公开", ("3.1",)),
            ("partly", "区分处理以后可以部分公开", ("3.2",)),
            ("no", "不能公开", ("3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7")),
        ),
    ),
)

"""The guided way to an outcome, what an outcome must rest on, and which pages go out. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.letters.wording import is_citation
from requests_app.answering.states import QUESTIONS, Question, Separability
from requests_app.outcomes import BY_CODE, Group, Outcome, Way

REGULATIONS = "《中华人民共和国政府信息公开条例》"

SECRECY_LAW = "保守国家秘密法"
_SECRECY_ARTICLE = f"{REGULATIONS}第十四条"

_NUMBER = re.compile(r"〔\d{4}〕\D{0,4}\d+号")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")

_DIVIDED = {
    "第十六条": "款",
    "第三十一条": "项",
    "第三十三条": "款",
    "第三十六条": "项",
    "第三十九条": "款",
    "第四十二条": "款",
}
"""Articles of the Regulations that say several things: the clause or item must be named."""


# --- the guided way -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the answers lead. ``next`` is the question to ask now; ``outcomes`` are those still open; ``skipped`` are
    questions left out before the end was reached."""

    next: Question | None
    outcomes: tuple[str, ...]
    skipped: tuple[Question, ...]
    faults: tuple[str, ...] = ()


def walk(steps: Mapping[str, str]) -> Walk:
    """``steps`` maps codes of questions to codes of answers. An answer with outcomes ends the way."""
    known = {question.code for question in QUESTIONS}
    faults = [f"没有“{code}”这个问题" for code in steps if code not in known]
    unanswered: list[Question] = []
    ended: tuple[str, ...] | None = None
    for question in QUESTIONS:
        given = steps.get(question.code, "")
        if not given:
            unanswered.append(question)
            continue
        leads = {code: outcomes for code, _, outcomes in question.answers}.get(given)
        if leads is None:
            faults.append(f"“{question.text}”没有这个答案")
        elif leads:
            ended = leads
            break
    if ended is not None:
        return Walk(None, ended, tuple(unanswered), tuple(faults))
    left = {code for question in unanswered for _, _, outcomes in question.answers for code in outcomes}
    offered = tuple(code for code in BY_CODE if code in left)
    return Walk(unanswered[0] if unanswered else None, offered, tuple(unanswered), tuple(faults))


def travelled(steps: Mapping[str, str]) -> dict[str, str]:
    """The answers up to the end of the way, in its order; what was answered beyond it does not count."""
    found = {}
    for question in QUESTIONS:
        if given := steps.get(question.code, ""):
            found[question.code] = given
            if any(code == given and outcomes for code, _, outcomes in question.answers):
                break
    return found


# --- what it rests on ---------------------------------------------------------------------------------


def offered_articles(way: Way) -> tuple[str, ...]:
    """What a clerk may tick; another law can be written in besides."""
    return way.articles + way.one_of


def is_full_article(text: str) -> bool:
    """A law with its article, and for the divided articles of the Regulations the clause or item as well."""
    if not is_citation(text):
        return False
    if not text.startswith(REGULATIONS):
        return True
    rest = text.removeprefix(REGULATIONS)
    unit = next((unit for article, unit in _DIVIDED.items() if rest.startswith(article)), "")
    return not unit or unit in rest


def is_about_secrecy(article: str) -> bool:
    """Whether what is kept back for it can be a state secret; article 14 names other grounds as well."""
    return SECRECY_LAW in article or article.startswith(_SECRECY_ARTICLE)


def article_faults(way: Way, articles: Sequence[str]) -> list[str]:
    """What is wrong with the articles of a decision, in Chinese."""
    faults = [f"“{text}”没有写到法律名称和条款项" for text in articles if not is_full_article(text)]
    if not way.by_system and not articles:
        faults.append("没有写依据条款")
    elif way.articles and way.articles[0] not in articles:
        faults.append(f"依据里要有{way.articles[0]}")
    if way.one_of and not set(way.one_of) & set(articles):
        faults.append("不提供的部分依据哪一条，要写出第十四条、第十五条或者第十六条的哪一款")
    return faults


def separability_fault(outcome: Outcome, answer: str, note: str) -> str:
    """能否区分处理 (Regulations art. 37): what can be separated is handed out, or it is said why not."""
    if outcome.group is not Group.REFUSED:
        return ""
    if not answer:
        return f"拟{outcome.title}，先回答能不能区分处理"
    if answer == Separability.YES and not note.strip():
        return "能区分处理的，应当选部分公开；仍然全部不予公开的，要写明理由"
    return ""


def names_a_reply(text: str) -> bool:
    """Whether an earlier reply is named by number and date."""
    return bool(_NUMBER.search(text) and _DAY.search(text))


# --- pages --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pages:
    """``file`` is the key of the file; both ends are included."""

    file: int
    first: int
    last: int
    is_released: bool
    article: str = ""


def page_faults(ranges: Sequence[Pages], length: Mapping[int, int]) -> dict[str, str]:
    """Keyed ``pages-<place>``; ``length`` gives the number of pages of each file. Every page of a file that is used has
    to be in exactly one range."""
    faults: dict[str, str] = {}
    reached: dict[int, int] = {}
    for place, row in sorted(enumerate(ranges), key=lambda pair: (pair[1].file, pair[1].first)):
        name = f"pages-{place}"
        before = reached.get(row.file, 0)
        if fault := _range_fault(row, length[row.file]):
            faults[name] = fault
        elif row.first <= before:
            faults[name] = f"第{row.first}页已经写在前面的页码里"
        elif row.first > before + 1:
            faults[name] = f"第{_span(before + 1, row.first - 1)}页提供不提供，还没有写"
        reached[row.file] = max(before, row.last)
    for place, row in enumerate(ranges):
        end, total = reached[row.file], length[row.file]
        if row.last == end < total:
            faults.setdefault(f"pages-{place}", f"第{_span(end + 1, total)}页提供不提供，还没有写")
    return faults


def _range_fault(row: Pages, length: int) -> str:
    if not 1 <= row.first <= row.last:
        return "起页要从1开始，止页不能小于起页"
    if row.last > length:
        return f"这个文件只有{length}页"
    if not row.is_released and not row.article:
        return "不提供的页要写依据"
    if not row.is_released and not is_full_article(row.article):
        return "依据要写到法律名称和条款项"
    return ""


def _span(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}至{last}"

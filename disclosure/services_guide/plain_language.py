"""大白话: what of a text people will not understand. Warns, never stops. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SENTENCE = 60
"""Characters; a longer one is read twice."""
JARGON = {
    "行政相对人": "申请人",
    "申报主体": "申请人",
    "受理机关": "办理窗口",
    "予以": "（去掉）",
    "予以受理": "会受理",
    "不予受理": "不能受理",
    "依法依规": "按哪一条办，写清楚",
    "须": "要",
    "亦": "也",
    "应予": "要",
    "系指": "是指",
    "之日起": "那天起",
    "逾期": "过了期限",
    "缴讫": "交清",
    "领讫": "领到",
    "加盖": "盖",
    "出具": "开",
    "持有": "带着",
    "相关材料": "写明是哪些材料",
    "有关部门": "写明是哪个部门",
    "其他材料": "写明是哪些材料，不能要求兜底材料",
    "容缺受理": "缺一部分材料也先收下",
    "告知承诺": "签一份承诺书，不用交证明",
}
_SENTENCE = re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Advice:
    """``where`` is the field, ``words`` what stands there, ``better`` what would be plainer."""

    where: str
    words: str
    better: str


def check(texts: Iterable[tuple[str, str]]) -> list[Advice]:
    """``texts`` are pairs of a field's name and what it says."""
    return [found for where, text in texts for found in (*_long(where, text), *_official(where, text))]


def _long(where: str, text: str) -> Iterable[Advice]:
    for sentence in _SENTENCE.findall(text):
        if len(sentence.strip()) > LONGEST_SENTENCE:
            words = f"{sentence.strip()[:20]}……"
            yield Advice(where, words, f"这一句有{len(sentence.strip())}个字，拆成几句")


def _official(where: str, text: str) -> Iterable[Advice]:
    """The longer term counts where one stands in another."""
    left = text
    for term in sorted(JARGON, key=len, reverse=True):
        if term in left:
            yield Advice(where, term, JARGON[term])
            left = left.replace(term, "\0")

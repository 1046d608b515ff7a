"""Text as people type or paste it: what is quietly tidied, and what is refused because nobody can see it. Pure."""

import re
import unicodedata

# C0 and C1 controls but newline and tab, bidirectional overrides, half of a surrogate pair, non-characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
# Marks of word processors that carry no text: byte order mark, zero-width space, soft hyphen.
_WEIGHTLESS = re.compile("[\ufeff\u200b\u00ad]")


def paragraphs(text: str) -> str:
    """Line breaks as newlines, no weightless marks, nothing but blanks stripped at the ends."""
    return _WEIGHTLESS.sub("", _LINE_BREAKS.sub("\n", text)).strip()


def line(text: str) -> str:
    """As ``paragraphs``, on one line with single blanks; the ideographic space counts as one."""
    return " ".join(paragraphs(text).split())


def unseen(text: str) -> str:
    """The first character nobody can see, as ``U+0000``; empty when there is none."""
    found = _UNSEEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def without_unseen(text: str) -> str:
    """For imports, where nobody is there to be asked."""
    return _UNSEEN.sub("", text)


def fault(text: str, *, label: str, at_most: int, required: bool = False) -> str:
    """Why the text cannot be stored under ``label``, in Chinese; empty when it can. ``at_most`` counts characters."""
    if hidden := unseen(text):
        return f"{label}里有看不见的控制字符（{hidden}），请删掉，或者先粘贴到记事本再复制过来"
    if len(text) > at_most:
        return f"{label}最多{at_most}个字，现在是{len(text)}个字，请缩短"
    if required and not _has_substance(text):
        return f"请填写{label}"
    return ""


def _has_substance(text: str) -> bool:
    """Something other than blanks and marks."""
    return any(unicodedata.category(character)[0] not in "ZCM" for character in text)

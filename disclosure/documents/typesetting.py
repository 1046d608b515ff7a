"""From the text as written to the page: one look for every document, whatever it was pasted from (S0-1.12b). Pure.

Plain text is recognised line by line: 编章节 become headings, 条 get a bold lead and an address (``#a9``), the
addressee, the signature and the date get their places, also above an attached text, and lines with tabs, as they come
from a spreadsheet, become a table. HTML keeps its structure and loses everything else.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import nh3

_NUMERAL = "零〇一二三四五六七八九十百千两0-9０-９"
_MARKUP = re.compile(r"</(?:p|div|table|tbody|tr|td|ul|ol|li|h[1-6]|span|section|article)\s*>|<br\s*/?>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|tr|table|li|h[1-6]|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)

_PART = re.compile(rf"第[{_NUMERAL}]+(?P<unit>分编|编|章|节)(?:[\s\u3000]|$)")
_ARTICLE = re.compile(
    rf"(?P<lead>第(?P<number>[{_NUMERAL}]+)条(?:之(?P<branch>[{_NUMERAL}]+))?)[\s\u3000：:]*(?P<text>.*)"
)
_SECTION = re.compile(r"[一二三四五六七八九十]+、")
_CONTENTS = re.compile(r"[（(]?目[\s\u3000]*[录次][）)]?")
_DATE = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_SENTENCE = re.compile(r"[。；！？]")
# What a covering notice carries: 印发《……办法》的通知 is followed by the text itself, under its own name.
_ATTACHED = re.compile(
    r"[^。；：，！？:;,\t]{4,60}"
    r"(?:办法|细则|规定|规则|制度|方案|预案|意见|措施|要点|规划|纲要|计划|标准|目录|名单|清单)(?:（[^（）]+）)?"
)
_HEADING_TAGS = {"编": "h2", "分编": "h2", "章": "h2", "节": "h3"}
_HEADING_LENGTH = 60
_SECTION_LENGTH = 30
_ADDRESSEE_LENGTH = 200
_SIGNER_LENGTH = 40
_SIGNERS_AT_MOST = 4
_TAIL = 12

_TAGS = (
    {"p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "div", "span", "a"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "strong", "b", "em", "i", "u", "sub", "sup", "del", "ins"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_UNREAD = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_EMPTY = re.compile(r"<(p|div|span)>(?:\s|&nbsp;|\u00a0)*</\1>")


def is_markup(body: str) -> bool:
    """Whether the text was written as HTML; a lone ``<`` is a character like any other."""
    return bool(_MARKUP.search(body))


def body_html(body: str) -> str:
    """Safe HTML for the page, without style, class or font of its author."""
    return _cleaned(body) if is_markup(body) else "\n".join(_typeset(body))


def plain_text(body: str) -> str:
    """What a reader reads, line by line, for the index and for summaries."""
    if not is_markup(body):
        return body
    lines = _CELL_END.sub("\t", _BLOCK_END.sub("\n", body))
    text = html.unescape(nh3.clean(lines, tags=set(), clean_content_tags=_UNREAD))
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def opening(body: str, *, length: int) -> str:
    """The first sentences: 内容概述 when nobody wrote one. Headings, addressee and contents are passed over."""
    said = (line for line in _lines(plain_text(body)) if _SENTENCE.search(line) and not line.endswith(("：", ":")))
    text = next((_ARTICLE.sub(r"\g<text>", line) for line in said), "")
    return text if len(text) <= length else text[: length - 1].rstrip("，、；：") + "…"


def _cleaned(body: str) -> str:
    safe = nh3.clean(
        body,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        clean_content_tags=_UNREAD,
        link_rel="noopener noreferrer",
    )
    # The page itself owns the first heading.
    safe = re.sub(r"(</?)h1>", r"\1h2>", safe)
    return _EMPTY.sub("", safe)


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := raw.strip("\u3000 \t\u00a0"))]


@dataclass(frozen=True, slots=True)
class _Heading:
    tag: str
    text: str
    anchor: str
    is_item: bool = False


def _typeset(text: str) -> Iterator[str]:
    lines = _lines(text)
    contents, lines = _contents(lines)
    tables = _tables(lines)
    names = {start: f"表{number}" for number, start in enumerate(sorted(tables), 1)}
    blocks = tables | _signatures(lines)
    attached = {block.stop for block in blocks.values() if _carries(lines, block)}
    anchors = _Anchors()
    headings = {
        place: heading for place, line in enumerate(lines) if (heading := anchors.heading(line, place in attached))
    }
    by_text = {heading.text: heading for heading in reversed(headings.values())}
    inside = {row for block in blocks.values() for row in block}
    for place, line in enumerate(lines):
        if contents and place == contents.place:
            yield _contents_html(contents.entries, by_text)
        if block := blocks.get(place):
            yield _block_html([lines[row] for row in block], names.get(place))
        elif place in inside:
            continue
        elif heading := headings.get(place):
            kind = ' class="item"' if heading.is_item else ""
            yield f'<{heading.tag}{kind} id="{heading.anchor}">{html.escape(heading.text)}</{heading.tag}>'
        elif place < 3 and _is_addressee(line):
            yield f'<p class="to">{html.escape(line)}</p>'
        else:
            yield _paragraph(line, anchors)


def _block_html(lines: list[str], table: str | None) -> str:
    if table:
        return _table_html(table, [line.split("\t") for line in lines])
    return '<p class="sign">' + "<br>".join(map(html.escape, lines)) + "</p>"


class _Anchors:
    """Addresses of headings and articles, each once on the page."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._headings = 0
        self._has_parts = False

    def heading(self, line: str, is_attached: bool) -> _Heading | None:
        if is_attached:
            self._has_parts = True
            self._headings += 1
            return _Heading("h2", line, f"h{self._headings}")
        if len(line) > _HEADING_LENGTH or _SENTENCE.search(line):
            return None
        if part := _PART.match(line):
            self._has_parts = True
            self._headings += 1
            return _Heading(_HEADING_TAGS[part["unit"]], line, f"h{self._headings}")
        if _SECTION.match(line) and len(line) <= _SECTION_LENGTH:
            self._headings += 1
            # No level may be left out: 一、 stands right below the title where there are no chapters.
            return _Heading("h3" if self._has_parts else "h2", line, f"h{self._headings}", is_item=True)
        return None

    def article(self, number: str, branch: str | None) -> str:
        address = f"a{chinese_number(number)}" + (f"z{chinese_number(branch)}" if branch else "")
        self._seen[address] += 1
        return address if self._seen[address] == 1 else f"{address}-{self._seen[address]}"


def _paragraph(line: str, anchors: _Anchors) -> str:
    article = _ARTICLE.fullmatch(line)
    if article is None:
        return f"<p>{html.escape(line)}</p>"
    address = anchors.article(article["number"], article["branch"])
    return f'<p id="{address}"><strong>{article["lead"]}</strong>\u3000{html.escape(article["text"])}</p>'


def _is_addressee(line: str) -> bool:
    """各单位：, not 现将有关事项公告如下：."""
    if not line.endswith(("：", ":")) or line[:-1].endswith(("如下", "下列")):
        return False
    return len(line) <= _ADDRESSEE_LENGTH and not _SENTENCE.search(line)


@dataclass(frozen=True, slots=True)
class _Contents:
    place: int
    entries: list[str]


def _contents(lines: list[str]) -> tuple[_Contents | None, list[str]]:
    """Take a typed table of contents out: it ends where its first entry comes again."""
    for place, line in enumerate(lines):
        if not _CONTENTS.fullmatch(line):
            continue
        entries: list[str] = []
        for entry in lines[place + 1 :]:
            if not _PART.match(entry) or entry in entries[:1]:
                break
            entries.append(entry)
        if entries:
            return _Contents(place, entries), lines[:place] + lines[place + 1 + len(entries) :]
    return None, lines


def _contents_html(entries: list[str], by_text: dict[str, _Heading]) -> str:
    def item(entry: str) -> str:
        label, heading = html.escape(entry), by_text.get(entry)
        return f'<li><a href="#{heading.anchor}">{label}</a></li>' if heading else f"<li>{label}</li>"

    return '<nav class="contents" aria-label="目录"><ul>' + "".join(map(item, entries)) + "</ul></nav>"


def _tables(lines: list[str]) -> dict[int, range]:
    """Two or more lines with the same number of cells, keyed by the first."""
    found: dict[int, range] = {}
    start = 0
    for place in range(1, len(lines) + 1):
        cells = lines[start].count("\t") if lines else 0
        if place < len(lines) and cells and lines[place].count("\t") == cells:
            continue
        if cells and place - start > 1:
            found[start] = range(start, place)
        start = place
    return found


def _table_html(name: str, rows: list[list[str]]) -> str:
    """A wide table scrolls by itself, also from the keyboard."""
    head = "".join(f'<th scope="col">{html.escape(cell.strip())}</th>' for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">{table}</div>'


def _signatures(lines: list[str]) -> dict[int, range]:
    """落款, the issuers above the date: the last one near the end, and each one that an attached text follows."""
    found: dict[int, range] = {}
    in_tail = False
    for place in range(len(lines) - 1, -1, -1):
        if not _DATE.fullmatch(lines[place].replace(" ", "")):
            continue
        signature = range(_first_signer(lines, place), place + 1)
        last = not in_tail and place >= len(lines) - _TAIL
        if last or _carries(lines, signature):
            found[signature.start] = signature
        in_tail = in_tail or last
    return found


def _first_signer(lines: list[str], dated: int) -> int:
    start = dated
    while start > max(0, dated - _SIGNERS_AT_MOST) and _could_sign(lines[start - 1]):
        start -= 1
    return start


def _carries(lines: list[str], signature: range) -> bool:
    """Whether the name of an attached text stands right below the signature."""
    below = signature.stop
    signed = len(signature) > 1 and _DATE.fullmatch(lines[signature[-1]].replace(" ", ""))
    return bool(signed and below < len(lines) and _ATTACHED.fullmatch(lines[below]))


def _could_sign(line: str) -> bool:
    return len(line) <= _SIGNER_LENGTH and not re.search(r"[。；：，！？:;,]", line) and not _ARTICLE.match(line)


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(numeral: str) -> int:
    """一百零五 → 105, 12 → 12."""
    if not any(character in _DIGITS or character in _UNITS for character in numeral):
        return int(numeral)
    if not any(unit in numeral for unit in _UNITS):
        return int("".join(str(_DIGITS.get(character, character)) for character in numeral))
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character] if character in _DIGITS else int(character)
    return total + digit

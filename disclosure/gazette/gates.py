"""What must be true before an issue moves on. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.gazette import parts
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import undecided


def contents_are_there(issue: Any, _at: datetime) -> Sequence[str]:
    """An issue has something in it, every piece its text, and pages in order."""
    entries = list(issue.entries.all())
    if not entries:
        return ["这一期还没有内容"]
    wrong = [f"“{entry.title}”没有正文，也没有影印件" for entry in entries if not entry.text and not entry.file_id]
    last = 1
    for entry in entries:
        if entry.page_from is None or entry.page_to is None:
            wrong.append(f"“{entry.title}”还没有页码")
        elif entry.page_from < last or entry.page_to < entry.page_from:
            wrong.append(f"“{entry.title}”的页码和目录的顺序不一致")
        last = entry.page_to or last
    return wrong


def texts_are_current(issue: Any, _at: datetime) -> Sequence[str]:
    """S3-5.5a: what is printed is the document as it stands, and only what is public."""
    wrong = []
    for entry in issue.entries.select_related("document"):
        if entry.document is None:
            continue
        if not entry.document.is_public:
            wrong.append(f"“{entry.title}”在网站上已经不公开，请移出")
        elif entry.text != entry.document.body or entry.title != entry.document.title:
            wrong.append(f"“{entry.title}”在网站上已经更正，请退回，重新送审时系统更新文本")
    return wrong


def personal_data_is_settled(issue: Any, _at: datetime) -> Sequence[str]:
    """Historic texts are screened before they go online; those of documents were, before they did."""
    found = [each for each in undecided(issue, parts.texts(issue)) if each.kind in PERSONAL]
    return [f"筛查发现{len(found)}处个人信息没有处理"] if found else []


def secrecy_words_are_settled(issue: Any, _at: datetime) -> Sequence[str]:
    found = [each for each in undecided(issue, parts.texts(issue)) if each.kind in SECRECY]
    return [f"有{len(found)}处涉密字样，等保密审查员写结论"] if found else []


def document_is_public(delivery: Any, _at: datetime) -> Sequence[str]:
    return [] if delivery.document.is_public else ["文件还没有公开"]


def not_the_editor(issue: Any, actor: Actor) -> str:
    return "自己编的公报不能由自己审核。" if actor.id == issue.editor_id else ""


READY = (contents_are_there, personal_data_is_settled, secrecy_words_are_settled)

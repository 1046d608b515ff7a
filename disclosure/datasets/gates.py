"""What must be true before a version moves on. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.datasets.checking import SUSPECTS_KEPT
from disclosure.datasets.parts import suspects
from portal.actors import Actor
from portal.screening.kinds import SECRECY, Kind
from portal.screening.selectors import undecided


def columns_are_confirmed(version: Any, _at: datetime) -> Sequence[str]:
    """S3-5.3a: a clerk says of every column what it holds; the guess of the system is no standard."""
    return [] if version.is_confirmed else ["还没有逐列核对：每列是什么、公开不公开"]


def every_cell_fits(version: Any, _at: datetime) -> Sequence[str]:
    if not version.fault_count:
        return [] if version.row_count else ["一行数据也没有"]
    return [f"有{version.fault_count}处和列的类型对不上，请改列的类型，或者改好文件重新上传"]


def personal_data_is_out(version: Any, _at: datetime) -> Sequence[str]:
    """law.md K: no list of people gets out. A column of such numbers is dropped; single cells are settled."""
    found = [row for row in version.found if row["kind"] not in SECRECY]
    if version.suspect_count > SUSPECTS_KEPT:
        return [f"“{row['column']}”一列有{_told(row)}，不能开放：去掉这一列，或者改好文件重新上传" for row in found]
    open_ones = [each for each in undecided(version, suspects(version)) if each.kind not in SECRECY]
    named = {row["column"]: row for row in found} if open_ones else {}
    return [f"“{row['column']}”一列有{_told(row)}：去掉这一列，或者逐处处理" for row in named.values()]


def secrecy_words_are_settled(version: Any, _at: datetime) -> Sequence[str]:
    """S3-2.6f: a word that speaks of secrecy needs the written conclusion of the 保密审查员."""
    if version.suspect_count > SUSPECTS_KEPT:
        return [f"“{row['column']}”一列有{_told(row)}，不能开放" for row in version.found if row["kind"] in SECRECY]
    found = [each for each in undecided(version, suspects(version)) if each.kind in SECRECY]
    return [f"等保密审查员逐处写结论：涉密、内部字样{len(found)}处"] if found else []


def another_version_stays(version: Any, _at: datetime) -> Sequence[str]:
    others = version.dataset.versions.filter(state=version.state).exclude(pk=version.pk)
    return [] if others.exists() else ["只有这一版：要撤回，请撤下整个数据集"]


def _told(row: Any) -> str:
    return f"{Kind(row['kind']).label}{row['count']}处（第{row['line']}行起）"


def not_the_uploader(version: Any, actor: Actor) -> str:
    """S2-10.5b: nobody checks what he brought in himself."""
    return "自己上传、核对的数据不能由自己把关。" if actor.id == version.uploader_id else ""


def not_the_clearer(version: Any, actor: Actor) -> str:
    return "保密审查和审核发布要由不同的人办理。" if actor.id == version.clearer_id else ""

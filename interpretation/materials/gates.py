"""What must be true before an explanation moves on, and before its document does. Imports no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from interpretation.judging.rules import conditions_of, is_of_government, verdict_on
from interpretation.materials import elements, parts
from interpretation.materials.codes import HEARD, MEDIUM, MOVING, SEEN, Form, Stage, Way
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import undecided

# --- which rows concern an explanation --------------------------------------------------------------


def is_major(material: Any) -> bool:
    """S0-2.7.3c: the explanation of an important normative document is examined for legality."""
    return verdict_on(material.document).is_major


def is_ordinary(material: Any) -> bool:
    return not is_major(material)


def goes_along(material: Any) -> bool:
    return bool(material.stage == Stage.ALONG)


def is_to_recheck(material: Any) -> bool:
    """The text of the document changed after it was approved."""
    return material.recheck_at is not None


def is_settled(material: Any) -> bool:
    return not is_to_recheck(material)


# --- what it says -----------------------------------------------------------------------------------


def conditions(material: Any) -> frozenset[str]:
    """Those of the document; a head who explains says what comes next (S4-1.11c)."""
    found = conditions_of(material.document)
    return found | {str(Way.HEAD)} if material.is_by_head else found


def elements_are_there(material: Any, _at: datetime) -> Sequence[str]:
    """S0-2.5, S2-4.2: nothing that has to be explained is left out."""
    return [f"还没有写“{row.label}”" for row in elements.lacking(material.elements, conditions(material))]


def face_is_there(material: Any, _at: datetime) -> Sequence[str]:
    """S0-2.4b: form, channel and time are named in the explanation itself, and who explains (S0-2.9b)."""
    labels = {
        "title": "标题",
        "channel": "解读渠道",
        "planned_on": "解读时间",
        "first_interpreter": "第一解读人",
    }
    return [f"还没有填写{label}" for name, label in labels.items() if not getattr(material, name)]


def is_accessible(material: Any, _at: datetime) -> Sequence[str]:
    """A picture is described, a recording is written down, a film has captions. Files bring their own."""
    form = material.form
    if form == Form.TEXT:
        return []
    label = material.get_form_display()
    own = [row for row in material.files.select_related("file") if row.medium == MEDIUM[form]]
    missing = [] if own or material.media_url else [f"{label}解读还没有上传{label}，也没有填网址"]
    if form in SEEN and not own and not material.alternative:
        missing.append("图片、图表、漫画要有替代文字，给看不见的人读")
    if form in HEARD and not material.alternative:
        missing.append("音频、视频要有文字稿，给听不见的人读")
    if form in MOVING and not own and not material.has_captions:
        missing.append("视频、动画要有字幕")
    return missing


def plan_is_there(material: Any, _at: datetime) -> Sequence[str]:
    """S0-2.4: a plan with its four elements, or one merged into the explanation."""
    plan = getattr(material.document, "interpretation_plan", None)
    if plan is None:
        return ["还没有解读方案：简单的可以选“合并在材料里”"]
    return [f"解读方案还没有填写{label}" for label in plan.lacking()]


def personal_data_is_settled(material: Any, _at: datetime) -> Sequence[str]:
    """Personal data in the texts is masked or stays for a lawful reason (S1-3.5b)."""
    found = [each for each in undecided(material, parts.texts(material)) if each.kind in PERSONAL]
    return [f"筛查发现{len(found)}处个人信息没有处理"] if found else []


def secrecy_words_are_settled(material: Any, _at: datetime) -> Sequence[str]:
    found = [each for each in undecided(material, parts.texts(material)) if each.kind in SECRECY]
    return [f"有{len(found)}处涉密字样，等保密审查员写结论"] if found else []


# --- when it goes out -------------------------------------------------------------------------------


def document_is_out(material: Any, _at: datetime) -> Sequence[str]:
    """S0-2.7.4a: on the day of the document and not before it; 吹风 alone comes earlier."""
    if material.stage == Stage.BEFORE:
        return ["文件已经公布，不再吹风，请另写一份同步的或者跟进的解读"] if material.document.published_at else []
    return [] if material.document.is_public else ["文件还没有公开，解读和文件同步发布"]


def needs_sign_off(material: Any) -> bool:
    """S0-2.7.3a: what explains a document of the city goes before a leader of the city together with it."""
    return goes_along(material) and material.signed_off_at is None and is_of_government(material.document)


def is_signed_off(material: Any, _at: datetime) -> Sequence[str]:
    return ["市政府名义的文件，解读材料还没有呈市政府负责同志审签"] if needs_sign_off(material) else []


WRITTEN = (plan_is_there, face_is_there, elements_are_there, is_accessible)
SCREENED = (personal_data_is_settled, secrecy_words_are_settled)


# --- persons ----------------------------------------------------------------------------------------


def not_the_writer(material: Any, actor: Actor) -> str:
    return "自己写的材料不能由自己把关。" if actor.id == material.writer_id else ""


def not_the_approver(material: Any, actor: Actor) -> str:
    return "审定和合法性审查要由不同的人办理。" if actor.id == material.approver_id else ""

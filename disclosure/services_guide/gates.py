"""What must be true before a guide or a bundle moves on. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.services_guide import parts
from disclosure.services_guide.codes import Online
from portal.actors import Actor
from portal.screening.kinds import SECRECY
from portal.screening.locating import Part
from portal.screening.selectors import undecided

ELEMENTS = {
    "name": "事项名称",
    "basis": "依据",
    "conditions": "条件",
    "process": "流程",
    "promised_days": "承诺办结时限",
    "fee": "收费标准",
}
"""The six of S3-2.4c."""
CONTACTS = {"consult_phone": "咨询电话", "complaint_phone": "投诉电话", "email": "邮箱"}
"""The three of S3-2.4e."""


def elements_are_there(guide: Any, _at: datetime) -> Sequence[str]:
    return [f"还没有填写{label}" for name, label in ELEMENTS.items() if getattr(guide, name) in {"", None}]


def contacts_are_there(guide: Any, _at: datetime) -> Sequence[str]:
    missing = [f"还没有填写{label}" for name, label in CONTACTS.items() if not getattr(guide, name)]
    return missing + ([] if guide.audiences else ["还没有选服务对象"])


def limit_is_kept(guide: Any, _at: datetime) -> Sequence[str]:
    """A promise is never longer than the law allows."""
    if guide.legal_days is not None and guide.promised_days is not None and guide.promised_days > guide.legal_days:
        return [f"承诺{guide.promised_days}个工作日，比法定的{guide.legal_days}个工作日长"]
    return []


def one_knows_where(guide: Any, _at: datetime) -> Sequence[str]:
    """S3-5.2a: what is done online has its address; what is not has a place and hours."""
    missing = []
    if guide.online != Online.NOT and not guide.online_url:
        missing.append("网上能办的要有网上办理的网址")
    if guide.online != Online.WHOLE:
        missing += [
            f"还没有填写{label}"
            for name, label in (("place", "办理地点"), ("hours", "办理时间"))
            if not getattr(guide, name)
        ]
    return missing


def materials_are_whole(guide: Any, _at: datetime) -> Sequence[str]:
    """S3-2.4d: an errand says which papers it takes, or that it takes none."""
    if guide.materials.all() or guide.takes_no_papers:
        return []
    return ["还没有登记申请材料；不用材料的，在指南里勾选"]


def personal_data_is_settled(guide: Any, _at: datetime) -> Sequence[str]:
    files = [row.code for material in guide.materials.all() for row in material.files.all()]
    found = [each for each in undecided(guide, parts.texts(guide), files) if each.kind not in SECRECY]
    return [f"筛查发现{len(found)}处没有处理"] if found else []


def secrecy_words_are_settled(guide: Any, _at: datetime) -> Sequence[str]:
    files = [row.code for material in guide.materials.all() for row in material.files.all()]
    found = [each for each in undecided(guide, parts.texts(guide), files) if each.kind in SECRECY]
    return [f"有{len(found)}处涉密字样，等保密审查员写结论"] if found else []


def basis_has_changed(guide: Any) -> bool:
    return bool(guide.has_changed_basis())


def not_the_writer(row: Any, actor: Actor) -> str:
    return "自己写的不能由自己审核。" if actor.id == row.writer_id else ""


def steps_are_there(bundle: Any, _at: datetime) -> Sequence[str]:
    """一件事 joins at least two errands, each with a guide that is out."""
    steps = list(bundle.steps.all())
    missing = [] if len(steps) > 1 else ["“一件事”至少要由两个事项组成"]
    known = bundle.published_codes()
    missing += [f"{step.code}还没有发布的办事指南" for step in steps if step.code not in known]
    return missing + ([] if bundle.audiences else ["还没有选服务对象"])


def bundle_names_nobody(bundle: Any, _at: datetime) -> Sequence[str]:
    found = undecided(bundle, bundle_texts(bundle))
    return [f"筛查发现{len(found)}处个人信息或者涉密字样，请改文字"] if found else []


def bundle_texts(bundle: Any) -> list[Part]:
    own = {"name": "名称", "intro": "说明", "place": "综合窗口"}
    notes = [Part(f"step:{step.pk}", f"第{step.position}步", step.note) for step in bundle.steps.all()]
    written = [Part(name, label, getattr(bundle, name)) for name, label in own.items()]
    return [part for part in [*written, *notes] if part.text]


READY = (
    elements_are_there,
    contacts_are_there,
    limit_is_kept,
    one_knows_where,
    materials_are_whole,
    personal_data_is_settled,
    secrecy_words_are_settled,
)

"""归档 (第三十三条): one list of everything a decision left behind, with where it stands."""

from typing import Any

from disclosure.consultations.models import Consultation
from disclosure.decisions.models import Decision, StepRecord
from disclosure.decisions.steps import STEPS
from portal.clock import local


def package_of(decision: Decision) -> list[dict[str, Any]]:
    """Rows of ``step``, ``what``, ``on`` (ISO or empty), ``by``, ``address`` (a path or empty), in the order of the
    course. Five queries."""
    rows = [_row("启动", "决策建议和启动决定", _day(decision.published_at), decision.organ.name, _case(decision))]
    consultations, hearings = list(decision.consultations.order_by("pk")), list(decision.hearings.order_by("pk"))
    for step in STEPS:
        if step.code == "participation":
            rows += [_of_consultation(each) for each in consultations]
        if step.code == "hearing":
            rows += [_row(step.name, each.topic, _day(each.held_at), "", each.get_absolute_url()) for each in hearings]
        rows += [_of_record(decision, record) for record in decision.records_of(step.code)]
        if step.code == "announcement" and decision.document is not None:
            document = decision.document
            rows.append(_row(step.name, document.title, _day(document.published_at), "", document.get_absolute_url()))
    return rows


def _row(step: str, what: str, on: str, by: str, address: str) -> dict[str, Any]:
    return {"step": step, "what": what, "on": on, "by": by, "address": address}


def _of_consultation(row: Consultation) -> dict[str, Any]:
    address = f"{row.get_absolute_url()}result/" if row.has_result else row.get_absolute_url()
    return _row("公众参与", row.title, str(row.opened_on or ""), "", address if row.opened_on else "")


def _of_record(decision: Decision, record: StepRecord) -> dict[str, Any]:
    what = f"不办：{record.ground}。{record.reason}" if record.is_left_out else str(record)
    on = str(record.held_on or _day(record.recorded_at))
    address = f"{decision.get_absolute_url()}#step-{record.step}"
    return _row(record.row.name, what, on, record.recorder_name, address)


def _case(decision: Decision) -> str:
    return f"/admin/disclosure/decision/{decision.pk}/change/"


def _day(moment: Any) -> str:
    return local(moment).date().isoformat() if moment else ""

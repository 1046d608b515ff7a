"""更正信息记录 in the staff site."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.actors import Actor
from portal.deadlines.wording import full_date
from portal.staff.acts import ActPage
from portal.staff.controls import Text
from portal.staff.governed import GovernedAdmin
from requests_app.desk.forms.asking import ToApplicant
from requests_app.desk.forms.receiving import Reason
from requests_app.rectifying import services as rectifying
from requests_app.rectifying.models import RecordCorrection
from requests_app.rectifying.states import Ending


class _Answer(ToApplicant):
    """The subject here is the correction; the ways open are those of its request."""

    checked = Text(label="核实的情况", rows=4, help_text="查了什么、结果是什么")

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject.request, **kwargs)

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return {"means": values.pop("means"), "values": values}


class _Correct(_Answer):
    before = Text(label="更正以前", rows=2)
    after = Text(label="更正以后", rows=2)
    order = ("checked", "before", "after", "means")


class _Refuse(_Answer):
    reason = Text(label="理由", rows=4)
    order = ("checked", "reason", "means")


class _Elsewhere(_Answer):
    other_organ = Text(label="有权更正的机关")
    other_contact = Text(label="机关的联系方式", help_text="地址、电话")
    order = ("checked", "other_organ", "other_contact", "means")


_NOTE = "出具信息记录更正答复书，写明救济途径，同时登记发出。"


@admin.register(RecordCorrection)
class RecordCorrectionAdmin(GovernedAdmin):
    nav_position = 12
    case_template = "admin/requests_app/beside.html"
    acts: ClassVar[dict[str, ActPage]] = {
        Ending.CORRECTED: ActPage(partial(rectifying.answer, ending=Ending.CORRECTED), _Correct, note=_NOTE),
        Ending.REFUSED: ActPage(partial(rectifying.answer, ending=Ending.REFUSED), _Refuse, note=_NOTE),
        Ending.FORWARDED: ActPage(partial(rectifying.answer, ending=Ending.FORWARDED), _Elsewhere, note=_NOTE),
        Ending.TOLD: ActPage(partial(rectifying.answer, ending=Ending.TOLD), _Elsewhere, note=_NOTE),
        "cancel": ActPage(rectifying.cancel, Reason),
    }
    list_display = ("__str__", "state", "organ", "filed_on", "closed_on")
    list_filter = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("request", "organ")

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=RecordCorrection.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: RecordCorrection, tab: str) -> dict[str, Any]:
        facts = [
            ("收到日", full_date(subject.filed_on)),
            ("提出人", subject.filed_by),
            ("哪条记录", subject.record),
            ("哪里不准确", subject.fault),
            ("证据", subject.evidence),
            ("核实的情况", subject.checked),
            ("更正以前", subject.before),
            ("更正以后", subject.after),
            ("理由", subject.reason),
            ("有权更正的机关", subject.other_organ),
            ("机关的联系方式", subject.other_contact),
            ("答复书", str(subject.letter or "")),
            ("答复日", full_date(subject.closed_on) if subject.closed_on else ""),
        ]
        return {"headline": subject.record or str(subject), "beside_facts": [fact for fact in facts if fact[1]]}

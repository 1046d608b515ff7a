"""公众意见: the list, the page of one opinion, who wrote it by a logged look."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosure.consultations import gates, services, staff_forms
from disclosure.consultations.codes import Fault
from disclosure.consultations.models import Opinion
from disclosure.consultations.services.answering import not_to_answer_one
from disclosure.consultations.services.releasing import not_to_prepare
from portal import clock
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.reveal import RevealsPersonalData

_WORDS = 40


@admin.register(Opinion)
class OpinionAdmin(RevealsPersonalData):
    nav_position = 14
    case_template = "admin/disclosure/opinion/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "show": ActPage(
            services.show, in_bulk=True, note="任何人都能看到“公开的文字”。请逐字看过：没有个人信息，没有违法的话。"
        ),
        "hide": ActPage(services.hide, staff_forms.Reason),
        "set_aside": ActPage(services.set_aside, staff_forms.SetAside, warning="提意见的人会看到认定的情形。"),
        "prepare": ActPage(
            services.prepare,
            staff_forms.Prepare,
            label="整理公开的文字",
            button="保存",
            why_not=not_to_prepare,
            mends=(gates.nobody_is_named, gates.words_are_screened),
        ),
        "answer_opinion": ActPage(
            services.answer_opinion,
            staff_forms.AnswerOpinion,
            label="单独答复这条意见",
            why_not=not_to_answer_one,
            note="单独的答复优先于主题的答复；先不公开，和结果一起公布。",
        ),
    }
    list_display = ("number", "words", "stance", "state", "theme", "person_kind", "received")
    list_display_links = ("number",)
    list_filter = ("state", "consents", "stance", "person_kind", ("consultation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("consultation", "theme")
    search_fields = ("number", "text")
    search_help_text = "编号、意见里的字"

    @admin.display(description="意见")
    def words(self, row: Opinion) -> str:
        return row.text if len(row.text) <= _WORDS else f"{row.text[:_WORDS]}…"

    @admin.display(description="收到", ordering="received_at")
    def received(self, row: Opinion) -> str:
        return f"{clock.local(row.received_at):%Y-%m-%d %H:%M}"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Opinion.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {
            "prepare": {"shown_text": subject.shown_text},
            "answer_opinion": {"verdict": subject.verdict, "reason": subject.verdict_reason},
        }.get(act, {})

    def case_context(self, request: HttpRequest, subject: Opinion, tab: str) -> dict[str, Any]:
        verdict, reason = subject.answer
        facts = [
            ("征求意见", subject.consultation.title),
            ("针对", str(subject.passage) if subject.passage else "全文"),
            ("态度", subject.get_stance_display()),
            ("提意见的人", subject.get_person_kind_display()),
            ("所在地区", subject.district),
            ("收到", f"{clock.local(subject.received_at):%Y年%-m月%-d日 %H:%M}"),
            ("修改", f"{clock.local(subject.changed_at):%Y年%-m月%-d日 %H:%M}" if subject.changed_at else ""),
            ("同意公开", "同意" if subject.consents else "不同意"),
            ("主题", str(subject.theme) if subject.theme else ""),
            ("采纳情况", f"{verdict}　{reason}" if verdict else ""),
            ("无效的情形", Fault(subject.fault).label if subject.fault else ""),
        ]
        return {
            "head_line": [subject.consultation.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "personal_facts": self.personal_facts(request, subject),
            "files": subject.files.select_related("file"),
        }

"""复议机关和法院 in the staff site: rows for organs whose kind does not say who reviews them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.clock import local
from portal.staff.acts import ActPage
from portal.staff.controls import Text, offer
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from requests_app.answering import services
from requests_app.answering.models import RemedyBody
from requests_app.desk.forms import DeskForm


class _RemedyBodyForm(DeskForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", empty_label=None)
    review_organ = Text(label="复议机关", required=False, help_text="空着按机关类别：工作部门是本级人民政府")
    review_address = Text(label="复议申请的地址", required=False)
    review_url = Text(label="网上申请复议的网址", required=False)
    court = Text(label="有管辖权的法院", required=False)
    basis = Text(label="依据", help_text="例如《行政复议法》第二十七条")
    starts_on = forms.DateField(label="起用日", help_text="从这一天起签发的答复书这样写")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], Organ.objects.listed(local(self.at).date()))

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return {"organ": values.pop("organ"), "values": values}


@admin.register(RemedyBody)
class RemedyBodyAdmin(GovernedAdmin):
    nav_position = 10
    starts: ClassVar[dict[str, ActPage]] = {
        "set_remedy_body": ActPage(
            services.set_remedy_body, _RemedyBodyForm, label="登记复议机关和法院", note="以后签发的答复书照这一条写。"
        )
    }
    case_template = "admin/requests_app/beside.html"
    list_display = ("organ", "review_organ", "court", "starts_on")

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return of_own_organs(rows, actor)

    def case_context(self, request: HttpRequest, subject: RemedyBody, tab: str) -> dict[str, Any]:
        facts = [
            ("机关", subject.organ.name),
            ("复议机关", subject.review_organ or "按机关类别"),
            ("复议申请的地址", subject.review_address or "同全市"),
            ("网上申请复议的网址", subject.review_url or "同全市"),
            ("有管辖权的法院", subject.court or "同全市"),
            ("依据", subject.basis),
            ("起用日", str(subject.starts_on)),
        ]
        return {"beside_facts": facts}

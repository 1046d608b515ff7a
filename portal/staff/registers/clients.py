"""对接系统 in the staff site: who may hand in by machine, with a token that is shown once."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.interface import services
from portal.interface.models import ApiClient
from portal.interface.states import Scope
from portal.staff import visitor
from portal.staff.acts import ActForm, ActPage, ReasonForm
from portal.staff.controls import Text
from portal.staff.registers.base import RegisterAdmin, ShowsSecretOnce, Table, only_the_keeper
from portal.staff.registers.forms import OrganForm, a_choice_of_organ

YEAR_DAYS = 365
DAY_HOURS = 24
_SHOWN_ONCE = "口令在下一页显示一次。"


def open_client(client: ApiClient, actor: Actor) -> str:
    """Why this actor may not change the system."""
    return only_the_keeper(client, actor) or ("这个系统已经停用。" if client.closed_at else "")


class _Rights(ActForm):
    scopes = forms.MultipleChoiceField(label="可以办的事", choices=Scope.choices, widget=forms.CheckboxSelectMultiple)
    networks = Text(
        label="允许的网络地址", required=False, rows=3, help_text="一行一段，例如10.1.2.0/24；空着表示不限制"
    )
    contact = Text(label="联系人和电话", required=False)


class CreateClient(_Rights, OrganForm):
    organ_fields = ("organ",)
    field_order = ("organ", "name", "scopes", "networks", "contact", "valid_days")
    organ = a_choice_of_organ("机关", help_text="交来的文稿归这个机关办理")
    name = Text(label="系统名称", help_text="例如“市教育局办公自动化系统”；会写进操作记录，以后不能改")
    valid_days = forms.IntegerField(
        label="口令有效天数", min_value=1, max_value=services.VALID_DAYS_AT_MOST, initial=YEAR_DAYS
    )
    tell: Any = None

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "tell": self.tell}


class RotateToken(ActForm):
    valid_days = forms.IntegerField(
        label="新口令有效天数", min_value=1, max_value=services.VALID_DAYS_AT_MOST, initial=YEAR_DAYS
    )
    overlap_hours = forms.IntegerField(
        label="旧口令再用几小时",
        min_value=0,
        max_value=services.OVERLAP_HOURS_AT_MOST,
        initial=DAY_HOURS,
        help_text="给对方留出更换的时间；口令泄露的，写0，旧口令立刻作废",
    )
    tell: Any = None

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "tell": self.tell}


def create_client(*, organ: Organ, tell: Any, **arguments: Any) -> ApiClient:
    client, token = services.create_client(organ=organ, **arguments)
    tell(client, token)
    return client


def rotate_token(client: ApiClient, *, tell: Any, **arguments: Any) -> None:
    _, token = services.rotate_token(client, **arguments)
    tell(client, token)


@admin.register(ApiClient)
class ApiClientAdmin(ShowsSecretOnce, RegisterAdmin):
    nav_position = 840
    once_title = "把接口口令交给对方"
    once_template = "admin/staff/token.html"
    starts = {"create_client": ActPage(create_client, CreateClient, label="登记对接系统", note=_SHOWN_ONCE)}
    acts = {
        "describe_client": ActPage(
            services.describe_client, _Rights, label="修改权限和地址", button="保存", why_not=open_client
        ),
        "rotate_token": ActPage(rotate_token, RotateToken, label="更换口令", note=_SHOWN_ONCE, why_not=open_client),
        "close_client": ActPage(
            services.close_client,
            ReasonForm,
            label="停用",
            warning="这个系统的口令立刻全部作废。交过的文稿不受影响。",
            why_not=open_client,
        ),
    }
    facts = ("organ", "name", "networks", "contact", "created_at", "last_used_at", "closed_at")
    only_when_set = ("last_used_at", "closed_at")
    list_display = ("name", "organ", "last_used_at", "closed_at")
    list_filter = (("closed_at", admin.EmptyFieldListFilter), ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("name", "organ__name")
    search_help_text = "系统名称、机关"

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = ("scopes", "networks", "contact")
        return {name: getattr(subject, name) for name in names} if act == "describe_client" else {}

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        return [("可以办的事", "、".join(Scope(scope).label for scope in subject.scopes))]

    def tables(self, subject: Any, request: HttpRequest) -> list[Table]:
        at = visitor.moment(request)
        lines = [
            (f"{token.start}…", token.created_at, token.valid_until, "有效" if token.valid_until > at else "已失效")
            for token in subject.tokens.all()
        ]
        return [("口令", ("开头", "发放时间", "有效至", "现在"), lines)]

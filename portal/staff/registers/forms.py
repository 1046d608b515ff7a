"""The forms of the acts on organs and people. They ask; the services judge."""

from datetime import date, timedelta
from typing import Any

from django import forms

from portal import clock
from portal.accounts import succession
from portal.accounts.models import Organ, User
from portal.accounts.states import OrganKind, Role, Sector
from portal.accounts.succession import Succession
from portal.staff.acts import ActForm, ReasonForm
from portal.staff.controls import Text, choices, offer

BASIS = "哪个机关的哪份文件，例如“临政发〔2026〕3号”"


def a_choice_of_organ(label: str, **kwargs: Any) -> "forms.ModelChoiceField[Organ]":
    return forms.ModelChoiceField(Organ.objects.none(), label=label, empty_label="请选择", **kwargs)


class OrganForm(ActForm):
    """Base of the forms that choose among the organs there are today."""

    organ_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = Organ.objects.active(self.today).domestic().order_by("position", "pk")
        for name in self.organ_fields:
            offer(self.fields[name], organs.exclude(pk=self.subject.pk) if self.subject else organs)

    @property
    def today(self) -> date:
        return clock.local(self.at).date()


class FoundOrgan(OrganForm):
    organ_fields = ("parent",)
    fieldsets = (
        ("名称", ("name", "short_name", "code", "kind", "sector", "parent")),
        ("代码", ("uscc", "number_code")),
        ("设立", ("active_from", "basis")),
    )
    name = Text(label="全称", help_text="和公章一致，例如“临江市教育局”")
    short_name = Text(label="简称", help_text="例如“市教育局”")
    code = Text(label="网址代码", help_text="英文小写字母、数字和连字符，例如 edu；以后最好不改")
    kind = forms.ChoiceField(label="类别", choices=choices(OrganKind.choices))
    sector = forms.ChoiceField(
        label="行业", choices=choices(Sector.choices), required=False, help_text="公共企事业单位才选"
    )
    parent = a_choice_of_organ("上级机关", required=False)
    uscc = Text(label="统一社会信用代码", required=False, help_text="18位；编索引号要用")
    number_code = Text(label="机关代字", required=False, help_text="发文字号开头的汉字，例如“临教发”")
    active_from = forms.DateField(label="设立日期")
    basis = Text(label="依据", help_text=BASIS)


class DescribeOrgan(OrganForm):
    organ_fields = ("parent",)
    sector = forms.ChoiceField(
        label="行业", choices=choices(Sector.choices), required=False, help_text="公共企事业单位才选"
    )
    parent = a_choice_of_organ("上级机关", required=False)
    address = Text(label="办公地址", required=False)
    postcode = Text(label="邮政编码", required=False)
    phone = Text(label="联系电话", required=False)
    hours = Text(label="办公时间", required=False)
    duties = Text(label="主要职责", required=False, rows=6)
    position = forms.IntegerField(label="排序", min_value=0, max_value=100_000, help_text="小的排在前面")


class RenameOrgan(ActForm):
    name = Text(label="新的全称")
    short_name = Text(label="新的简称")
    number_code = Text(label="机关代字", required=False)
    uscc = Text(label="统一社会信用代码", required=False)
    basis = Text(label="依据", help_text=BASIS)


class MergeOrgan(OrganForm):
    organ_fields = ("into",)
    into = a_choice_of_organ("并入哪个机关", help_text="新组建的机关先设立，再选它")
    basis = Text(label="依据", help_text=BASIS)


class AbolishOrgan(OrganForm):
    organ_fields = ("decided_by",)
    decided_by = a_choice_of_organ("决定撤销的机关", help_text="没有承接机关的，以后由它负责公开")
    basis = Text(label="依据", help_text=BASIS)


class SplitOrgan(OrganForm):
    """Give chosen open matters to another organ; the rest stays, or goes to an heir."""

    organ_fields = ("share", "heir")
    share = a_choice_of_organ("分给哪个机关")
    items = forms.MultipleChoiceField(label="分给它的事项", widget=forms.CheckboxSelectMultiple)
    heir = a_choice_of_organ("其余由谁承接", required=False, help_text="空着表示原机关继续存在，其余照旧由它负责")
    basis = Text(label="依据", help_text=BASIS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        someone = Organ.objects.active(self.today).exclude(pk=self.subject.pk).first()
        found = succession.preview(self._estate(someone)) if someone else []
        items = self.fields["items"]
        if isinstance(items, forms.MultipleChoiceField):
            items.choices = [(f"{row.label}:{row.pk}", row.title) for row in found]

    def _estate(self, heir: Organ) -> Succession:
        return Succession(source=self.subject, heir=heir, on=self.today, actor=self.actor, at=self.at)

    def arguments(self) -> dict[str, Any]:
        share = self.cleaned_data["share"]
        keys = [item.rsplit(":", 1) for item in self.cleaned_data["items"]]
        return {
            "heir": self.cleaned_data["heir"] or self.subject,
            "assigned": {(label, int(pk)): share for label, pk in keys},
            "basis": self.cleaned_data["basis"],
        }


class CreateUser(ActForm):
    username = Text(label="用户名", help_text="登录用，字母、数字或汉字；以后不能改")
    name = Text(label="姓名")
    phone = Text(label="办公电话", required=False)
    email = Text(label="电子邮箱", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell: Any = None

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "tell": self.tell}


class DescribeUser(ActForm):
    name = Text(label="姓名")
    phone = Text(label="办公电话", required=False)
    email = Text(label="电子邮箱", required=False)


class IdentityChecked(ReasonForm):
    """An act on somebody else's access: the reason says how it was made sure who asks."""

    reason = Text(label="原因和核实方式", rows=3, help_text="例如“本人到办公室，出示工作证，手机遗失”")


class GivesPassword(IdentityChecked):
    """``tell`` takes the new password, to be shown once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell: Any = None

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "tell": self.tell}


class Appoint(OrganForm):
    organ_fields = ("organ",)
    user = forms.ModelChoiceField(User.objects.none(), label="人员", empty_label="请选择")
    organ = a_choice_of_organ("机关")
    role = forms.ChoiceField(label="角色", choices=choices(Role.choices))
    starts_on = forms.DateField(label="从哪天起")
    ends_on = forms.DateField(label="到哪天止", required=False, help_text="空着表示一直有效；代理、挂职要写明")
    reason = Text(label="说明", required=False, help_text="任命文件，或者代理谁")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["user"], User.objects.filter(is_active=True).exclude(pk=self.actor.id or 0).order_by("name"))
        self.fields["starts_on"].initial = self.today


class EndAppointment(ActForm):
    ends_on = forms.DateField(label="最后一天", help_text="填昨天，今天起就失效")
    reason = Text(label="原因", help_text="例如调离、退休")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = clock.local(self.at).date() - timedelta(days=1)

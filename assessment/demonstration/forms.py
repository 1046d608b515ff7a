"""The forms of the acts on 示范创建."""

from collections.abc import Iterable
from typing import Any

from django import forms

from assessment.demonstration.criteria import CRITERIA, PASS_MARK
from assessment.demonstration.fields import EMAIL_LENGTH, OBJECTED
from assessment.demonstration.models import Dissent, Programme
from assessment.demonstration.selectors import applicants
from assessment.demonstration.services import notes_now
from assessment.demonstration.states import LEAST_TOWNSHIPS, PUBLICITY_DAYS, QUOTAS, WRITERS, Kind
from portal.accounts.models import Organ
from portal.clock import local
from portal.field_table import Refused
from portal.staff.acts import ActForm
from portal.staff.controls import Files, Text, YesNo, choices, offer

LONGEST = 20_000
"""No honest field is longer; what is beyond is cut before anything looks at it."""


class Change(ActForm):
    fieldsets = (
        ("方案", ("year", "title", "notice")),
        ("各阶段截止日期", ("apply_until", "guide_until", "accept_until")),
        ("名额", ("areas", "departments", "townships", "least_townships")),
        ("验收和公示", ("pass_mark", "publicity_days")),
    )

    title = Text(label="名称", help_text="例如“2026年政务公开示范创建”")
    notice = Text(label="通知", rows=6, help_text="创建目标、申报办法、报送地址；部署以后公开")
    apply_until = forms.DateField(label="申报截止", help_text="过了这一天不能再申报")
    guide_until = forms.DateField(label="督促指导截止")
    accept_until = forms.DateField(label="检查验收截止")
    areas = forms.IntegerField(label="示范区名额", initial=QUOTAS[Kind.AREA])
    departments = forms.IntegerField(label="市直示范点名额", initial=QUOTAS[Kind.DEPARTMENT])
    townships = forms.IntegerField(label="乡镇（街道）示范点名额", initial=QUOTAS[Kind.TOWNSHIP])
    least_townships = forms.IntegerField(label="每县至少上报的乡镇（街道）", initial=LEAST_TOWNSHIPS)
    pass_mark = forms.IntegerField(label="验收通过的分数", initial=PASS_MARK, help_text="满分100")
    publicity_days = forms.IntegerField(label="公示工作日", initial=PUBLICITY_DAYS)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Draft(Change):
    year = forms.IntegerField(label="年度")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = local(self.at).year

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"year": given.pop("year"), "values": given}


class Begin(ActForm):
    programme = forms.ModelChoiceField(Programme.objects.none(), label="申报哪一年的创建", empty_label="请选择")
    organ = forms.ModelChoiceField(Organ.objects.none(), label="申报单位", empty_label="请选择")
    summary = Text(label="主要做法", rows=5, help_text="几百字。公示的时候大家看到的话")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = local(self.at).date()
        own = frozenset().union(*(self.actor.organ_ids(role) for role in WRITERS))
        offer(self.fields["programme"], Programme.objects.public().filter(apply_until__gte=today))
        offer(self.fields["organ"], applicants(today).filter(pk__in=Organ.objects.answered_for_by(own)))


class Describe(ActForm):
    criterion = forms.ChoiceField(label="标准", choices=choices((row.code, row.name) for row in CRITERIA))
    text = Text(label="创建情况", rows=6, help_text="对照标准写做了什么、效果怎样；公示以后公开。再写一次会盖掉原来的")
    uploads = Files(label="佐证材料", required=False, help_text="文件、截图、照片，可以选几个。不公开")
    error_fields = {"name": "uploads", "content": "uploads"}

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"uploads": [(file.name, file) for file in given["uploads"]]}


class Note(ActForm):
    kind = forms.ChoiceField(label="类别")
    text = Text(label="内容", rows=5, help_text="看了什么、指出什么、要求什么；经验做法在网站上公开")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="类别", choices=choices(notes_now(self.subject, self.actor).items())
        )
        self.dress()


class Accept(ActForm):
    fieldsets = (
        ("验收组和验收情况", ("team", "text")),
        ("各项得分", tuple(row.code for row in CRITERIA)),
    )

    team = Text(label="验收组", rows=2, help_text="哪些人、什么时候到现场")
    text = Text(label="验收情况", rows=5, help_text="现场看到了什么")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in CRITERIA:
            self.fields[row.code] = forms.IntegerField(label=row.name, help_text=f"0到{row.points}分。{row.wanted}")
        self.dress()

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "values": {name: given[name] for name in ("team", "text")},
            "points": {row.code: given[row.code] for row in CRITERIA},
        }


class Review(ActForm):
    keeps = YesNo(label="保持标准", help_text="不保持的，请签发人决定是否撤销命名")
    text = Text(label="复评情况", rows=5, help_text="看了什么、比命名的时候怎样；在网站上公开")

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Hear(ActForm):
    source = Text(label="怎么提出的", help_text="例如“群众来信”“电话”；不写姓名")
    text = Text(label="异议", rows=4)


class Settle(ActForm):
    dissent = forms.ModelChoiceField(Dissent.objects.none(), label="哪件异议", empty_label="请选择")
    upheld = YesNo(label="异议成立")
    found = Text(
        label="查证情况", rows=4, help_text="在网上提出异议的人凭查询码看到；留了邮箱的，系统发邮件告诉有了答复"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["dissent"], Dissent.objects.filter(candidacy=self.subject, upheld=None))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"dissent": given.pop("dissent"), "values": given}


class ObjectionForm(forms.Form):
    """``website`` is a trap for machines: people never see it."""

    text = Text(
        label="异议和事实",
        rows=6,
        help_text="哪一点不够示范、您看到了什么。请不要写自己或者别人的个人信息：写了也会遮盖。",
        error_messages={"required": "请写明异议"},
    )
    email = Text(
        label=OBJECTED["email"].label,
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "autocomplete": "email",
                "inputmode": "email",
                "type": "email",
                "maxlength": EMAIL_LENGTH,
            }
        ),
        help_text="有了答复告诉您；只用来发这一封邮件，谁也看不到",
    )
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        """Said with what else is missing, not one after the other."""
        try:
            return str(OBJECTED["email"].read(OBJECTED["email"].label, self.cleaned_data["email"]))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def values(self) -> dict[str, Any]:
        """The keys of ``fields.OBJECTED``."""
        return {name: self.cleaned_data[name][:LONGEST] for name in OBJECTED}

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        for name, message in messages:
            self.add_error(name if name in self.fields else None, message)

"""What a clerk says at each act on a letter."""

from typing import Any

from django import forms

from portal.accounts.models import Organ
from portal.clock import local
from portal.receipts.receivers import receivers
from portal.staff.acts import ActForm
from portal.staff.controls import Text, YesNo, choices, offer, offer_codes
from sentiment.mailbox import services
from sentiment.mailbox.codes import WAYS, Elsewhere, Fault, Kind, Source
from sentiment.mailbox.fields import PUBLIC
from sentiment.mailbox.selectors import NOT_ADDRESSED
from sentiment.mailbox.states import RECEIVERS


class Register(ActForm):
    """What came by telephone, the new media, the service site or the app."""

    fieldsets = (
        ("留言", ("source", "organ", "kind", "title", "text")),
        ("留言人", ("name", "phone", "email", "consents")),
    )

    source = forms.ChoiceField(
        label="来源", choices=choices([pair for pair in Source.choices if pair[0] != Source.SITE])
    )
    organ = forms.ModelChoiceField(Organ.objects.none(), label="承办机关", empty_label=None)
    kind = forms.ChoiceField(label="类别", choices=choices(Kind.choices))
    title = Text(label="标题")
    text = Text(label="内容", rows=6)
    name = Text(label="姓名", required=False)
    phone = Text(label="联系电话", required=False, help_text="电话和邮箱至少留一个")
    email = Text(label="电子邮箱", required=False)
    consents = YesNo(label="答复以后同意公开吗", yes="同意", no="不同意")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in RECEIVERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organ": given.pop("organ"), "source": given.pop("source"), "values": given}


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class HandOver(ActForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="转给", empty_label="请选择")
    reason = Text(label="为什么归它办", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.listed(local(self.at).date()).exclude(kind__in=NOT_ADDRESSED)
        offer(self.fields["organ"], rows.exclude(pk=self.subject.organ_id))


class Reclassify(ActForm):
    kind = forms.ChoiceField(label="改为", choices=choices(Kind.choices))
    reason = Text(label="理由", rows=3)


class Urge(ActForm):
    reason = Text(label="要求", rows=4, help_text="例如：5月30日前答复，并说明为什么超期")


class Convert(ActForm):
    code = forms.ChoiceField(label="转为")
    reason = Text(label="为什么", rows=3, help_text="要留言人同意的，留言人会看到这里写的话")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = [row for row in receivers() if not services.refusal(self.subject, row, self.actor)]
        names = ((row.code, f"{row.label}{'（要留言人同意）' if row.is_for_writer else ''}") for row in may)
        offer_codes(self.fields["code"], choices(names))


class Answer(ActForm):
    answer = Text(label="答复", rows=10, tall=True, help_text="直接回答问的事：依据、结论、怎么办、找谁")


class Redirect(ActForm):
    elsewhere = forms.ChoiceField(label="属于", choices=choices(Elsewhere.choices))
    answer = Text(
        label="告诉留言人",
        rows=6,
        help_text="写明到哪里办、怎么办。可以照用："
        + "　".join(f"{Elsewhere(code).label}——{words}" for code, words in WAYS.items()),
    )


class SetAside(ActForm):
    fault = forms.ChoiceField(label="情形", choices=choices(Fault.choices))
    reason = Text(label="理由", rows=3, help_text="重复提交的，写明另一封的编号")


class Extend(ActForm):
    days = forms.IntegerField(label="延长几个工作日", min_value=1)
    reason = Text(label="理由", rows=3, help_text="留言人会看到期限延长了")


class Prepare(ActForm):
    """What everybody will read."""

    public_title = Text(label=PUBLIC["public_title"].label)
    public_question = Text(
        label=PUBLIC["public_question"].label,
        rows=6,
        help_text="系统已经遮盖了认得出的个人信息；请再改写，去掉姓名、住址、单位和能认出是谁的细节",
    )
    public_answer = Text(label=PUBLIC["public_answer"].label, rows=8)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}

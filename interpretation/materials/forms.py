"""The forms of plans and explanations; elements are asked from their table, the obligatory ones first."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from interpretation.judging.rules import conditions_of
from interpretation.materials import elements, gates
from interpretation.materials.codes import Form, ReturnReason, Stage, Theme, Way
from interpretation.materials.fields import FACE, LEGALITY, MEETING, PLAN, SIGN_OFF
from interpretation.materials.models import MaterialFile
from interpretation.materials.services.media import TAKEN
from portal.files.archives import MEGABYTE
from portal.files.kinds import allowed
from portal.files.services import SIZE_AT_MOST
from portal.screening.states import Decision
from portal.staff import settling
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer

_FACE_FIRST = ("title", "stage", "way", "form", "theme", "lead")
_FACE_LAST = ("channel", "planned_on", "first_interpreter", "is_by_head")
_MEDIA = ("media_url", "alternative", "has_captions")


class PlanForm(ActForm):
    is_merged = forms.BooleanField(
        label="方案简单，合并在解读材料里", required=False, help_text="勾上的，形式、渠道、时间写在材料里，下面可以不填"
    )
    outline = Text(label=PLAN["outline"].label, rows=5, required=False, help_text="打算讲哪几点")
    form = forms.ChoiceField(label=PLAN["form"].label, required=False, choices=choices(Form.choices))
    channel = Text(
        label=PLAN["channel"].label, required=False, help_text="门户网站是第一平台，例如门户网站、政务微信、新闻发布会"
    )
    planned_on = forms.DateField(label=PLAN["planned_on"].label, required=False, help_text="一般和文件同一天")

    later: ClassVar[tuple[str, ...]] = ("outline", "form", "channel", "planned_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = getattr(self.subject, "interpretation_plan", None)
        for name in self.fields if plan else ():
            self.fields[name].initial = getattr(plan, name)

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class _MaterialForm(ActForm):
    """Face, obligatory elements, further elements, media: four headings."""

    title = Text(label=FACE["title"].label)
    stage = forms.ChoiceField(label=FACE["stage"].label, choices=Stage.choices)
    way = forms.ChoiceField(label=FACE["way"].label, choices=Way.choices)
    form = forms.ChoiceField(label=FACE["form"].label, choices=Form.choices)
    theme = forms.ChoiceField(label=FACE["theme"].label, choices=choices(Theme.choices), required=False)
    lead = Text(label=FACE["lead"].label, rows=3, required=False, help_text="一两句话说清楚这份文件和大家有什么关系")
    channel = Text(label=FACE["channel"].label, required=False, help_text="例如门户网站、政务微信")
    planned_on = forms.DateField(label=FACE["planned_on"].label, required=False)
    first_interpreter = Text(
        label=FACE["first_interpreter"].label, required=False, help_text="单位、职务和姓名；主要负责同志是第一解读人"
    )
    is_by_head = forms.BooleanField(label=FACE["is_by_head"].label, required=False)
    media_url = forms.CharField(
        label=FACE["media_url"].label, required=False, help_text="保存以后可以直接上传；放在别的平台的，填网址"
    )
    alternative = Text(
        label=FACE["alternative"].label,
        rows=5,
        required=False,
        help_text="音频、视频写文字稿；填了网址的图片、图表、漫画写替代文字，上传的图片上传时写",
    )
    has_captions = forms.BooleanField(label="视频、动画有字幕", required=False)

    def ask_elements(self, conditions: frozenset[str], written: dict[str, str]) -> None:
        """Every element of the table; those that are due say so and come first."""
        due = {row.code for row in elements.due(conditions)}
        for row in elements.ELEMENTS:
            self.fields[row.code] = Text(
                label=row.label, rows=3, required=False, help_text=row.hint, initial=written.get(row.code, "")
            )
        first = tuple(row.code for row in elements.ELEMENTS if row.code in due)
        rest = tuple(row.code for row in elements.ELEMENTS if row.code not in due)
        self.later = (*first, *_FACE_LAST[:3])  # type: ignore[misc]  # each document has its own
        self.fieldsets = (  # type: ignore[misc]  # likewise
            ("这份解读", _FACE_FIRST),
            ("必须写的要素", first),
            ("还可以写的要素", rest),
            ("渠道、时间和解读人", _FACE_LAST),
            ("别处的图片、音频、视频，文字稿", _MEDIA),
        )
        self.dress()

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Explain(_MaterialForm):
    """On a document: the first explanation of it, or a further round."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_elements(conditions_of(self.subject), {})
        started = {"title": f"《{self.subject.title}》解读", "stage": Stage.ALONG, "channel": "门户网站"}
        if self.subject.published_at is not None:
            started["stage"] = Stage.AFTER
        for name, value in started.items():
            self.fields[name].initial = value


class Write(_MaterialForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_elements(gates.conditions(self.subject), self.subject.elements)
        for name in FACE:
            self.fields[name].initial = getattr(self.subject, name)


class AddMedia(ActForm):
    """One at a time: each picture has words of its own."""

    error_fields: ClassVar[Mapping[str, str]] = {"name": "file", "content": "file"}

    file = forms.FileField(label="文件", help_text=f"收{allowed(TAKEN)}，每个不超过{SIZE_AT_MOST // MEGABYTE}MB")
    alternative = Text(
        label="替代文字",
        rows=3,
        required=False,
        help_text="图片必须写：图上画了什么、写了什么，给看不见的人听。音频、视频的文字稿写在材料里",
    )
    captions = forms.FileField(label="字幕", required=False, help_text="视频必须有，WebVTT格式（.vtt）")
    is_checked = forms.BooleanField(label="音频、视频从头到尾看过、听过，没有不能公开的内容", required=False)

    def arguments(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        given = {name: self.cleaned_data[name] for name in ("alternative", "captions", "is_checked")}
        return given | {"name": file.name, "upload": file}


class RemoveMedia(ActForm):
    file = forms.ModelChoiceField(
        MaterialFile.objects.none(), label="移除哪一个", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["file"], self.subject.files.with_files())


class Legality(ActForm):
    legality_organ = Text(label=LEGALITY["legality_organ"].label, help_text="例如本单位法规科、市司法局")
    legality_opinion = Text(label=LEGALITY["legality_opinion"].label, rows=4)


class SignOff(ActForm):
    signed_off_by = Text(label=SIGN_OFF["signed_off_by"].label, help_text="职务和姓名；呈送以后代为登记的，填审签的人")


class Meeting(ActForm):
    session = Text(label=MEETING["session"].label, help_text="例如市政府第32次常务会议")
    meeting_on = forms.DateField(label=MEETING["meeting_on"].label)


class SendBack(ActForm):
    reason_code = forms.ChoiceField(label="退回的原因", choices=choices(ReturnReason.choices))
    note = Text(label="说明", rows=3, required=False, help_text="选“其他”的必须写")


class Reason(ActForm):
    reason = Text(label="理由", rows=3)


class SettlePersonal(settling.SettlePersonal):
    """An explanation names offices and their telephones more often than people."""

    proposed = Decision.KEPT

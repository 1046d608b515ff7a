"""开放数据 in the staff site: the catalogue with what is overdue, each version on its way."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from disclosure.datasets import forms, gates, services
from disclosure.datasets.checking import words_of
from disclosure.datasets.models import Dataset, DatasetVersion
from disclosure.datasets.quality import marks
from disclosure.datasets.selectors import preview
from disclosure.datasets.services.cataloguing import no_pen as not_to_describe
from disclosure.datasets.services.uploading import no_pen as not_to_say
from disclosure.datasets.states import BEFORE, EDITORS, DatasetState, VersionState
from disclosure.datasets.values import shown
from portal import clock
from portal.actors import Actor
from portal.screening.masks import redacted
from portal.screening.selectors import findings_to_show
from portal.staff import settling, visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50
FAULTS_SHOWN = 200


def _is_over(version: DatasetVersion) -> bool:
    return version.state not in BEFORE


class Overdue(admin.SimpleListFilter):
    title = "更新"
    parameter_name = "late"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "超过更新期限")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Dataset]) -> QuerySet[Dataset]:
        if self.value() != "yes":
            return queryset
        today = clock.local(visitor.moment(request)).date()
        return queryset.filter(state=DatasetState.LISTED, next_due__lt=today)


@admin.register(Dataset)
class DatasetAdmin(GovernedAdmin):
    """数据资源清单: everything an organ has listed, open or not yet (S3-5.3a)."""

    nav_position = 19
    case_template = "admin/disclosure/dataset/case.html"
    acts = {
        "upload": ActPage(
            services.upload,
            forms.Upload,
            label="上传数据",
            button="上传并检查",
            note="系统检查编码、列名、每一格的类型和个人信息。上传以后到新版本的页面核对字段，再送审。",
        ),
        "change": ActPage(services.change, forms.Change, label="修改说明", button="保存", why_not=not_to_describe),
        "withdraw": ActPage(
            services.withdraw_dataset,
            forms.PublicReason,
            warning="全部版本停止提供，不能恢复。原来的页面留下撤下的时间和原因。",
        ),
    }
    starts = {
        "create": ActPage(
            services.create,
            forms.Create,
            label="登记数据集",
            button="登记",
            note="先列入清单，再上传数据。第一版审核发布以前，公众看不到。",
        )
    }
    list_display = ("title", "domain", "organ", "period", "next_due", "updated_at", "state")
    list_display_links = ("title",)
    list_filter = ("state", Overdue, "domain", "period", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title", "keywords")
    search_help_text = "名称、关键词"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in EDITORS)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "change":
            return {}
        names = ("title", "description", "domain", "keywords", "contact", "period")
        return {name: getattr(subject, name) for name in names}

    def case_context(self, request: HttpRequest, subject: Dataset, tab: str) -> dict[str, Any]:
        today = clock.local(visitor.moment(request)).date()
        late = subject.days_late(today)
        return {
            "head_line": [subject.get_domain_display(), subject.organ.short_name],
            "row_facts": [
                ("说明", subject.description),
                ("关键词", subject.keywords),
                ("联系方式", subject.contact),
                ("更新频率", subject.get_period_display()),
                ("下次更新期限", _due_words(subject, late)),
                ("撤下的原因", subject.withdrawn_reason),
            ],
            "versions": subject.versions.order_by("-number"),
            "marks": marks(subject, subject.current, on=today) if subject.current else [],
        }


def _due_words(dataset: Dataset, late: int) -> str:
    if dataset.next_due is None:
        return "有变化时更新"
    return f"{dataset.next_due:%Y年%-m月%-d日}" + (f"，已经超过{late}天" if late else "")


@admin.register(DatasetVersion)
class DatasetVersionAdmin(GovernedAdmin):
    nav_position = 20
    case_template = "admin/disclosure/datasetversion/case.html"
    acts = {
        **settling.pages(
            services.settle_findings,
            is_over=_is_over,
            personal=(gates.personal_data_is_out,),
            secrecy=(gates.secrecy_words_are_settled,),
        ),
        "set_columns": ActPage(
            services.set_columns,
            forms.Columns,
            label="核对字段",
            button="保存并重新检查",
            note="系统按前两千行猜了类型。含身份证号、手机号的列，去掉“公开这一列”：不公开的列不保存，发布以后原文件也不再保存。",
            mends=(gates.columns_are_confirmed, gates.every_cell_fits, gates.personal_data_is_out),
            why_not=not_to_say,
        ),
        "submit": ActPage(services.submit, note="送保密审查。"),
        "clear": ActPage(services.clear, note="先审查、后公开。审查通过以后由另一人审核发布。"),
        "publish": ActPage(services.publish, note="马上在网站开放，成为现行版本；旧版本仍然能下载。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "discard": ActPage(services.discard, forms.Reason, warning="作废以后数据和文件都清除，可以重新上传。"),
        "withdraw": ActPage(
            services.withdraw_version,
            forms.PublicReason,
            warning="这一版停止提供，页面上写明原因。",
        ),
    }
    list_display = ("__str__", "state", "row_count", "fault_count", "uploaded_at", "published_at")
    list_filter = ("state", ("dataset__organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("dataset__organ",)
    search_fields = ("dataset__title",)
    search_help_text = "数据集名称"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return of_own_organs(rows, actor, organ="dataset__organ")

    def case_context(self, request: HttpRequest, subject: DatasetVersion, tab: str) -> dict[str, Any]:
        return {
            "headline": str(subject),
            "head_line": [subject.file_name, subject.encoding, f"{subject.row_count}行"],
            "columns": subject.all_columns,
            "open_columns": subject.open_columns,
            "rows": _masked_preview(subject),
            "faults": subject.faults[:FAULTS_SHOWN],
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }


def _masked_preview(version: DatasetVersion) -> list[list[str]]:
    """What looks like a person's number is masked here too: nobody has to read it to see that it is there."""
    columns = version.open_columns
    return [
        [_masked(column.title, shown(value)) for column, value in zip(columns, values, strict=True)]
        for values in preview(version)
    ]


def _masked(title: str, text: str) -> str:
    return redacted(words_of(title, text))[-len(text) :] if text else ""


def _uploaded(actor: Actor, _at: datetime) -> Q:
    return Q(uploader=actor.id)


def _touched(actor: Actor, _at: datetime) -> Q:
    return Q(uploader=actor.id) | Q(clearer=actor.id)


def _to_update(at: datetime) -> Q:
    """No data yet, or the promised day is over; not while a version is being worked on."""
    in_work = DatasetVersion.objects.filter(dataset=OuterRef("pk"), state__in=BEFORE)
    due = Q(current=None) | Q(next_due__lt=clock.local(at).date())
    return due & ~Q(Exists(in_work))


def _situation(dataset: Dataset) -> str:
    if dataset.current_id is None:
        return f"{dataset.organ.short_name}，{dataset.get_domain_display()}，已列入清单，还没有数据。"
    return f"{dataset.organ.short_name}，{dataset.get_period_display()}更新，应在{dataset.next_due}以前更新。"


register(
    QueueSource(
        model=Dataset,
        name="开放数据",
        visible=lambda actor: of_own_organs(Dataset.objects.all(), actor),
        steps=(Step("upload", {DatasetState.LISTED}, "上传新的数据", "等更新", when=_to_update),),
        headline=lambda dataset: f"数据集：{dataset.title}",
        situation=_situation,
    )
)
register(
    QueueSource(
        model=DatasetVersion,
        name="数据集版本",
        visible=lambda actor: of_own_organs(DatasetVersion.objects.all(), actor, organ="dataset__organ"),
        steps=(
            Step("submit", {VersionState.DRAFT}, "核对字段并送审", "等送审"),
            Step("clear", {VersionState.CHECKING}, "保密审查", "等保密审查", not_for=_uploaded),
            Step("publish", {VersionState.CLEARED}, "审核发布", "等审核发布", not_for=_touched),
        ),
        headline=lambda version: f"数据集：{version.dataset.title}（第{version.number}版）",
        situation=lambda version: f"{version.row_count}行，{version.get_state_display()}。",
        owner="dataset__organ",
        related=("dataset__organ",),
    )
)

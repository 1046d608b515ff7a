"""主动公开建议 and 公开的答复 in the staff site."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.errors import DomainError
from portal.screening.selectors import findings_to_show
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.controls import Text, offer
from portal.staff.governed import GovernedAdmin
from portal.workflow import require_move
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.desk.forms import DeskForm
from requests_app.desk.forms.receiving import Reason
from requests_app.proposing import gates
from requests_app.proposing import services as proposing
from requests_app.proposing.models import AnswerFile, PublicationProposal, PublishedAnswer
from requests_app.proposing.selectors import releasable_files
from requests_app.proposing.states import AUTHORS, AnswerState

FINDINGS_SHOWN = 100


class _Complete(DeskForm):
    document = forms.IntegerField(
        label="已经公开的文件的编号", help_text="公开页面网址里的数字，例如 /documents/17/ 填17"
    )

    def clean_document(self) -> Document:
        found = Document.objects.filter(pk=self.cleaned_data["document"], organ=self.subject.acting_organ_id).first()
        if found is None:
            raise forms.ValidationError("本机关没有这个编号的文件")
        return found


@admin.register(PublicationProposal)
class PublicationProposalAdmin(GovernedAdmin):
    nav_position = 10
    case_template = "admin/requests_app/proposal.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "accept": ActPage(proposing.accept, note="同意以后在20个工作日内公开。文件在“主动公开”里起草、审查、发布。"),
        "complete": ActPage(proposing.complete, _Complete, note="文件要已经公开，任何人都能打开。"),
        "decline": ActPage(proposing.decline, Reason, note="申请人建议的，理由会告诉申请人。"),
    }
    list_display = ("headline", "origin", "state", "organ", "made_at")
    list_display_links = ("headline",)
    list_filter = ("state", "origin", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)

    @admin.display(description="建议公开的内容")
    def headline(self, row: PublicationProposal) -> str:
        return row.headline

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=PublicationProposal.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: PublicationProposal, tab: str) -> dict[str, Any]:
        facts = [
            ("机关", subject.organ.name),
            ("来源", subject.get_origin_display()),
            ("提出", f"{local(subject.made_at):%Y年%-m月%-d日}"),
            ("同意的日子", str(subject.accepted_on or "")),
            ("办完的日子", str(subject.closed_on or "")),
            ("不纳入的理由", subject.reason),
        ]
        asked = DisclosureRequest.objects.filter(items__publication_proposals=subject).distinct().order_by("pk")
        return {
            "headline": subject.headline,
            "beside_facts": [fact for fact in facts if fact[1]],
            "requests": asked if subject.request is None else [subject.request],
        }


class _Words(DeskForm):
    title = Text(label="标题", help_text="说明是什么信息，不写申请人是谁")
    question = Text(label="问题", rows=4, help_text="重新写，不照抄申请：去掉姓名、住址、电话、个人情况")
    answer = Text(label="答复", rows=12, tall=True)

    def arguments(self) -> dict[str, Any]:
        return {"values": {name: self.cleaned_data[name] for name in ("title", "question", "answer")}}


class _Draft(_Words):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", empty_label=None)
    number = forms.CharField(
        label="来自哪件申请", required=False, help_text="申请编号，例如 临住建2026-0047；要公开附件的必须填"
    )
    order = ("organ", "number", "title", "question", "answer")
    error_fields = {"request": "number"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = {pk for role in AUTHORS for pk in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=organs).order_by("position", "pk"))

    def clean_number(self) -> DisclosureRequest | None:
        number = self.cleaned_data["number"].strip()
        if not number:
            return None
        found = DisclosureRequest.objects.visible_to(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError("没有这个编号的申请")
        return found

    def arguments(self) -> dict[str, Any]:
        chosen = {"organ": self.cleaned_data["organ"], "request": self.cleaned_data["number"]}
        return super().arguments() | chosen


class _AddFile(DeskForm):
    file = forms.ModelChoiceField(
        RequestFile.objects.none(),
        label="哪个文件",
        empty_label=None,
        help_text="公开的是提供给申请人的那一份，遮盖过的就是遮盖过的副本",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = [release.file.pk for release in releasable_files(self.subject)]
        offer(self.fields["file"], RequestFile.objects.filter(pk__in=files))


class _RemoveFile(DeskForm):
    file = forms.ModelChoiceField(AnswerFile.objects.none(), label="哪个文件", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["file"], self.subject.files.all())


def _not_to_write(answer: PublishedAnswer, actor: Actor) -> str:
    try:
        require_move(answer, "submit", actor=actor)
    except DomainError as refused:
        return refused.message
    return ""


def _not_to_add(answer: PublishedAnswer, actor: Actor) -> str:
    return _not_to_write(answer, actor) or ("" if releasable_files(answer) else "没有可以公开的文件。")


def _not_to_remove(answer: PublishedAnswer, actor: Actor) -> str:
    return _not_to_write(answer, actor) or ("" if answer.files.exists() else "还没有文件。")


@admin.register(PublishedAnswer)
class PublishedAnswerAdmin(GovernedAdmin):
    nav_position = 11
    case_template = "admin/requests_app/published_answer.html"
    starts: ClassVar[dict[str, ActPage]] = {
        "draft": ActPage(
            proposing.draft, _Draft, label="起草公开的答复", note="把一件答复整理以后向所有人公开，不能带个人信息。"
        )
    }
    acts: ClassVar[dict[str, ActPage]] = {
        "submit": ActPage(proposing.submit),
        "publish": ActPage(
            proposing.publish, note="批准以后任何人都能看到。请逐字看过：没有个人信息，没有不能公开的内容。"
        ),
        "send_back": ActPage(proposing.send_back, Reason),
        "withdraw": ActPage(proposing.withdraw, Reason, warning="原因会写在公开页面上。"),
        "drop": ActPage(proposing.drop, Reason),
        "edit_answer": ActPage(
            proposing.edit_answer,
            _Words,
            label="修改",
            why_not=_not_to_write,
            mends=(gates.nobody_is_named,),
        ),
        "add_file": ActPage(proposing.add_file, _AddFile, label="加入文件", why_not=_not_to_add),
        "remove_file": ActPage(proposing.remove_file, _RemoveFile, label="拿掉文件", why_not=_not_to_remove),
        **settling.pages(
            proposing.settle_findings,
            is_over=lambda answer: answer.state not in (AnswerState.DRAFT, AnswerState.APPROVAL),
            until="公开",
            form=settling.KeepPersonal,
            personal=(gates.is_screened,),
            secrecy=(gates.is_screened,),
            unread=(gates.is_screened,),
        ),
    }
    list_display = ("title", "state", "organ", "authored_by", "published_at")
    list_filter = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in AUTHORS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=PublishedAnswer.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = ("title", "question", "answer")
        return {name: getattr(subject, name) for name in names} if act == "edit_answer" else {}

    def case_context(self, request: HttpRequest, subject: PublishedAnswer, tab: str) -> dict[str, Any]:
        facts = [
            ("机关", subject.organ.name),
            ("起草", subject.authored_by),
            ("批准", subject.approved_by),
            ("公开", f"{local(subject.published_at):%Y年%-m月%-d日}" if subject.published_at else ""),
            ("撤下的原因", subject.withdrawn_reason),
        ]
        return {
            "headline": subject.title,
            "beside_facts": [fact for fact in facts if fact[1]],
            "answer_files": subject.files.all(),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

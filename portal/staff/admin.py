"""通知 in the staff site: what could not be delivered, without saying what it said or to whom."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.errors import DomainError
from portal.notices import services
from portal.notices.models import Notice
from portal.notices.states import ChannelName
from portal.staff import visitor
from portal.staff.permissions import AppointedAdmin


@admin.register(Notice)
class NoticeAdmin(AppointedAdmin):
    """Administrators see channel, kind and fate of a message; its content belongs to the case."""

    nav_position, nav_name = 900, "通知发送情况"
    list_display = (
        "pk",
        "channel",
        "kind",
        "status",
        "attempts",
        "last_error",
        "queued_at",
        "next_attempt_at",
        "sent_at",
    )
    list_display_links = None
    list_filter = ("status", "channel")
    actions = ("send_again",)

    def may_enter(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.SYSTEM_ADMIN) or rules.sees_every_organ(actor)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        """What leaves the house; a person's inbox is nobody else's."""
        return rows.exclude(channel=ChannelName.IN_SITE)

    @admin.display(description="编号", ordering="pk")
    def number(self, notice: Notice) -> int:
        return notice.pk

    @admin.display(description="关于")
    def matter(self, notice: Notice) -> str:
        """The kind of case only."""
        return str(apps.get_model(notice.about_label)._meta.verbose_name) if notice.about_label else ""

    @admin.action(description="再发一次")
    def send_again(self, request: HttpRequest, queryset: models.QuerySet[Notice]) -> None:
        done = 0
        for notice in queryset.order_by("pk"):
            try:
                services.send_again(notice, actor=visitor.actor(request), at=visitor.moment(request))
            except DomainError as refused:
                messages.warning(request, f"通知{notice.pk}：{refused.message}")
            else:
                done += 1
        if done:
            messages.success(request, f"{done}条重新排队发送。")

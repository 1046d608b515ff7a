"""How long what is known of followers is kept."""

from django.db.models import Q

from portal.privacy.retention import DELETE, RetentionRule, register

_MINIMAL = "《个人信息保护法》第十九条、第四十七条"

RULES = (
    RetentionRule(
        code="follower_unconfirmed",
        model="following.follower",
        what="没有确认过关注的邮箱",
        event="最近一次申请",
        anchor="asked_at",
        months=1,
        basis=_MINIMAL,
        erase=DELETE,
        only=Q(confirmed_at=None),
    ),
    RetentionRule(
        code="following_unconfirmed",
        model="following.following",
        what="没有确认的关注",
        event="申请",
        anchor="asked_at",
        months=1,
        basis=_MINIMAL,
        erase=DELETE,
        only=Q(confirmed_at=None),
    ),
    RetentionRule(
        code="following_route_unconfirmed",
        model="following.route",
        what="没有确认的手机号、推送地址",
        event="申请",
        anchor="asked_at",
        months=1,
        basis=_MINIMAL,
        erase=DELETE,
        only=Q(confirmed_at=None),
    ),
    RetentionRule(
        code="follower_ended",
        model="following.follower",
        what="全部退订了的邮箱",
        event="退订",
        anchor="ended_at",
        months=1,
        basis=_MINIMAL,
        erase=DELETE,
        only=Q(ended_at__isnull=False),
    ),
    RetentionRule(
        code="following_digest",
        model="following.digest",
        what="给关注人发过的汇总",
        event="生成汇总",
        anchor="made_at",
        months=12,
        basis=_MINIMAL,
        erase=DELETE,
    ),
)


def register_retention() -> None:
    for rule in RULES:
        register(rule)

"""Retention of what the platform itself keeps about people."""

from django.db.models import Q

from portal.privacy.retention import DELETE, RetentionRule, register

_MINIMAL = "《个人信息保护法》第十九条"
_LOGS = "《网络安全法》第二十一条第三项（不少于6个月）；《个人信息保护法》第十九条"

RULES = (
    RetentionRule(
        code="notice_address",
        model="notices.notice",
        what="通知的收件地址",
        event="通知登记",
        anchor="queued_at",
        months=12,
        basis=_MINIMAL,
        erase={"address": ""},
        only=~Q(status="waiting"),
    ),
    RetentionRule(
        code="log_in_attempt",
        model="axes.accessattempt",
        what="登录失败的网络地址",
        event="最后一次登录失败",
        anchor="attempt_time",
        months=12,
        at_least=6,
        basis=_LOGS,
        erase=DELETE,
    ),
    RetentionRule(
        code="log_in",
        model="axes.accesslog",
        what="登录的网络地址",
        event="登录",
        anchor="attempt_time",
        months=12,
        at_least=6,
        basis=_LOGS,
        erase=DELETE,
    ),
)


def register_rules() -> None:
    for rule in RULES:
        register(rule)

"""The mails, texts and pushes of this room, written at the moment they leave."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from portal.following import links
from portal.following.models import Digest, Follower, Following, Route
from portal.following.selectors import Group, contents, thing_of
from portal.following.services.asking import CONFIRMATION, LINK, confirmation_key
from portal.following.services.digesting import DIGEST, SHORT
from portal.following.services.routing import CODE
from portal.following.states import CODE_LIFE, LINES_SHOWN, Frequency
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text


def register_letters() -> None:
    register(CONFIRMATION, _confirmation)
    register(LINK, _link)
    register(DIGEST, _digest)
    register(SHORT, _short)
    register(CODE, _code)


def _confirmation(notice: Notice, at: datetime) -> Letter:
    following = Following.objects.select_related("follower").filter(pk=notice.about_id or 0).first()
    thing = thing_of(following) if following else None
    if following is None or thing is None or notice.dedupe_key != confirmation_key(following):
        raise Undeliverable("不用再确认了：已经确认，或者重新申请过")
    token = links.confirmation_token(following)
    body = _paragraphs(
        f"有人请求用这个邮箱关注“{thing.name}”的新文件，{Frequency(following.wish).label}，没有新文件就不发。",
        f"如果是您本人，请在48小时内打开下面的网址，按“确认关注”：\n{links.address_of('confirm', token=token)}",
        "如果不是您，不用理会这封邮件：不确认就不会再收到，邮箱地址到期清除。",
    )
    return Letter(_address(following.follower), f"请确认：关注“{thing.name}”", body)


def _link(notice: Notice, at: datetime) -> Letter:
    follower = Follower.objects.filter(pk=notice.about_id or 0, ended_at=None).first()
    if follower is None:
        raise Undeliverable("已经全部退订")
    body = _paragraphs(
        f"打开下面的网址，可以看到并修改这个邮箱的全部关注：\n{_mine(follower, notice.queued_at)}",
        "这个网址90天内有效，请不要转发给别人。如果不是您要的，不用理会这封邮件。",
    )
    return Letter(_address(follower), "我的关注", body)


def _digest(notice: Notice, at: datetime) -> Letter:
    digest = Digest.objects.select_related("follower").filter(pk=notice.about_id or 0).first()
    if digest is None or digest.follower.ended_at is not None:
        raise Undeliverable("已经全部退订")
    groups = contents(digest)
    total = sum(len(group.entries) for group in groups)
    if not total:
        raise Undeliverable("要告知的文件都已经撤下，不用发了")
    follower = digest.follower
    stop = links.address_of("stop", token=links.stop_token(follower))
    body = _paragraphs(
        f"您关注的内容有{total}件新文件。",
        *_listed(groups),
        f"—— \n看全部关注、改成{_other(follower.frequency)}或者移除几项：\n{_mine(follower, digest.made_at)}",
        f"不想再收到，一步退订：\n{stop}",
    )
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(_address(follower), f"您关注的内容有{total}件新文件", body, headers)


def _short(notice: Notice, at: datetime) -> Letter:
    """For a text message or a push: how many, the first of them, and where to look. No secret link in it."""
    digest = Digest.objects.select_related("follower").filter(pk=notice.about_id or 0).first()
    if digest is None or digest.follower.ended_at is not None:
        raise Undeliverable("已经全部退订")
    route = digest.follower.routes.filter(channel=notice.channel, confirmed_at__isnull=False).first()
    if route is None:
        raise Undeliverable("不再用这种方式告知")
    entries = [entry for group in contents(digest) for entry in group.entries]
    if not entries:
        raise Undeliverable("要告知的文件都已经撤下，不用发了")
    site = settings.SITE["name"]
    body = (
        f"【{site}】您关注的内容有{len(entries)}件新文件，例如《{entries[0].title[:30]}》：{links.site_address(entries[0].url)}"
        f" 全部见邮件。改动、停止：{links.address_of('find')}"
    )
    return Letter(plain_text(route, "address"), f"您关注的内容有{len(entries)}件新文件", body)


def _code(notice: Notice, at: datetime) -> Letter:
    route = Route.objects.filter(pk=notice.about_id or 0, confirmed_at=None).first()
    if route is None or at >= route.asked_at + CODE_LIFE:
        raise Undeliverable("验证码已经用过，或者过了时间")
    words = "10分钟内有效，用来确认接收关注提醒。不是您本人操作的，不用理会。"
    body = f"【{settings.SITE['name']}】验证码{links.code_of(route)}，{words}"
    return Letter(plain_text(route, "address"), "确认关注", body)


def _listed(groups: Sequence[Group]) -> list[str]:
    """A paragraph per thing followed, as many items as anybody reads."""
    parts, left = [], LINES_SHOWN
    for group in groups:
        shown = group.entries[:left]
        left -= len(shown)
        lines = [f"【{group.thing.name}】{len(group.entries)}件"]
        for entry in shown:
            organ = f"{entry.organ.name}　" if entry.organ else ""
            lines.append(f"· {entry.title}\n  {organ}{_day(entry.dated)}\n  {links.site_address(entry.url)}")
        if len(shown) < len(group.entries):
            lines.append(f"还有{len(group.entries) - len(shown)}件：{links.site_address(group.thing.page)}")
        parts.append("\n".join(lines))
    return parts


def _mine(follower: Follower, at: datetime) -> str:
    return links.address_of("mine", token=links.mine_token(follower, at=at))


def _address(follower: Follower) -> str:
    return plain_text(follower, "address")


def _other(frequency: str) -> str:
    return "每周一封" if frequency == Frequency.DAILY else "每天一封"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _paragraphs(*texts: str) -> str:
    site = settings.SITE
    return "\n\n".join([*texts, f"{site['name']}（{site['sponsor']}）　电话：{site['phone']}"]) + "\n"

"""Sessions of staff end after a time of rest and after a working day, whichever is first."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from portal import clock
from portal.accounts.rules import is_verified

STARTED = "started_at"
SEEN = "seen_at"
ENDED = "session_ended"
TOUCH_SECONDS = 60


class SessionLimitMiddleware:
    """Signs out whoever rested too long, worked too long, or never passed a second factor that is obligatory now.

    The log-in page says why: the new session carries one of the keys of ``reasons()`` under ``ENDED``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._enforce(request, clock.now().timestamp())
        return self.get_response(request)

    def _enforce(self, request: HttpRequest, now: float) -> None:
        started = request.session.setdefault(STARTED, now)
        seen = request.session.get(SEEN, now)
        ended = _ended(request, rested=now - seen, worked=now - started)
        if ended:
            logout(request)
            request.session[ENDED] = ended
        elif SEEN not in request.session or now - seen > TOUCH_SECONDS:
            request.session[SEEN] = now


def reasons() -> dict[str, str]:
    """What the log-in page says to somebody who was signed out."""
    return {
        "idle": f"超过{settings.SESSION_IDLE_MINUTES}分钟没有操作，已自动退出。请重新登录，没有保存的内容要重填。",
        "long": f"登录已满{settings.SESSION_MAX_HOURS}小时，已自动退出。请重新登录。",
        "unverified": "现在登录要用动态口令，请重新登录并设置。",
    }


def _ended(request: HttpRequest, *, rested: float, worked: float) -> str:
    if rested > settings.SESSION_IDLE_MINUTES * 60:
        return "idle"
    if worked > settings.SESSION_MAX_HOURS * 3600:
        return "long"
    if settings.STAFF_OTP_REQUIRED and not is_verified(request.user):
        return "unverified"
    return ""

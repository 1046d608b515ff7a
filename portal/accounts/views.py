"""Pages of the log-in and of one's own password."""

from base64 import b32encode, b64encode
from datetime import datetime
from io import BytesIO
from typing import Any

import qrcode
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from qrcode.image.svg import SvgFillImage

from portal import clock
from portal.accounts import services, sign_in
from portal.accounts.forms import FirstTokenForm, LogInForm, NewPasswordForm, OwnPasswordForm, SecondFactorForm
from portal.accounts.middleware import ENDED, reasons
from portal.accounts.models import User
from portal.accounts.passwords import must_change
from portal.accounts.selectors import actor_of
from portal.accounts.services import second_factor as factor
from portal.accounts.sign_in import SignIn, Step
from portal.errors import DomainError

TOO_MANY = 429


class LogInView(LoginView):
    """User name and password: the first step."""

    template_name = "admin/login.html"
    authentication_form = LogInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if admin.site.has_permission(request):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = reasons().get(self.request.session.pop(ENDED, ""), "")
        return super().get_context_data(**kwargs) | _frame(self.request, "登录", ended=ended)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        at = clock.now()
        under_way = sign_in.begin(self.request, form.get_user(), next_url=self.get_success_url(), at=at)
        return _go_on(self.request, under_way, at)


@sensitive_post_parameters()
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code from the phone."""
    at = clock.now()
    under_way = sign_in.unfinished(request, at=at)
    if under_way is None:
        return _start_again(request)
    if sign_in.next_step(under_way, at=at) is not Step.VERIFY:
        return _go_on(request, under_way, at)
    form = SecondFactorForm(request.POST or None, user=under_way.user, at=at)
    if request.method == "POST" and form.is_valid():
        _warn_of_last_codes(request, under_way.user, form.device)
        return _go_on(request, sign_in.verified(request, under_way, form.device, at=at), at)
    return _page(request, "second_factor", "填动态口令", form=form)


@sensitive_post_parameters()
@never_cache
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """Bind the phone; then show the recovery codes, once."""
    at = clock.now()
    under_way = sign_in.unfinished(request, at=at)
    if under_way is None:
        return _start_again(request)
    if sign_in.next_step(under_way, at=at) is not Step.SET_UP:
        return _go_on(request, under_way, at)
    form = FirstTokenForm(request.POST or None, user=under_way.user, at=at)
    if request.method == "POST" and form.is_valid():
        done = factor.set_up_second_factor(under_way.user, token=form.cleaned_data["token"], at=at)
        if done:
            device, codes = done
            sign_in.verified(request, under_way, device, at=at)
            return _page(request, "recovery_codes", "抄下备用码", codes=codes)
        form.add_error("token", "口令对不上。核对手机时间是否自动校准，等换出新的一组再填。")
    phone = factor.phone_to_set_up(under_way.user)
    return _page(
        request, "second_factor_set_up", "设置动态口令", form=form, qr=_qr(phone.config_url), secret=_secret(phone)
    )


@require_POST
@never_cache
def go_on(request: HttpRequest) -> HttpResponse:
    """The recovery codes were copied; the log-in goes on."""
    at = clock.now()
    under_way = sign_in.unfinished(request, at=at)
    return _go_on(request, under_way, at) if under_way else _start_again(request)


@sensitive_post_parameters()
@never_cache
def new_password(request: HttpRequest) -> HttpResponse:
    """A temporary or old password is replaced before the log-in ends."""
    at = clock.now()
    under_way = sign_in.unfinished(request, at=at)
    if under_way is None:
        return _start_again(request)
    if sign_in.next_step(under_way, at=at) is not Step.PASSWORD:
        return _go_on(request, under_way, at)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _change(form, under_way.user, at):
        return _go_on(request, sign_in.renewed(request, under_way, at=at), at)
    return _page(request, "new_password", "换一个新密码", form=form, why=must_change(under_way.user, at))


@sensitive_post_parameters()
@never_cache
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Somebody signed in changes the password."""
    user = User.objects.get(username=request.user.get_username())
    form = OwnPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid() and _change(form, user, clock.now()):
        user.refresh_from_db()
        update_session_auth_hash(request, user)
        messages.success(request, "密码已换好，其他设备上的登录都已退出。")
        return redirect("admin:index")
    return _page(request, "change_password", "改密码", form=form)


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: object) -> HttpResponse:
    """What the guard of the log-in answers after too many failures, with status 429: why, for how long, whom to ask."""
    minutes = int(settings.AXES_COOLOFF_TIME * 60)
    context = _frame(request, "账号已锁定", failure_limit=settings.AXES_FAILURE_LIMIT, lock_minutes=minutes)
    return render(request, "admin/locked_out.html", context, status=TOO_MANY)


def _change(form: NewPasswordForm, user: User, at: datetime) -> bool:
    password = form.cleaned_data["new_password1"]
    try:
        services.change_password(user, password=password, actor=actor_of(user, at=at), at=at)
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def _go_on(request: HttpRequest, under_way: SignIn, at: datetime) -> HttpResponse:
    step = sign_in.next_step(under_way, at=at)
    if step is not Step.DONE:
        return redirect(step.value)
    sign_in.finish(request, under_way, at=at)
    return HttpResponseRedirect(under_way.next_url)


def _start_again(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "登录没有完成，或者等得太久。请从用户名和密码重新开始。")
    return redirect("admin:login")


def _warn_of_last_codes(request: HttpRequest, user: User, device: Any) -> None:
    left = factor.recovery_codes_left(user)
    if device.name == factor.PAPER:
        messages.warning(request, f"刚用掉一个备用码，还剩{left}个。手机找不回来的，请系统管理员重设动态口令。")


def _frame(request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title, **more}


def _page(request: HttpRequest, template: str, title: str, **more: Any) -> HttpResponse:
    return TemplateResponse(request, f"admin/accounts/{template}.html", _frame(request, title, **more))


def _qr(address: str) -> str:
    """The picture as a data address: nothing of the secret is stored or cached anywhere."""
    out = BytesIO()
    qrcode.make(address, image_factory=SvgFillImage, box_size=8, border=3).save(out)
    return f"data:image/svg+xml;base64,{b64encode(out.getvalue()).decode()}"


def _secret(phone: Any) -> str:
    """The key in groups of four, for typing by hand."""
    text = b32encode(phone.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))

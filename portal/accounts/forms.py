"""Forms of the log-in and of one's own password."""

import unicodedata
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError

from portal import clock
from portal.accounts.models import User
from portal.accounts.selectors import actor_of
from portal.accounts.services.second_factor import check_second_factor, seconds_to_wait
from portal.errors import DomainError

LONGEST_PASSWORD = 128


def _password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    attrs = {"class": "input", "autocomplete": autocomplete}
    widget = forms.PasswordInput(attrs=attrs)
    return forms.CharField(label=label, max_length=LONGEST_PASSWORD, strip=False, widget=widget, help_text=help_text)


class LogInForm(AuthenticationForm):
    """User name and password. Failures are counted by the guard of the log-in, which may answer instead."""

    error_messages = {
        "invalid_login": "用户名或者密码不正确，请核对大小写。",
        "inactive": "这个账号已停用，请联系系统管理员。",
    }

    username = UsernameField(
        label="用户名", max_length=150, widget=forms.TextInput(attrs={"class": "input", "autofocus": True})
    )
    password = _password("密码", "current-password")

    def get_invalid_login_error(self) -> ValidationError:
        limit, minutes = settings.AXES_FAILURE_LIMIT, int(settings.AXES_COOLOFF_TIME * 60)
        warning = f"连续错{limit}次，账号会锁定{minutes}分钟。"
        return ValidationError(self.error_messages["invalid_login"] + warning, code="invalid_login")

    def confirm_login_allowed(self, user: User) -> None:
        """The password was right; says why the person may still not come in."""
        super().confirm_login_allowed(user)
        at = clock.now()
        if not user.is_staff or not actor_of(user, at=at).roles:
            raise ValidationError("这个账号现在没有有效的任命，不能登录。请联系系统管理员。", code="no_appointment")
        if user.has_expired_temporary_password(at):
            raise ValidationError("临时密码已经过期，请联系系统管理员重设。", code="temporary_expired")


class SecondFactorForm(forms.Form):
    """Six digits from the phone, or a recovery code."""

    token = forms.CharField(
        label="动态口令",
        max_length=20,
        help_text="手机认证应用里的6位数字；手机不在身边时，填一个备用码。",
        widget=forms.TextInput(attrs={"class": "input w-no", "autocomplete": "one-time-code", "autofocus": True}),
    )

    def __init__(self, *args: Any, user: User, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.at = user, at
        self.device: Any = None

    def clean_token(self) -> str:
        token = plain_token(self.cleaned_data["token"])
        refuse_while_waiting(self.user, self.at)
        self.device = check_second_factor(self.user, token=token)
        if self.device is None:
            raise ValidationError("口令不对，或者已经用过。等手机上换出新的一组，再填一次。")
        return token


class FirstTokenForm(forms.Form):
    """The first code of a phone being set up."""

    token = forms.CharField(
        label="手机上显示的6位数字",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input w-no", "autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, user: User, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.at = user, at

    def clean_token(self) -> str:
        token = plain_token(self.cleaned_data["token"])
        if not token.isdecimal():
            raise ValidationError("只填手机上显示的6位数字。")
        refuse_while_waiting(self.user, self.at)
        return token


class NewPasswordForm(forms.Form):
    """A new password, twice; the policy itself is checked by the service."""

    new_password1 = _password(
        "新密码", "new-password", "至少12个字符，大写字母、小写字母、数字、符号四样里至少三样，不含姓名和用户名。"
    )
    new_password2 = _password("再写一遍新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, second = data.get("new_password1"), data.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", "两遍写的不一样，请重写。")
        return data

    def refuse(self, error: DomainError) -> None:
        """Put the messages of the refused act at their fields."""
        for name, messages in error.by_field().items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)


class OwnPasswordForm(NewPasswordForm):
    """A new password for somebody signed in, who proves to be still there by the present one."""

    old_password = _password("现在的密码", "current-password")
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        if not self.user.check_password(password):
            raise ValidationError("现在的密码不正确。")
        return password


def plain_token(text: str) -> str:
    """Full-width digits and spaces, as phones and input methods write them, do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def refuse_while_waiting(user: User, at: datetime) -> None:
    """Raises ``ValidationError`` while further codes are refused after wrong ones."""
    seconds = seconds_to_wait(user, at=at)
    if seconds > 0:
        raise ValidationError(f"刚才连续填错，请等{seconds}秒再试。")

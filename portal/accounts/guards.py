"""The guards of the log-in that come from outside, under Chinese names."""

from axes.apps import AppConfig as AxesConfig
from django_otp.plugins.otp_static.apps import DefaultConfig as StaticConfig
from django_otp.plugins.otp_totp.apps import DefaultConfig as TimedConfig


class LogInGuardConfig(AxesConfig):  # type: ignore[misc]  # the package ships no types
    verbose_name = "登录防护"


class TotpConfig(TimedConfig):  # type: ignore[misc]  # as above
    verbose_name = "动态口令"


class RecoveryCodeConfig(StaticConfig):  # type: ignore[misc]  # as above
    verbose_name = "备用码"

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """What must not leave: secrecy marks and personal data in a text, and what was decided about each."""

    name = "portal.screening"
    label = "screening"
    verbose_name = "公开前筛查"

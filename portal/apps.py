from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The platform itself: template tags and commands that belong to no single package."""

    name = "portal"
    label = "portal"
    verbose_name = "平台"

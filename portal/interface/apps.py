from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    """开放接口: one shape of answers for all rooms, and the systems that may hand something in."""

    name = "portal.interface"
    label = "interface"
    verbose_name = "开放接口"

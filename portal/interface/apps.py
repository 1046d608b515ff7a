from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    """开放接口: one shape of answers for all rooms, and the systems that may hand something in."""

    name = "portal.interface"
    label = "interface"
    verbose_name = "开放接口"

    def ready(self) -> None:
        from portal.audit import acts
        from portal.interface import authentication  # noqa: F401  # the schema learns of the token by the import

        acts.register(
            "interface.apiclient",
            {
                "create_client": "登记对接系统",
                "rotate_token": "更换接口口令",
                "describe_client": "修改对接系统",
                "close_client": "停用对接系统",
            },
        )

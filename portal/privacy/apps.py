from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Personal data: sealed in the database, masked on every page, erased in time."""

    name = "portal.privacy"
    label = "privacy"
    verbose_name = "个人信息保护"

    def ready(self) -> None:
        from portal.audit import acts
        from portal.privacy.house_rules import register_rules

        acts.register(acts.ANY_SUBJECT, {"reveal": "查看个人信息", "purge_personal_data": "到期清除个人信息"})
        acts.register("privacy.keyrotation", {"rotate_keys": "更换个人信息密钥"})
        register_rules()

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "机关与人员"

    def ready(self) -> None:
        """Name the acts of this package and say what goes over to the heir of an organ."""
        from portal.accounts import acts, movers

        acts.register_labels()
        movers.register_movers()

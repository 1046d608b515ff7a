from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "portal.deadlines"
    label = "deadlines"
    verbose_name = "期限"

    def ready(self) -> None:
        """Name the acts; running clocks are open duties, so a reform of organs moves them."""
        from portal.deadlines.acts import register_acts
        from portal.deadlines.reform import register_mover

        register_acts()
        register_mover()

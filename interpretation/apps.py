from django.apps import AppConfig

from portal.rooms import register_rooms

ROOMS = (
    "judging",
    "materials",
    "pages",
    "questions",
)


class InterpretationConfig(AppConfig):
    name = "interpretation"
    label = "interpretation"
    verbose_name = "政策解读"

    def ready(self) -> None:
        """Tell the platform what the rooms bring, the demonstration what goes with its documents."""
        from disclosure.demo.stage import accompany
        from interpretation.demo.loading import steps

        register_rooms(self.name, ROOMS)
        accompany(steps)

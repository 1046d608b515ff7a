from django.apps import AppConfig

from portal.rooms import register_rooms

ROOMS = (
    "cases",
    "serving",
    "asking",
    "charging",
    "consulting",
    "extending",
    "answering",
    "citizens",
    "proposing",
    "rectifying",
    "remedies",
)


class RequestsConfig(AppConfig):
    name = "requests_app"
    label = "requests_app"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Tell the platform what the rooms bring."""
        register_rooms(self.name, ROOMS)

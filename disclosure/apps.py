from django.apps import AppConfig

from portal.rooms import register_rooms

ROOMS = (
    "documents",
    "catalogue",
    "credit",
    "specials",
    "consultations",
    "decisions",
    "facilities",
    "registers",
    "datasets",
    "data_requests",
    "coordination",
    "objections",
    "reposting",
    "repost_checks",
    "secrecy",
    "monitoring",
    "open_data",
    "listings",
    "sessions",
    "institutions",
    "gazette",
    "matters",
    "services_guide",
)


class DisclosureConfig(AppConfig):
    name = "disclosure"
    label = "disclosure"
    verbose_name = "主动公开"

    def ready(self) -> None:
        """Tell the platform what the rooms bring."""
        register_rooms(self.name, ROOMS)

from django.apps import AppConfig

from portal.rooms import register_rooms

ROOMS = (
    "tickets",
    "responses",
    "sightings",
    "duty",
    "reproofs",
    "mailbox",
    "meetings",
    "clarification",
)


class SentimentConfig(AppConfig):
    name = "sentiment"
    label = "sentiment"
    verbose_name = "舆情回应"

    def ready(self) -> None:
        """Tell the platform what the rooms bring and what a letter can become."""
        from sentiment import conversion, hotline

        register_rooms(self.name, ROOMS)
        conversion.register_receiver()
        hotline.register_receiver()

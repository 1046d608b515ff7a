from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Official letters: numbered, frozen, rendered, verified."""

    name = "portal.letters"
    label = "letters"
    verbose_name = "文书"

    def ready(self) -> None:
        from portal.letters.acts import register_acts

        register_acts()

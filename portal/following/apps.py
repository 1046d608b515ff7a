from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """Who wants to be told by mail of what is new, and the one mail that tells it."""

    name = "portal.following"
    label = "following"
    verbose_name = "邮件关注"

    def ready(self) -> None:
        from portal.following.letters import register_letters
        from portal.following.retention import register_retention
        from portal.following.searches import register_kind

        register_kind()
        register_letters()
        register_retention()

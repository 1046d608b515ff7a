from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class SearchConfig(AppConfig):
    name = "portal.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        """An engine that cannot work is refused at the start, not at the first search."""
        name = settings.SEARCH_ENGINE
        if name not in {"whoosh", "postgres"}:
            raise ImproperlyConfigured(f"SEARCH_ENGINE 只能是 whoosh 或 postgres，现在是 {name}")
        if name == "postgres" and "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
            raise ImproperlyConfigured("SEARCH_ENGINE=postgres 需要 PostgreSQL：请设置 DATABASE_URL，或者改回 whoosh")

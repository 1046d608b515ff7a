from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules


class StaffConfig(AppConfig):
    """明政工作台: what every staff page is made of."""

    name = "portal.staff"
    label = "staff"
    verbose_name = "工作台"

    def ready(self) -> None:
        """The registers of the platform stand in a room of their own beside ``admin.py``."""
        for room in ("organs", "people", "clients", "trail", "calendar", "letters", "uploads"):
            autodiscover_modules(f"registers.{room}")


class StaffAdminConfig(AdminConfig):
    default_site = "portal.staff.site.StaffSite"

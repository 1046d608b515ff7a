"""Who signs in is checked as Django does it. What one may do is never asked here: appointments decide."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class AppointmentBackend(ModelBackend):
    """Grants no Django permission to anybody, so that a page which forgets its own rule opens to nobody."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    get_user_permissions = get_group_permissions = get_all_permissions

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False

"""拒收的文件 in the staff site: who tried to hand in what, and why it was not taken. Its content was never kept."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from portal.files.models import RefusedUpload
from portal.staff.registers.base import RegisterAdmin


@admin.register(RefusedUpload)
class RefusedUploadAdmin(RegisterAdmin):
    nav_position = 870
    list_display = ("at", "name", "stage", "organ_name", "person_name", "reason")
    list_filter = ("stage", "at")
    search_fields = ("name", "organ_name", "person_name", "reason", "sha256")
    search_help_text = "文件名、机关、上传人、理由、散列"
    facts = ("at", "name", "stage", "reason", "organ_name", "person_name", "sha256")

    def may_create(self, actor: Any) -> bool:
        return False

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        return [("大小", filesizeformat(subject.size))]

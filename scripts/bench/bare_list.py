"""The addresses of the product and, beside them, a bare list page: the list of the staff site over the same rows,
without clocks, items or filters. What the pages of the desk are measured against."""

from django.urls import path

from portal.staff.permissions import AppointedAdmin
from portal.staff.site import StaffSite
from portal.urls import urlpatterns as own
from requests_app.cases.models import DisclosureRequest


class BareAdmin(AppointedAdmin):
    list_display = ("number", "state", "channel", "handler", "organ", "received_on")
    list_select_related = ("organ", "handler")
    ordering = ("-pk",)


_site = StaffSite(name="bare")
_site.register(DisclosureRequest, BareAdmin)

urlpatterns = [path("bare/", _site.urls), *own]

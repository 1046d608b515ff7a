"""The root of all addresses. Rooms hang their own patterns below."""

from django.contrib import admin
from django.urls import include, path

from portal import health
from portal.interface.urls import nowhere

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", include("portal.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("portal.interface.urls")),
    path("", include("portal.site.urls")),
    path("", include("portal.deadlines.urls")),
    path("", include("portal.search.urls")),
    path("", include("portal.letters.urls")),
    path("", include("portal.following.urls")),
    path("", include("disclosure.urls")),
    path("", include("requests_app.urls")),
    path("", include("sentiment.urls")),
    path("", include("interpretation.urls")),
    path("", include("assessment.urls")),
    *nowhere,
]

handler400 = "portal.site.errors.bad_request"
handler403 = "portal.site.errors.forbidden"
handler404 = "portal.site.errors.not_found"
handler500 = "portal.site.errors.failed"

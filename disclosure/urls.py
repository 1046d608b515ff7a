from django.urls import include, path

urlpatterns = [
    path("", include("disclosure.catalogue.urls")),
    path("", include("disclosure.consultations.urls")),
    path("", include("disclosure.credit.urls")),
    path("", include("disclosure.decisions.urls")),
    path("", include("disclosure.datasets.urls")),
    path("", include("disclosure.data_requests.urls")),
    path("", include("disclosure.documents.urls")),
    path("", include("disclosure.facilities.urls")),
    path("", include("disclosure.listings.urls")),
    path("", include("disclosure.gazette.urls")),
    path("", include("disclosure.registers.urls")),
    path("", include("disclosure.matters.urls")),
    path("", include("disclosure.services_guide.urls")),
    path("", include("disclosure.institutions.urls")),
    path("", include("disclosure.sessions.urls")),
    path("", include("disclosure.specials.urls")),
    path("", include("disclosure.intake.urls")),
    path("", include("disclosure.open_data.urls")),
]

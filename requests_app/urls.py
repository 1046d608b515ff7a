from django.urls import include, path

urlpatterns = [
    path("requests/", include("requests_app.citizens.urls")),
    path("", include("requests_app.proposing.urls")),
]

from django.urls import include, path

urlpatterns = [
    path("", include("sentiment.clarification.urls")),
    path("", include("sentiment.mailbox.urls")),
    path("", include("sentiment.meetings.urls")),
    path("", include("sentiment.responses.urls")),
    path("", include("sentiment.sightings.urls")),
]

from django.urls import include, path

urlpatterns = [
    path("", include("sentiment.responses.urls")),
]

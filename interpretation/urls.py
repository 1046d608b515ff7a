from django.urls import include, path

urlpatterns = [
    path("", include("interpretation.questions.urls")),
    path("", include("interpretation.pages.urls")),
]

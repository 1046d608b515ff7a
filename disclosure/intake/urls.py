from django.urls import path

from disclosure.intake import api

app_name = "intake"

urlpatterns = [
    path("api/v1/intake/documents/", api.Intakes.as_view(), name="intakes"),
    path("api/v1/intake/documents/<int:pk>/", api.OneIntake.as_view(), name="intake"),
    path("api/v1/intake/documents/<int:pk>/attachments/", api.IntakeFiles.as_view(), name="files"),
]

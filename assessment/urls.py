from django.urls import include, path

urlpatterns = [
    path("", include("assessment.annual_reports.urls")),
    path("", include("assessment.appraisal.urls")),
    path("", include("assessment.complaints.urls")),
    path("", include("assessment.dashboard.urls")),
    path("", include("assessment.demonstration.urls")),
    path("", include("assessment.supervision.urls")),
    path("", include("assessment.website_reports.urls")),
]

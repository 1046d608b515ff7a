from django.urls import path

from assessment.appraisal import views

app_name = "appraisals"

urlpatterns = [
    path("appraisals/", views.appraisals, name="appraisals"),
    path("appraisals/panel/", views.panel, name="panel"),
    path("appraisals/<int:pk>/", views.appraisal, name="appraisal"),
    path("appraisals/<int:pk>/results.csv", views.data, {"ending": "csv"}, name="csv"),
    path("appraisals/<int:pk>/results.json", views.data, {"ending": "json"}, name="json"),
    path("appraisals/<int:pk>/fill/", views.organs, name="organs"),
    path("appraisals/<int:pk>/fill/<slug:code>/", views.fill, name="fill"),
]

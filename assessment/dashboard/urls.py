from django.urls import path

from assessment.dashboard import views

app_name = "dashboard"

urlpatterns = [
    path("dashboard/", views.dashboard_view, name="dashboard"),
    path("dashboard/cases/", views.cases_view, name="cases"),
    path("dashboard/requests/", views.requests_view, name="requests"),
    path("dashboard/on-time.json", views.on_time_json_view, name="json"),
    path("dashboard/on-time.csv", views.on_time_csv_view, name="csv"),
    path("performance/", views.performance, name="performance"),
    path("performance/on-time.csv", views.performance_csv, name="performance_csv"),
    path("performance/on-time.json", views.performance_json, name="performance_json"),
    path("performance/methods/", views.methods, name="methods"),
]

from django.urls import path

from assessment.dashboard import views
from assessment.dashboard.brief import views as brief
from assessment.dashboard.panels import views as panels

app_name = "dashboard"

urlpatterns = [
    path("dashboard/", views.dashboard_view, name="dashboard"),
    path("dashboard/cases/", views.cases_view, name="cases"),
    path("dashboard/requests/", views.requests_view, name="requests"),
    path("dashboard/on-time.json", views.on_time_json_view, name="json"),
    path("dashboard/on-time.csv", views.on_time_csv_view, name="csv"),
    path("dashboard/brief/", brief.brief_view, name="brief"),
    path("dashboard/brief/file/<slug:ending>/", brief.brief_file_view, name="brief_file"),
    path("dashboard/panels/", panels.panels_view, name="panels"),
    path("dashboard/panels/<slug:code>/", panels.panel_view, name="panel"),
    path("dashboard/panels/<slug:code>/table.csv", panels.panel_csv_view, name="panel_csv"),
    path("dashboard/panels/<slug:code>/cases/", panels.panel_cases_view, name="panel_cases"),
    path("performance/", views.performance, name="performance"),
    path("performance/on-time.csv", views.performance_csv, name="performance_csv"),
    path("performance/on-time.json", views.performance_json, name="performance_json"),
    path("performance/methods/", views.methods, name="methods"),
]

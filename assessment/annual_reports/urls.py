from django.urls import path

from assessment.annual_reports import views

app_name = "annual_reports"

urlpatterns = [
    path("annual-reports/", views.annual_reports, name="archive"),
    path("annual-reports/<slug:code>/", views.organ_reports, name="organ"),
    path("annual-reports/<slug:code>/<int:year>/", views.report, name="report"),
    path("annual-reports/<slug:code>/<int:year>/report.json", views.report_json, name="json"),
    path("annual-reports/<slug:code>/<int:year>/report.pdf", views.report_file, {"ending": "pdf"}, name="pdf"),
    path("annual-reports/<slug:code>/<int:year>/report.docx", views.report_file, {"ending": "docx"}, name="docx"),
]

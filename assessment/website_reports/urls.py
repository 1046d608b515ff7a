from django.urls import path

from assessment.website_reports import views

app_name = "website_reports"

urlpatterns = [
    path("website-reports/", views.website_reports, name="archive"),
    path("website-reports/<slug:code>/", views.site_reports, name="site"),
    path("website-reports/<slug:code>/<int:year>/", views.report, name="report"),
    path("website-reports/<slug:code>/<int:year>/report.json", views.report_json, name="json"),
    path("website-reports/<slug:code>/<int:year>/report.pdf", views.report_file, {"ending": "pdf"}, name="pdf"),
    path("website-reports/<slug:code>/<int:year>/report.docx", views.report_file, {"ending": "docx"}, name="docx"),
]

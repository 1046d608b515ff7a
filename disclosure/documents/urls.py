from django.urls import path

from disclosure.documents import feeds, views
from disclosure.documents.api import views as api

app_name = "documents"

urlpatterns = [
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/cite/", views.cite, name="cite"),
    path("documents/<int:pk>/report/", views.report, name="report_document"),
    path("report/", views.report, name="report"),
    path("report/done/", views.reported, name="reported"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:code>/", views.topic, name="topic"),
    path("normative/", views.normative, name="normative"),
    path("files/<int:pk>/", views.attachment, name="attachment"),
    path("feeds/documents/", feeds.newest, name="feed"),
    path("feeds/documents.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("feeds/columns/<slug:code>/", feeds.column, name="column_feed"),
    path("feeds/columns/<slug:code>.json", feeds.column, {"ending": "json"}, name="column_feed_json"),
    path("feeds/organs/<slug:code>/", feeds.organ, name="organ_feed"),
    path("feeds/organs/<slug:code>.json", feeds.organ, {"ending": "json"}, name="organ_feed_json"),
    path("api/v1/documents/", api.DocumentList.as_view(), name="api_documents"),
    path("api/v1/documents/changes/", api.Changes.as_view(), name="api_changes"),
    path("api/v1/topics/", api.Topics.as_view(), name="api_topics"),
    path("api/v1/codes/", api.Codes.as_view(), name="api_codes"),
    path("api/v1/documents/<int:pk>/", api.DocumentDetail.as_view(), name="api_document"),
]

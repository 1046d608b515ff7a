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
    path("feeds/documents/", feeds.NewestFeed(), name="feed"),
    path("feeds/columns/<slug:code>/", feeds.ColumnFeed(), name="column_feed"),
    path("feeds/organs/<slug:code>/", feeds.OrganFeed(), name="organ_feed"),
    path("api/v1/documents/", api.DocumentList.as_view(), name="api_documents"),
    path("api/v1/documents/changes/", api.Changes.as_view(), name="api_changes"),
    path("api/v1/topics/", api.Topics.as_view(), name="api_topics"),
    path("api/v1/codes/", api.Codes.as_view(), name="api_codes"),
    path("api/v1/documents/<int:pk>/", api.DocumentDetail.as_view(), name="api_document"),
]

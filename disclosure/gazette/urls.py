from django.urls import path

from disclosure.gazette import api, feeds, views

app_name = "gazette"

urlpatterns = [
    path("gazette/", views.gazette, name="gazette"),
    path("gazette/scans/<int:pk>/", views.scan, name="scan"),
    path("gazette/<int:year>/<int:number>/", views.issue, name="issue"),
    path("gazette/<int:year>/<int:number>/gazette.pdf", views.pdf, name="pdf"),
    path("gazette/<int:year>/<int:number>/<int:position>/", views.entry, name="entry"),
    path("feeds/gazette/", feeds.newest, name="feed"),
    path("feeds/gazette.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/gazette/", api.GazetteList.as_view(), name="api_issues"),
    path("api/v1/gazette/<int:year>/<int:number>/", api.GazetteDetail.as_view(), name="api_issue"),
]

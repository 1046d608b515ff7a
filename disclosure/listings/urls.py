from django.urls import path

from disclosure.listings import api, feeds, views

app_name = "listings"

urlpatterns = [
    path("lists/", views.index, name="index"),
    path("lists/<slug:code>/", views.rows, name="rows"),
    path("lists/<slug:code>/<int:pk>/", views.row, name="row"),
    path("lists/<slug:code>/rows.csv", views.download, {"ending": "csv"}, name="csv"),
    path("lists/<slug:code>/rows.xlsx", views.download, {"ending": "xlsx"}, name="xlsx"),
    path("lists/<slug:code>/rows.json", views.download, {"ending": "json"}, name="json"),
    path("feeds/lists/", feeds.newest, name="feed"),
    path("feeds/lists.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/lists/", api.Lists.as_view(), name="api_lists"),
    path("api/v1/lists/<slug:code>/", api.Rows.as_view(), name="api_rows"),
]

from django.urls import path

from disclosure.matters import api, feeds, views

app_name = "matters"

urlpatterns = [
    path("matters/", views.matters, name="matters"),
    path("matters/<int:pk>/", views.matter, name="matter"),
    path("matters/changes/", views.changes, name="changes"),
    path("matters/coverage/", views.coverage, name="coverage"),
    path("matters/five-elements/", views.five_elements, name="five_elements"),
    path("matters/embedded/", views.embedded, name="embedded"),
    path("matters/list.xlsx", views.table, name="table"),
    path("feeds/matters/", feeds.newest, name="feed"),
    path("feeds/matters.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/matters/", api.Matters.as_view(), name="api_matters"),
]

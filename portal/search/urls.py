"""Addresses of the search."""

from django.urls import path

from portal.search import api, views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/feed/", views.feed, name="feed"),
    path("search/feed.json", views.feed, {"ending": "json"}, name="feed_json"),
    path("api/v1/search/", api.SearchAPI.as_view(), name="api"),
    path("api/v1/search/suggest/", api.SuggestAPI.as_view(), name="suggest"),
]

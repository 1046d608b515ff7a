from django.urls import path

from sentiment.responses import api, feeds, views

app_name = "concerns"

urlpatterns = [
    path("concerns/", views.concerns, name="concerns"),
    path("concerns/<int:pk>/", views.concern, name="concern"),
    path("api/v1/concerns/", api.Concerns.as_view(), name="api_concerns"),
    path("api/v1/concerns/<int:pk>/", api.Concern.as_view(), name="api_concern"),
    path("feeds/concerns/", feeds.newest, name="feed"),
    path("feeds/concerns.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

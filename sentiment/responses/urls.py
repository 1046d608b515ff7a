from django.urls import path

from sentiment.responses import feeds, views

app_name = "concerns"

urlpatterns = [
    path("concerns/", views.concerns, name="concerns"),
    path("concerns/<int:pk>/", views.concern, name="concern"),
    path("feeds/concerns/", feeds.newest, name="feed"),
    path("feeds/concerns.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

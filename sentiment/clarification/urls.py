from django.urls import path

from sentiment.clarification import feeds, views

app_name = "clarification"
urlpatterns = [
    path("clarifications/", views.clarifications, name="clarifications"),
    path("clarifications/<int:pk>/", views.clarification, name="clarification"),
    path("feeds/clarifications/", feeds.newest, name="feed"),
    path("feeds/clarifications.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

from django.urls import path

from sentiment.meetings import feeds, views

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/files/<int:file>/", views.meeting_file, name="file"),
    path("meetings/asked/", views.asked, name="asked"),
    path("feeds/meetings/", feeds.newest, name="feed"),
    path("feeds/meetings.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

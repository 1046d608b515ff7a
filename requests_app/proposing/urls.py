from django.urls import path

from requests_app.proposing import feeds, views

app_name = "answers"
urlpatterns = [
    path("requests/answers/", views.answers, name="answers"),
    path("requests/answers/<int:pk>/", views.answer, name="answer"),
    path("requests/answers/<int:pk>/files/<int:file>/", views.answer_file, name="answer_file"),
    path("feeds/answers/", feeds.newest, name="feed"),
    path("feeds/answers.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

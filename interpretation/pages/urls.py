from django.urls import path

from interpretation.pages import feeds, views

app_name = "interpretations"

urlpatterns = [
    path("interpretations/", views.library, name="library"),
    path("interpretations/<int:pk>/", views.interpretation, name="interpretation"),
    path("interpretations/figures.csv", views.figures_file, name="figures"),
    path("feeds/interpretations/", feeds.newest, name="feed"),
    path("feeds/interpretations.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

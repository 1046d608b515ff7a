from django.urls import path

from interpretation.materials.selectors import CAPTIONS, FILE
from interpretation.pages import api, feeds, views

app_name = "interpretations"

urlpatterns = [
    path("interpretations/", views.library, name="library"),
    path("interpretations/<int:pk>/", views.interpretation, name="interpretation"),
    path("interpretations/files/<int:pk>/", views.file, {"what": FILE}, name="file"),
    path("interpretations/files/<int:pk>/captions.vtt", views.file, {"what": CAPTIONS}, name="captions"),
    path("interpretations/figures.csv", views.figures_file, name="figures"),
    path("api/v1/interpretations/", api.Interpretations.as_view(), name="api_interpretations"),
    path("api/v1/interpretations/<int:pk>/", api.Interpretation.as_view(), name="api_interpretation"),
    path("feeds/interpretations/", feeds.newest, name="feed"),
    path("feeds/interpretations.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]

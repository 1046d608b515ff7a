from django.urls import path

from disclosure.decisions import api, feeds, views

app_name = "decisions"

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/catalogue/<int:year>/", views.catalogue, name="catalogue"),
    path("decisions/hearings/<int:pk>/", views.hearing, name="hearing"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
    path("feeds/decisions/", feeds.newest, name="feed"),
    path("feeds/decisions.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/decisions/", api.DecisionList.as_view(), name="api_decisions"),
    path("api/v1/decisions/<int:pk>/", api.DecisionDetail.as_view(), name="api_decision"),
]

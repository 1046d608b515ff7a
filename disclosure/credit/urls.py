from django.urls import path

from disclosure.credit import api, feeds, views

app_name = "credit"

urlpatterns = [
    path("credit/", views.records, name="records"),
    path("credit/<int:pk>/", views.record, name="record"),
    path("feeds/credit/", feeds.newest, name="feed"),
    path("feeds/credit.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/credit/", api.CreditList.as_view(), name="api_records"),
    path("api/v1/credit/<int:pk>/", api.CreditDetail.as_view(), name="api_record"),
]

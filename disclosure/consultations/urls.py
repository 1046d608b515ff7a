from django.urls import path

from disclosure.consultations import api, feeds
from disclosure.consultations.views import reading, taking_part

app_name = "consultations"

urlpatterns = [
    path("consultations/", reading.consultations, name="consultations"),
    path("consultations/<int:pk>/", reading.consultation, name="consultation"),
    path("consultations/<int:pk>/opinions/", reading.opinions, name="opinions"),
    path("consultations/<int:pk>/result/", reading.result, name="result"),
    path("consultations/<int:pk>/questionnaire.csv", reading.survey_data, {"ending": "csv"}, name="survey_csv"),
    path("consultations/<int:pk>/questionnaire.json", reading.survey_data, {"ending": "json"}, name="survey_json"),
    path("consultations/<int:pk>/write/", taking_part.write, name="write"),
    path("consultations/<int:pk>/questionnaire/", taking_part.questionnaire, name="questionnaire"),
    path("consultations/<int:pk>/questionnaire/thanks/", taking_part.thanks, name="thanks"),
    path("consultations/done/", taking_part.done, name="done"),
    path("consultations/done/kept/", taking_part.kept, name="kept"),
    path("consultations/mine/", taking_part.mine, name="mine"),
    path("consultations/mine/leave/", taking_part.leave, name="leave"),
    path("consultations/mine/rewrite/", taking_part.rewrite, name="rewrite"),
    path("consultations/mine/withdraw/", taking_part.withdraw, name="withdraw"),
    path("feeds/consultations/", feeds.newest, name="feed"),
    path("feeds/consultations.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/consultations/", api.ConsultationList.as_view(), name="api_consultations"),
    path("api/v1/consultations/<int:pk>/", api.ConsultationDetail.as_view(), name="api_consultation"),
]

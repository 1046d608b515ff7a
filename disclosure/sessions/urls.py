from django.urls import path

from disclosure.sessions import api, feeds, views

app_name = "sessions"

urlpatterns = [
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<int:pk>/", views.session, name="session"),
    path("sessions/<int:pk>/files/<int:file>/", views.session_file, name="file"),
    path("sessions/<int:pk>/register/", views.register, name="register"),
    path("sessions/done/", views.done, name="done"),
    path("sessions/mine/", views.mine, name="mine"),
    path("sessions/mine/leave/", views.leave, name="leave"),
    path("sessions/mine/withdraw/", views.withdraw, name="withdraw"),
    path("feeds/sessions/", feeds.newest, name="feed"),
    path("feeds/sessions.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/sessions/", api.SessionList.as_view(), name="api_sessions"),
    path("api/v1/sessions/<int:pk>/", api.SessionDetail.as_view(), name="api_session"),
]

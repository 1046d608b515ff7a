from django.urls import path

from disclosure.data_requests import views

app_name = "data_requests"

urlpatterns = [
    path("data/requests/", views.answered, name="answered"),
    path("data/requests/new/", views.write, name="write"),
    path("data/requests/new/done/", views.done, name="done"),
    path("data/requests/track/", views.track, name="track"),
    path("data/requests/track/leave/", views.leave, name="leave"),
]

from django.urls import path

from assessment.complaints import views

app_name = "complaints"

urlpatterns = [
    path("complaints/new/", views.write, name="write"),
    path("complaints/new/done/", views.done, name="done"),
    path("complaints/track/", views.track, name="track"),
    path("complaints/track/leave/", views.leave, name="leave"),
]

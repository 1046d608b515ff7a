from django.urls import path

from assessment.supervision import views

app_name = "supervision"

urlpatterns = [
    path("supervision/", views.home, name="home"),
    path("supervision/patrol/", views.write, name="write"),
    path("supervision/leave/", views.leave, name="leave"),
]

from django.urls import path

from interpretation.questions import views

app_name = "questions"

urlpatterns = [
    path("documents/<int:pk>/ask/", views.ask, name="ask"),
    path("interpretations/asked/", views.asked, name="asked"),
]

from django.urls import path

from assessment.demonstration import views

app_name = "demonstration"

urlpatterns = [path("demonstrations/", views.demonstrations, name="demonstrations")]

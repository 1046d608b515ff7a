from django.urls import path

from portal.letters import views

app_name = "letters"

urlpatterns = [path("letters/verify/", views.verify, name="verify")]

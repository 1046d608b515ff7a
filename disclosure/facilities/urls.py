from django.urls import path

from disclosure.facilities import views

urlpatterns = [path("facilities/", views.facilities, name="facilities")]

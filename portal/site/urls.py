from django.urls import path

from portal.site import views

app_name = "site"

urlpatterns = [
    path("preferences/", views.set_preference, name="preferences"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
]

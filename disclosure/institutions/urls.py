from django.urls import path

from disclosure.institutions import views

app_name = "institutions"

urlpatterns = [
    path("enterprises/", views.enterprises, name="enterprises"),
    path("enterprises/<slug:code>/", views.unit, name="unit"),
    path("enterprises/appeals/new/", views.appeal, name="appeal"),
    path("enterprises/appeals/new/done/", views.done, name="done"),
    path("enterprises/appeals/track/", views.track, name="track"),
    path("enterprises/appeals/track/leave/", views.leave, name="leave"),
]

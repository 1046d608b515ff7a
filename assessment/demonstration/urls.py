from django.urls import path

from assessment.demonstration import views

app_name = "demonstration"

urlpatterns = [
    path("demonstrations/", views.demonstrations, name="demonstrations"),
    path("demonstrations/<int:pk>/", views.unit, name="unit"),
    path("demonstrations/<int:pk>/objection/", views.write, name="write"),
    path("demonstrations/objections/done/", views.done, name="done"),
    path("demonstrations/objections/track/", views.track, name="track"),
    path("demonstrations/objections/track/leave/", views.leave, name="leave"),
]

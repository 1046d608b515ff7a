from django.urls import path

from portal.deadlines import api, views

app_name = "deadlines"

urlpatterns = [
    path("calculator/", views.calculator, name="calculator"),
    path("calculator/deadline.ics", views.calculator_file, name="calculator_file"),
    path("api/v1/deadlines/calculate/", api.Calculate.as_view(), name="calculate"),
    path("api/v1/calendar/", api.Calendar.as_view(), name="calendar"),
    path("api/v1/deadlines/rules/", api.Rules.as_view(), name="rules"),
]

from django.urls import path

from disclosure.specials import views

urlpatterns = [
    path("specials/", views.specials, name="specials"),
    path("specials/<slug:code>/", views.special, name="special"),
]

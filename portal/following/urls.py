from django.urls import path

from portal.following import views

app_name = "following"

urlpatterns = [
    path("following/", views.find, name="find"),
    path("following/new/", views.new, name="new"),
    path("following/asked/", views.asked, name="asked"),
    path("following/confirm/", views.confirm, name="confirm"),
    path("following/mine/", views.mine, name="mine"),
    path("following/stop/", views.stop, name="stop"),
]

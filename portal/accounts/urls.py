"""Stands before the staff site in the root list: its log-in and its password page are these."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.LogInView.as_view(), name="log-in"),
    path("login/second-factor/", views.second_factor, name="second-factor"),
    path("login/second-factor/set-up/", views.set_up_second_factor, name="second-factor-set-up"),
    path("login/go-on/", views.go_on, name="go-on"),
    path("login/new-password/", views.new_password, name="new-password"),
    path("password_change/", views.change_password, name="change-password"),
]

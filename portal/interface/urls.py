from django.urls import path

from portal.interface import views

urlpatterns = [
    path("api/schema/", views.Schema.as_view(), name="schema"),
    path("api/docs/", views.docs, name="interface"),
]

nowhere = [path("api/<path:rest>", views.NoSuchAddress.as_view(), name="no_such_address")]
"""Comes after every other address."""

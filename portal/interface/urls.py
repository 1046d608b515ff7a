from django.urls import path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.negotiation import DefaultContentNegotiation

from portal.interface import views

urlpatterns = [
    path(
        "api/schema/",
        SpectacularAPIView.as_view(content_negotiation_class=DefaultContentNegotiation),
        name="schema",
    ),
    path("api/docs/", views.docs, name="interface"),
]

nowhere = [path("api/<path:rest>", views.NoSuchAddress.as_view(), name="no_such_address")]
"""Comes after every other address."""

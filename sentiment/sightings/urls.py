from django.urls import path

from sentiment.sightings import api

app_name = "sightings"

urlpatterns = [path("api/v1/opinions/sightings/", api.Sightings.as_view(), name="sightings")]

from django.urls import path, re_path

from disclosure.open_data import views
from disclosure.open_data.catalogue import FILE_NAME

app_name = "open_data"

urlpatterns = [
    path("open-data/", views.overview, name="overview"),
    path(f"open-data/{FILE_NAME}", views.download, {"name": FILE_NAME}, name="catalogue"),
    re_path(r"^open-data/(?P<name>(?:documents|withdrawn)\.(?:csv|jsonl\.gz))$", views.download, name="download"),
]

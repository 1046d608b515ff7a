from django.urls import path, re_path

from disclosure.datasets import api, views

app_name = "datasets"

urlpatterns = [
    path("data/", views.datasets, name="datasets"),
    path("data/<int:pk>/", views.dataset, name="dataset"),
    re_path(r"^data/(?P<pk>\d{1,18})/download/data\.(?P<ending>csv|json|xlsx)$", views.download, name="download"),
    path("data/catalogue.csv", views.catalogue_csv, name="catalogue_csv"),
    path("data/catalogue.jsonld", views.catalogue_json, name="catalogue_json"),
    path("api/v1/datasets/", api.DatasetList.as_view(), name="api_datasets"),
    path("api/v1/datasets/<int:pk>/", api.DatasetDetail.as_view(), name="api_dataset"),
    path("api/v1/datasets/<int:pk>/rows/", api.DatasetRows.as_view(), name="api_rows"),
]

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path, re_path

from disclosure.catalogue import api, views
from disclosure.catalogue.sitemap import SITEMAPS

urlpatterns = [
    path("", views.home, name="home"),
    path("columns/", views.columns, name="columns"),
    path("columns/<slug:code>/", views.column, name="column"),
    path("statutory/", views.statutory, name="statutory"),
    path("organs/", views.organs, name="organs"),
    path("organs/<slug:code>/", views.organ, name="organ"),
    path("organs/<slug:code>/directory/", views.directory, name="organ_directory"),
    path("guide/", views.guides, name="guides"),
    path("guide/<slug:code>/", views.guide, name="guide"),
    path("regulations/", views.regulations, name="regulations"),
    path("catalogue/", views.catalogue, name="catalogue"),
    re_path(r"^catalogue/catalogue\.(?P<ending>csv|xlsx)$", views.catalogue_file, name="catalogue_file"),
    re_path(r"^normative/normative\.(?P<ending>csv|xlsx)$", views.normative_file, name="normative_file"),
    path("feeds/", views.feeds, name="feeds"),
    path("api/v1/organs/", api.Organs.as_view(), name="api_organs"),
    path("api/v1/organs/<slug:code>/", api.OneOrgan.as_view(), name="api_organ"),
    path("api/v1/columns/", api.Columns.as_view(), name="api_columns"),
    path("api/v1/columns/<slug:code>/", api.OneColumn.as_view(), name="api_column"),
    path("sitemap/", views.site_map, name="site_map"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"}, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"),
]

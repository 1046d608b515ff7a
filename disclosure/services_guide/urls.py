from django.urls import path

from disclosure.services_guide import api, feeds, views

app_name = "services"

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/list/", views.guides, name="guides"),
    path("services/book/", views.choose, name="choose"),
    path("services/book.pdf", views.printed, {"ending": "pdf"}, name="book_pdf"),
    path("services/book.docx", views.printed, {"ending": "docx"}, name="book_docx"),
    path("services/files/<int:pk>/", views.file, name="file"),
    path("services/things/<slug:code>/", views.thing, name="thing"),
    path("services/<slug:code>/", views.guide, name="guide"),
    path("services/<slug:code>/<int:number>/", views.edition, name="edition"),
    path("feeds/services/", feeds.newest, name="feed"),
    path("feeds/services.json", feeds.newest, {"ending": "json"}, name="feed_json"),
    path("api/v1/services/", api.GuideList.as_view(), name="api_guides"),
    path("api/v1/services/<slug:code>/", api.GuideDetail.as_view(), name="api_guide"),
]

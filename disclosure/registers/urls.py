from django.urls import path

from disclosure.registers import views

urlpatterns = [
    path("registers/", views.registers, name="registers"),
    path("registers/<slug:code>/", views.register, name="register"),
    path("registers/<slug:code>/<int:pk>/", views.entry, name="register_entry"),
]

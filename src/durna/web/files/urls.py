from django.urls import path

from durna.web.files import views

urlpatterns = [path("files/<int:pk>/", views.file, name="file")]

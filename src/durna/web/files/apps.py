from django.apps import AppConfig


class Files(AppConfig):
    name = "durna.web.files"
    label = "files"

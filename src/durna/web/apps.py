from django.apps import AppConfig


class Web(AppConfig):
    name = "durna.web"
    label = "web"

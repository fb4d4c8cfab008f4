from django.apps import AppConfig


class Api(AppConfig):
    name = "durna.web.api"
    label = "api"

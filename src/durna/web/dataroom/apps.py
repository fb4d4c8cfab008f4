from django.apps import AppConfig


class DataRoom(AppConfig):
    name = "durna.web.dataroom"
    label = "dataroom"

from django.apps import AppConfig


class Counts(AppConfig):
    name = "durna.web.counts"
    label = "counts"

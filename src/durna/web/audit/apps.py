from django.apps import AppConfig


class Audit(AppConfig):
    name = "durna.web.audit"
    label = "audit"

from django.apps import AppConfig


class EvidenceLibrary(AppConfig):
    name = "durna.web.evidence"
    label = "evidence"

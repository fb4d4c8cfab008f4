from django.apps import AppConfig


class Training(AppConfig):
    name = "durna.web.training"
    label = "training"

    def ready(self) -> None:
        from durna.web.evidence import statements
        from durna.web.training import stated

        statements.register(stated.PREFIX, stated.described, stated.may_cite)

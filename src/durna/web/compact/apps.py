from django.apps import AppConfig


class CompactRoom(AppConfig):
    name = "durna.web.compact"
    label = "compact"

    def ready(self) -> None:
        from durna.web.compact import statements

        statements.register()

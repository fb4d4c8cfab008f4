from django.apps import AppConfig


class Cooperation(AppConfig):
    name = "durna.web.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        from durna.web.cooperation import figures, statements

        statements.register()
        figures.register()

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "durna.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from durna.web.accounts import second_factor

        second_factor.listen()

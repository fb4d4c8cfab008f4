from django.apps import AppConfig


class Accounts(AppConfig):
    name = "durna.web.accounts"
    label = "accounts"

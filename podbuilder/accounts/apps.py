from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "podbuilder.accounts"

    def ready(self) -> None:
        from podbuilder.accounts import receivers  # noqa: F401  connects what it holds; models are loaded only now

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "podbuilder.accounts"

    def ready(self) -> None:
        # Models are loaded only now; importing the receivers connects them.
        from podbuilder.accounts import receivers  # noqa: F401 - for what importing it does
        from podbuilder.web import database_text, lock_wait

        # The lowest app, so that this holds for all of them.
        database_text.install()
        lock_wait.install()

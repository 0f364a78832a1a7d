from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "podbuilder.library"

    def ready(self) -> None:
        # Connects their receivers.
        from podbuilder.library import receivers, retention, team_profiles  # noqa: F401 - for what importing them does

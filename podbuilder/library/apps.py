from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "podbuilder.library"

    def ready(self) -> None:
        # Connects their receivers.
        from podbuilder.library import receivers, team_profiles  # noqa: F401

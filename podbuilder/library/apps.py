from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "podbuilder.library"

    def ready(self) -> None:
        from podbuilder.library import receivers, team_profiles  # noqa: F401 - importing them connects their receivers

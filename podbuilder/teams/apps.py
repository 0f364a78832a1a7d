from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "podbuilder.teams"

    def ready(self) -> None:
        from podbuilder.teams import receivers  # noqa: F401 - importing them connects their receivers

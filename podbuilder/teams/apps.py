from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "podbuilder.teams"

    def ready(self) -> None:
        # Connects its receivers.
        from podbuilder.teams import receivers  # noqa: F401

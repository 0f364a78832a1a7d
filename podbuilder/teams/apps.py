from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "podbuilder.teams"

    def ready(self) -> None:
        from podbuilder.teams.keeping import KEEPER
        from podbuilder.web import hooks

        hooks.register(KEEPER)

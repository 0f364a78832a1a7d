from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "podbuilder.builder"

    def ready(self) -> None:
        from podbuilder.builder import receivers  # noqa: F401 - importing them connects their receivers

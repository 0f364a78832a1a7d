from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "podbuilder.builder"

    def ready(self) -> None:
        # Connects its receivers.
        from podbuilder.builder import receivers  # noqa: F401

from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "podbuilder.clusters"

    def ready(self) -> None:
        from podbuilder.clusters import receivers  # noqa: F401 - importing them connects their receivers

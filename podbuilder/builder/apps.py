from django.apps import AppConfig


class BuilderConfig(AppConfig):
    name = "podbuilder.builder"

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "podbuilder.library"

    def ready(self) -> None:
        from podbuilder.library.keeping import KEEPER, witness
        from podbuilder.web import hooks

        hooks.register(KEEPER)
        hooks.witnesses.append(witness)

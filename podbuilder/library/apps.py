from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "podbuilder.library"

    def ready(self) -> None:
        from podbuilder.builder import profiles
        from podbuilder.library.keeping import KEEPER, witness
        from podbuilder.library.profiles import offers
        from podbuilder.web import hooks

        hooks.register(KEEPER)
        hooks.witnesses.append(witness)
        profiles.sources.append(offers)

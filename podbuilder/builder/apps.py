import gc

from django.apps import AppConfig

# A preview makes tens of thousands of objects that are gone when it is answered. With Python's own thresholds the whole
# heap, catalogues and rules included, is searched for cycles in the middle of every few answers, and typing waits.
GC_THRESHOLDS = (50_000, 20, 100)


class BuilderConfig(AppConfig):
    name = "podbuilder.builder"

    def ready(self) -> None:
        from podbuilder.builder.keeping import KEEPER
        from podbuilder.web import hooks

        hooks.register(KEEPER)
        gc.set_threshold(*GC_THRESHOLDS)

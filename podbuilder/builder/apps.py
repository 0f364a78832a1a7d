import gc

from django.apps import AppConfig

# An answer leaves some hundred objects that only the search for cycles frees. With Python's own thresholds it goes
# through the whole heap, catalogues and rules included, in the middle of every few answers; with much larger ones it
# frees so much at once that one answer in twenty takes four times as long. What is here from the start is left alone.
GC_THRESHOLDS = (20_000, 20, 100)


class BuilderConfig(AppConfig):
    name = "podbuilder.builder"

    def ready(self) -> None:
        # Connects its receivers.
        from podbuilder.builder import keeping  # noqa: F401

        gc.set_threshold(*GC_THRESHOLDS)
        gc.freeze()

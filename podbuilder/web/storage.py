"""Static files as they are served: compressed, and named by their content so that browsers keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise is not typed
    """Also rewrites the imports between JavaScript modules."""

    support_js_module_import_aggregation = True

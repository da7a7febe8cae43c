"""How static files are named: by their content, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise’s own; scripts import each other by these names, too, so that none is too old."""

    support_js_module_import_aggregation = True

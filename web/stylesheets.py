"""The stylesheets: many while they are written, one where collectstatic made it."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# In their order: later rules of one layer win. What few pages need comes with those: the editor,
# the pictures of a critique, and what moderators work with.
PARTS = [
    f"css/{name}.css"
    for name in """tokens base threads/essay code threads/byline critiques/objection threads/reply
    threads/news forms threads/composer critiques/summary threads/posts account pages
    print""".split()
]
WHOLE = "css/site.css"
# A seventh of what would be sent; no string of ours holds one's beginning.
_COMMENT = re.compile(rb"/\*.*?\*/\n?", re.DOTALL)


class StylesTogether(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, compressed, and all styles as one.

    Each stylesheet keeps the first paint of a page waiting.
    """

    # Scripts import each other by these names, too, so that none is too old.
    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Write all styles into one file, without comments, and go on with it as with the rest."""
        if not dry_run:
            texts = []
            for part in PARTS:
                with self.open(part) as file:
                    texts.append(file.read())
            self.delete(WHOLE)
            self.save(WHOLE, ContentFile(_COMMENT.sub(b"", b"\n".join(texts))))
            paths = {**paths, WHOLE: (self, WHOLE)}
        yield from super().post_process(paths, dry_run, **options)

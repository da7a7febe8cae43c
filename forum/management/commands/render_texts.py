"""`manage.py render_texts`: texts as the present renderer has them, after an upgrade."""

from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from forum.actions.rendering import (
    outdated_posts,
    render_anew,
    render_biographies,
    render_descriptions,
)


class Command(BaseCommand):
    """Says how many it rendered, and names what the present renderer refuses."""

    help = "Render the texts anew that an earlier version of Rejoinder rendered."

    def handle(self, **options: Any) -> None:
        written = 0
        discussions = (render_anew(post_id=post_id) for post_id in list(outdated_posts()))
        for texts, refused in chain(discussions, [render_descriptions(), render_biographies()]):
            written += texts
            for line in refused:
                self.stderr.write(f"Left as it is. {line}")
        self.stdout.write(f"Rendered anew: {written:,} text{'' if written == 1 else 's'}.")

"""`manage.py check_trees [--repair]`: are the reply trees sound?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.actions.repair import repair_sequence, repair_tree, roots_of
from forum.faults import broken_trees, sequence_fault


class Command(BaseCommand):
    """One line per broken tree, and exit 1 if any is left broken."""

    help = "Verify all numbers of every reply tree against the replies’ parents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="number the broken trees anew, from the parents"
        )

    def handle(self, *, repair: bool, **options: Any) -> None:
        tree_ids = self._report()
        if tree_ids is None:
            self.stdout.write("All reply trees are sound.")
            return
        if not repair:
            raise SystemExit(1)
        repair_sequence()
        roots, lost = roots_of(tree_ids)
        for root_id in roots:
            repair_tree(root_id=root_id)
        self.stdout.write(f"Numbered anew: the trees of {len(roots)} top-level replies.")
        for pk in lost:
            self.stderr.write(f"Reply {pk}: its parents lead to no top-level reply.")
        if self._report() is not None:
            self.stderr.write("What is said last could not be repaired.")
            raise SystemExit(1)

    def _report(self) -> list[int] | None:
        tree_ids = []
        for broken in broken_trees():
            self.stdout.write(str(broken))
            tree_ids.append(broken.tree_id)
        fault = sequence_fault()
        if fault:
            self.stdout.write(fault)
        return tree_ids if tree_ids or fault else None

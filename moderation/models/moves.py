"""From where a line of the log moved replies, so that they can be put back."""

from django.db import models

from forum.models import Post, Reply
from moderation.models.log import LogEntry


class Move(models.Model):
    """What a line of the log moved; it counts until another line takes that back."""

    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="move")
    # The reply that was moved with all beneath it, or made an essay of; null for a whole thread.
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="moves")
    source = models.ForeignKey(Post, models.PROTECT, related_name="moves_away")
    target = models.ForeignKey(Post, models.PROTECT, related_name="+")
    # Where it stood: beneath which reply, after which of its siblings, in which tree.
    parent = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    tree_id = models.PositiveIntegerField(null=True, blank=True)
    # Whether moderators had put it there, too.
    moved = models.BooleanField(default=False, db_default=False)
    # And beneath which it was put.
    beneath = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.reply or self.source} to {self.target}"


class MovedTree(models.Model):
    """One tree of a thread that was merged into another."""

    move = models.ForeignKey(Move, models.CASCADE, related_name="trees")
    root = models.ForeignKey(Reply, models.PROTECT, related_name="+")
    # Whether moderators had put it where it stood before.
    moved = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "root"], name="moved_tree_once"),
        ]

    def __str__(self) -> str:
        return f"{self.root}, {self.move}"

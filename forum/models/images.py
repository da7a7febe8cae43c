"""Which wordings show which images."""

from django.db import models
from django.db.models import Q

from forum.models.posts import Post
from forum.models.replies import Reply
from images.models import Image


class ImageUse(models.Model):
    """A wording of an essay or of a reply that shows an image: who may read it may see that."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="uses")
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="image_uses")
    reply = models.ForeignKey(
        Reply, models.CASCADE, null=True, blank=True, related_name="image_uses"
    )
    # The number of the wording; a draft has but one.
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "post", "revision"], name="post_image_once"),
            models.UniqueConstraint(fields=["image", "reply", "revision"], name="reply_image_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(reply__isnull=True), name="image_use_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Image {self.image_id}, shown by revision {self.revision}"

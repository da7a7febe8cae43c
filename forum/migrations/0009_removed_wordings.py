"""Wordings that moderators removed are found by an index, and replies say what theirs said."""

from django.db import migrations, models

from forum.text import plain, render


def fill(apps, schema_editor):
    ReplyRevision = apps.get_model("forum", "ReplyRevision")
    removed = ReplyRevision.objects.filter(hidden_at__isnull=False)
    for wording in removed.select_related("reply").iterator():
        reply = wording.reply
        wording.plain = plain(render(wording.body, f"reply-{reply.pk}"))
        wording.save(update_fields=["plain"])
        present = ReplyRevision.objects.filter(reply=reply, number=reply.revision)
        present.update(plain=plain(reply.html))


class Migration(migrations.Migration):
    dependencies = [("forum", "0008_tombstones")]

    operations = [
        migrations.AddField(
            model_name="replyrevision",
            name="plain",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="postrevision",
            index=models.Index(
                condition=models.Q(("hidden_at__isnull", False)),
                fields=["post"],
                name="post_wordings_removed",
            ),
        ),
        migrations.AddIndex(
            model_name="replyrevision",
            index=models.Index(
                condition=models.Q(("hidden_at__isnull", False)),
                fields=["reply"],
                name="reply_wordings_removed",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

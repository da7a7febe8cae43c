"""What came from an essay that was merged into another knows of which wording its passage is."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    FormerNumber = apps.get_model("critiques", "FormerNumber")
    PostRevision = apps.get_model("forum", "PostRevision")
    away = FormerNumber.objects.filter(entry__isnull=False).select_related("objection")
    for former in away.order_by("pk"):
        objection, was = former.objection, former.was
        lost = objection.passage_state == "lost" and objection.passage_from_id is None
        if not lost or objection.passage != was.get("passage"):
            continue
        wording = PostRevision.objects.filter(
            post=former.post_id, number=was.get("passage_revision") or 0
        )
        objection.passage_from = wording.first()
        objection.save(update_fields=["passage_from"])


class Migration(migrations.Migration):
    dependencies = [("critiques", "0009_database_defaults"), ("forum", "0005_moves")]

    operations = [
        migrations.AddField(
            model_name="objection",
            name="passage_from",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forum.postrevision",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

"""A visit is of a post's critique or of its thread, and says when it was beside until when."""

import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    """Of a critique, until when it was read is when it was."""
    apps.get_model("forum", "Visit").objects.update(seen_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0012_reply_among"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="visit", name="visit_once"),
        migrations.AddField(
            model_name="visit",
            name="part",
            field=models.CharField(
                choices=[("critique", "Critique"), ("thread", "Thread")],
                db_default="critique",
                default="critique",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="seen_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                default=django.utils.timezone.now,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("state", "visible")),
                fields=["post", "state_at"],
                name="reply_arrived",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                fields=("post", "user", "part"), name="visit_once_of_part"
            ),
        ),
    ]

from django.db import migrations
from django.db.models import F


def as_published(apps, schema_editor):
    """Nobody has voted yet: each essay counts as of when it was published."""
    published = apps.get_model("forum", "Post").objects.filter(published_at__isnull=False)
    published.update(top_at=F("published_at"))


class Migration(migrations.Migration):

    dependencies = [("forum", "0018_votes")]

    operations = [migrations.RunPython(as_published, migrations.RunPython.noop)]

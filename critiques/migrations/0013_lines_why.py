"""A holder's event has their line why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("critiques", "0012_fill_wholes")]

    operations = [
        migrations.AddField(
            model_name="holderevent",
            name="text",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        )
    ]

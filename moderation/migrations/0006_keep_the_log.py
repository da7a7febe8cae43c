"""From here on the database refuses to change or remove a line of the log."""

from django.db import migrations

from moderation import triggers


def keep(apps, schema_editor):
    triggers.create(schema_editor.connection)


def let_go(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0005_trust'),
    ]

    operations = [
        migrations.RunPython(keep, let_go),
    ]

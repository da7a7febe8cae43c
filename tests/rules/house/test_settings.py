"""What operators write into `.env` and the environment is read as it was written."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config.databases import SCHEMES, database
from config.environment import Environment, readable_address
from config.hosts import site_url
from config.storages import pictures
from tests.databases import ROOT, run_manage, run_program

LINES = {
    "SECRET_KEY=$abc": "$abc",
    "SECRET_KEY=$$abc": "$$abc",
    "SECRET_KEY=a$HOME${HOME}b": "a$HOME${HOME}b",
    r"SECRET_KEY=a\$b": r"a\$b",
    "SECRET_KEY='$ab #c'": "$ab #c",
    'SECRET_KEY="ab#c"': "ab#c",
    "SECRET_KEY=ab#c": "ab#c",
    "SECRET_KEY=abc # since May": "abc",
    "SECRET_KEY=abc\t# since May": "abc",
    "SECRET_KEY = abc ": "abc",
    "export SECRET_KEY=abc": "abc",
    "\ufeffSECRET_KEY=abc\r\n": "abc",
    "SECRET_KEY=a=b==": "a=b==",
    "SECRET_KEY=ключ’": "ключ’",
    "SECRET_KEY=": "",
}


def written(tmp_path: Path, text: str) -> Environment:
    file = tmp_path / ".env"
    file.write_text(text, encoding="utf-8")
    return Environment(file)


@pytest.mark.parametrize("line", LINES)
def test_security_50_a_line_is_read_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    assert written(tmp_path, line).text("SECRET_KEY") == LINES[line]


@pytest.mark.parametrize("key", ["$abc", "$$", "$SECRET_KEY", r"\$a", "${HOME}"])
def test_the_environment_is_read_as_it_is_and_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    assert written(tmp_path, "SECRET_KEY=other").text("SECRET_KEY") == key


def test_what_is_empty_is_not_given_wherever_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEBUG", "")
    monkeypatch.delenv("CACHE_URL")
    env = written(tmp_path, "DEBUG=1\nCACHE_URL=\n")
    assert not env.flag("DEBUG", default=False)
    assert not env.given("DEBUG") and not env.given("CACHE_URL")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("a.org,b.org", ["a.org", "b.org"]),
        ("a.org, b.org", ["a.org", "b.org"]),
        (" a.org ,\tb.org,", ["a.org", "b.org"]),
        ("*", ["*"]),
        (".a.org,[::1],127.0.0.1", [".a.org", "[::1]", "127.0.0.1"]),
    ],
)
def test_spaces_in_a_list_are_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, read: list[str]
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", said)
    env = written(tmp_path, "")
    assert env.hosts("ALLOWED_HOSTS", []) == env.several("ALLOWED_HOSTS", []) == read


@pytest.mark.parametrize(
    "line", ['="the-secret', "='the-secret", '="the-"secret', "='the' secret", ": the-secret"]
)
def test_security_50_a_line_that_says_nothing_is_refused_by_its_number(
    tmp_path: Path, line: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"\.env cannot be read: line 4 ") as refused:
        written(tmp_path, f"# x\nDEBUG=0\n\nDATABASE_URL{line}\nA=1\n")
    assert "secret" not in str(refused.value)


WRONG = {
    "ALLOWED_HOSTS": ["https://a.org", "a.org b.org", "a.org:8000", "a.org/", "a_b.org;c"],
    "DEBUG": ["maybe", "2"],
    "TRUSTED_PROXY_COUNT": ["one", "-1", "1.5"],
    "DATABASE_URL": [
        "postgres:/forum:the-secret@localhost/forum",
        "postgres://forum:the-secret@localhost:http/forum",
        "postgres://forum:the-secret@localhost:70000/forum",
        "mysql://forum:the-secret@localhost/forum",
        "the-secret",
    ],
    "CACHE_URL": ["redis//:the-secret@localhost", "http://:the-secret@localhost/0"],
    "STORAGE_URL": [
        "https://key:the-secret@store/bucket",
        "s3://key:the-secret@store",
        "s3://key:the-secret@store/bucket/folder",
        "s3://store/the-secret",
    ],
    "REPLY_ADDRESS": [
        "Rejoinder <the-secret@a.org>",
        "the-secret",
        "the-secret+x@a.org",
        "the-secret-is-quite-long@a.org",
        "the-secret@a.org, b@a.org",
    ],
    # Never without encryption.
    "IMAP_URL": ["imap://me:the-secret@mail", "pop3s://me:the-secret@mail", "the-secret"],
    "EMAIL_URL": ["smtp+tls://me:the-secret@mail:smtp", "pop3://me:the-secret@mail"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(n, each) for n, many in WRONG.items() for each in many]
)
def test_security_50_what_cannot_be_read_is_refused_by_name_without_its_value(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    url = value if name == "DATABASE_URL" else sqlite_url
    done = run_manage(url, "check", check=False)
    assert done.returncode == 1
    assert name in done.stderr and "Traceback" not in done.stderr
    assert "the-secret" not in done.stderr and value not in done.stderr


PASSWORDS = "a/b a?b a#b a@b a:b :a @ a%b a%zz% a+b [a] $a !'()*&=;, ü {}|^~` a@b/c?d=e#f".split()


@pytest.mark.parametrize("password", [*PASSWORDS, "a b", "a\\b", '"'])
def test_a_password_may_hold_anything(password: str) -> None:
    found = database(readable_address(f"postgres://me:{password}@db.example.org:5433/forum"))
    assert (found["USER"], found["PASSWORD"]) == ("me", password)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", 5433, "forum")
    store = pictures(readable_address(f"s3+http://me:{password}@db.example.org:9000/forum"))
    assert store["OPTIONS"]["secret_key"] == password
    assert store["OPTIONS"]["endpoint_url"] == "http://db.example.org:9000"
    mail = Env.email_url_config(readable_address(f"smtp+tls://me@a.org:{password}@b.org:587"))
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("me@a.org", password)
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("b.org", 587)


ADDRESSES = {
    "postgres://me:a%2Fb@localhost/forum": {"PASSWORD": "a/b", "HOST": "localhost"},
    "POSTGRES://me:a@localhost/forum": {"PASSWORD": "a", "NAME": "forum"},
    "postgresql://me:@/forum?host=/run/pg": {"NAME": "forum", "OPTIONS": {"host": "/run/pg"}},
    "postgres://me@[::1]:5432/forum": {"HOST": "::1", "PORT": 5432, "PASSWORD": ""},
    "postgres://me:p@a:1,b:2/forum": {"HOST": "a,b", "PORT": "1,2"},
    "postgres://me:p@h/d?application_name=a@b": {"HOST": "h", "PASSWORD": "p", "NAME": "d"},
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_says_what_it_said(address: str) -> None:
    found = Env.db_url_config(readable_address(address))
    assert ADDRESSES[address].items() <= found.items()
    assert found["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("folder", ["a+b", "a b", "a#b", "a%20b", "a?b", "ü", "a@b"])
def test_a_folder_may_have_any_name(tmp_path: Path, folder: str) -> None:
    """The database beside manage.py is where it says."""
    site = tmp_path / folder
    (site / "config").mkdir(parents=True)
    for module in (ROOT / "config").glob("*.py"):
        shutil.copy(module, site / "config")
    say = "import json; from config import settings; print(json.dumps(settings.DATABASES))"
    program = f"import sys; sys.path.insert(0, {str(site)!r}); {say}"
    done = run_program("", "-c", program)
    assert json.loads(done.stdout)["default"]["NAME"] == str(site / "db.sqlite3")


def test_every_database_that_is_named_can_be_used() -> None:
    assert set(SCHEMES) <= set(Env.DB_SCHEMES)


@pytest.mark.parametrize(("told", "prepares"), [("", 2), ("?prepare_threshold=7", 7)])
def test_a_pooler_may_know_no_prepared_statements(told: str, prepares: int) -> None:
    assert database(f"postgres://me@here/forum{told}")["OPTIONS"]["prepare_threshold"] == prepares
    without = database("postgres://me@here/forum?prepare_threshold=none")
    assert without["OPTIONS"]["prepare_threshold"] is None


def test_check_says_what_a_server_was_not_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And nothing of the kind where one debugs, or where everything is said."""
    told = {
        "ALLOWED_HOSTS": "forum.example.org",
        "CACHE_URL": "redis://localhost:1/0",
        "EMAIL_URL": "smtp://localhost",
        "DEFAULT_FROM_EMAIL": "forum@example.org",
        "TRUSTED_PROXY_COUNT": "0",
    }
    monkeypatch.setenv("SECRET_KEY", "long and varied: 0123456789 abcdefghijklmnopqrstuvwxyz")
    for name, value in ({"DEBUG": "0"} | told).items():
        monkeypatch.setenv(name, value)
    url = f"sqlite:///{tmp_path}/not-there.sqlite3"
    assert run_manage(url, "check", "--deploy", "--fail-level", "WARNING").returncode == 0
    for name in told:
        monkeypatch.setenv(name, "")
    done = run_manage(url, "check", "--deploy", "--fail-level", "WARNING", check=False)
    assert done.returncode == 1
    for name in told:
        assert f"{name} is not set" in done.stderr
    assert "DATABASE_URL is not set" not in done.stderr
    assert run_manage(url, "check").returncode == 0


def test_a_refusal_to_start_is_one_line(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    monkeypatch.setenv("DEBUG", "0")
    done = run_manage(sqlite_url, "check", check=False)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "SECRET_KEY is not set. Set it to a long random string" in line


def test_a_site_that_takes_answers_by_mail_says_who_vouches_for_senders(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("REPLY_ADDRESS", "Reply@forum.example.org")
    done = run_manage(sqlite_url, "check", check=False)
    assert done.returncode == 1 and "REPLY_AUTHSERV_ID is not set" in done.stderr
    monkeypatch.setenv("REPLY_AUTHSERV_ID", "mx.example.org")
    assert run_manage(sqlite_url, "check").returncode == 0


def test_other_readers_refuse_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECURE_HSTS_SECONDS", "a year")
    with pytest.raises(ImproperlyConfigured, match="SECURE_HSTS_SECONDS must be a whole number"):
        written(tmp_path, "").number("SECURE_HSTS_SECONDS", 1)


@pytest.mark.parametrize(
    ("hosts", "debug", "url"),
    [
        ([], True, "http://127.0.0.1:9000"),
        (["forum.example.org"], True, "http://127.0.0.1:9000"),
        (["*", ".example.org", "forum.example.org"], False, "https://forum.example.org"),
        ([], False, "https://localhost"),
    ],
)
def test_links_in_mails_lead_where_the_site_is(hosts: list[str], debug: bool, url: str) -> None:
    assert site_url(hosts, debug=debug, port=9000) == url

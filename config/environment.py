"""What the environment and `.env` say, read as it was written."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from dotenv.parser import parse_stream

# scheme://user:password@host:port,host:port/path?name=value, all but the scheme optional.
_PORT = r"(?:[0-5]?\d{1,4}|6(?:[0-4]\d{3}|5(?:[0-4]\d\d|5(?:[0-2]\d|3[0-5]))))"
_HOST = rf"(?:\[[0-9a-f:.]+\]|[^/?#@:,\[\]\s]*)(?::{_PORT})?"
_REST = re.compile(rf"{_HOST}(?:,{_HOST})*(?:/[^?#@]*)?(?:\?(?:[^=&#]+=[^&#]*&?)*)?", re.IGNORECASE)
_HOSTS_NAME = re.compile(r"\*|\.?[a-z0-9.-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_MAILBOX = re.compile(
    r"(?=[^@]{1,20}@)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?@[a-z0-9-]+(?:\.[a-z0-9-]+)*"
)
_BARE_PERCENT = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)


class Environment:
    """Settings from the process's environment or, where it lacks one, from a file.

    What is empty counts as not given. A `$` is a `$`. Every reader raises ImproperlyConfigured,
    naming the setting and never its value, for what it cannot read.
    """

    def __init__(self, file: Path) -> None:
        """Read `file`, where it exists: NAME=value lines, `#` after white space begins a remark."""
        given = _written(file) | dict(os.environ)
        self._values = {name: said for name, said in given.items() if said}

    def given(self, name: str) -> bool:
        """Whether it is set."""
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        """Return it as it is."""
        return self._values.get(name, default)

    def flag(self, name: str, default: bool) -> bool:
        """Return whether it says yes: 1, true, yes, on; or no: 0, false, no, off."""
        said = self._values.get(name, "").strip().lower()
        if said in ("1", "true", "yes", "on"):
            return True
        if said in ("0", "false", "no", "off"):
            return False
        if said:
            raise ImproperlyConfigured(f"{name} must be 1 or 0.")
        return default

    def number(self, name: str, default: int) -> int:
        """Return it as a whole number, 0 or more."""
        said = self._values.get(name, str(default)).strip()
        if not re.fullmatch(r"[0-9]{1,9}", said):
            raise ImproperlyConfigured(f"{name} must be a whole number.")
        return int(said)

    def several(self, name: str, default: list[str]) -> list[str]:
        """Return what stands between its commas, without the white space around."""
        if name not in self._values:
            return default
        return [part.strip() for part in self._values[name].split(",") if part.strip()]

    def hosts(self, name: str, default: list[str]) -> list[str]:
        """Return the hosts' names between its commas."""
        for host in (hosts := self.several(name, default)):
            if not _HOSTS_NAME.fullmatch(host):
                raise ImproperlyConfigured(
                    f"{name} must be names of hosts with commas between them, as a browser sends "
                    "them: forum.example.org, without https://, port or path."
                )
        return hosts

    def mailbox(self, name: str) -> str:
        """Return it as one plain mail address in small letters; "" where it is not set.

        What stands before the @ leaves room behind it: a whole name may have 64 characters.
        """
        said = self.text(name).strip().lower()
        if said and not _MAILBOX.fullmatch(said):
            raise ImproperlyConfigured(
                f"{name} must be a plain mail address, such as reply@forum.example.org, with at "
                "most 20 letters, digits, dots, hyphens or underscores before the @."
            )
        return said

    def address(self, name: str, default: str, schemes: Iterable[str]) -> str:
        """Return it as the address of a server, under one of `schemes`, that `urlsplit` reads."""
        address = readable_address(self._values.get(name, default).strip())
        if address.partition("://")[0] not in schemes:
            raise ImproperlyConfigured(
                f"{name} cannot be read. It is scheme://user:password@host:port/name, where what "
                "is special in a user or a password may be written in per cent (%2F is a slash)."
            )
        return address


def _written(file: Path) -> dict[str, str | None]:
    """Return what a file says, where there is one."""
    if not file.exists() or file.is_dir():
        return {}
    with file.open(encoding="utf-8-sig") as text:
        found = list(parse_stream(text))
    for each in found:
        if each.error:
            written = each.original.string
            line = each.original.line + written[: len(written) - len(written.lstrip())].count("\n")
            raise ImproperlyConfigured(
                f"{file.name} cannot be read: line {line} is not NAME=value. A value with a "
                "quotation mark in it stands in quotation marks of the other kind."
            )
    return {each.key: each.value for each in found if each.key}


def readable_address(address: str) -> str:
    """Return `address` with what is special in it in per cent, or "" where it is none.

    A password may hold anything: it ends at the first @ that a host and nothing else follows. A
    per cent sign before two hexadecimal digits stands for a sign, as in every address.
    """
    scheme, found, after = address.partition("://")
    start = f"{scheme.lower()}://"
    if not found:
        return ""
    if start == "sqlite://":
        return start + after.replace("#", "%23").replace("+", "%2B")
    if "@" not in after:
        return start + after if _REST.fullmatch(after) else ""
    for at in re.finditer("@", after):
        rest = after[at.end() :]
        if _REST.fullmatch(rest):
            user, colon, password = after[: at.start()].partition(":")
            return f"{start}{_in_per_cent(user)}{colon}{_in_per_cent(password)}@{rest}"
    return ""


def _in_per_cent(words: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", words), safe="%")

"""Imports all of the site while every text is said in wide letters, and prints what kept one.

What is looked up while a module is imported stays in one language for everybody. Run as a program,
as in another one everything is imported already.
"""

import re
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType
from typing import Any

import django
import pytest
from django.apps import apps
from django.utils.functional import Promise

from tests.house import APPS
from tests.rules.house.pseudo import speak_wide

# Fewer stand beside each other where signs are listed.
WIDE = re.compile("[Ａ-Ｚａ-ｚ]{3}")
DEEP = 8


def words_in(value: Any, where: str, seen: set[int], depth: int = 0) -> Iterator[str]:
    """Yield where in a value there is a text that was looked up already."""
    if isinstance(value, str):
        if WIDE.search(value):
            yield f"{where}: {value}"
        return
    if isinstance(value, Promise) or id(value) in seen or depth > DEEP:
        return
    seen.add(id(value))
    for name, part in parts_of(value):
        yield from words_in(part, f"{where}.{name}", seen, depth + 1)


def parts_of(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a value holds: entries, attributes, what a function has where nothing is given."""
    if isinstance(value, dict):
        yield from ((str(key), part) for key, part in value.items())
        yield from (("keys", key) for key in value)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((str(n), part) for n, part in enumerate(value))
    elif isinstance(value, FunctionType):
        yield from (("defaults", part) for part in (value.__defaults__ or ()))
        yield from (value.__kwdefaults__ or {}).items()
        cells = [cell for cell in value.__closure__ or () if filled(cell)]
        yield from (("closure", cell.cell_contents) for cell in cells)
        yield from (("wraps", part) for part in [getattr(value, "__wrapped__", None)] if part)
    elif isinstance(value, partial):
        yield from (("given", part) for part in (*value.args, *value.keywords.values()))
    elif not isinstance(value, int | float | bytes) and is_ours(value):
        yield from vars(value).items() if hasattr(value, "__dict__") else ()


def filled(cell: Any) -> bool:
    """Whether a variable of a function around another has its value yet."""
    try:
        return bool(cell.cell_contents) or True
    except ValueError:
        return False


def is_ours(value: Any) -> bool:
    """Whether it is a class of the site’s, or an object of one, or a part of a form or model."""
    home = value.__module__ if isinstance(value, type) else type(value).__module__
    places = (*APPS, "django.forms", "django.db.models", "django.core.validators")
    return str(home).startswith(places)


def main() -> None:
    """Print a line for each text, and at the end how many modules were looked at."""
    patch = pytest.MonkeyPatch()
    speak_wide(patch)
    django.setup()
    modules = []
    for app in APPS:
        package = import_module(app)
        modules.append(package)
        for found in walk_packages(package.__path__, f"{app}."):
            if ".migrations" not in found.name and not found.name.endswith("__main__"):
                modules.append(import_module(found.name))
    seen: set[int] = set()
    for module in modules:
        for name, value in list(vars(module).items()):
            for line in words_in(value, f"{module.__name__}.{name}", seen):
                sys.stdout.write(f"{line}\n")
    for model in apps.get_models():
        for line in words_in(model._meta.__dict__, model.__name__, seen):
            sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(modules)}\n")


if __name__ == "__main__":
    main()

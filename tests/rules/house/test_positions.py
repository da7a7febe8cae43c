"""Whoever asks what an author said asks for what readers can see of it, or says why for more.

A position that came with a reply is said as long as the reply is there and public. Who reads the
table without asking that tells what nobody says any more.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import ROOT
from tests.house import APPS

# What keeps to what readers can see.
ASKED = {"heard", "answering"}
# What writes rows, and reads none.
WRITTEN = {"create", "bulk_create"}
# What names rows of another table by way of a row.
BY_NAME = {"Count", "Exists", "F", "Prefetch", "exclude", "filter", "prefetch_related", "values"}
# Who may ask for the others, too, by module and function.
PAST = {
    "critiques/actions/holders/leaving.py _posts_of": "locks each essay that names who leaves",
    "critiques/actions/purges.py erase_words_of_reply": "erases the words",
    "critiques/actions/rounds.py _lettered": "a letter stays with what was spoken of",
    "critiques/pages/news/news.py answers_since": "of replies that readers can see",
    "critiques/querysets/objections.py ObjectionQuerySet.agreed_with": "a word once given binds",
    "critiques/actions/wordings.py add_version": "a word once given binds",
    "critiques/querysets/objections.py ObjectionQuerySet.bound": "likewise",
    "critiques/querysets/objections.py ObjectionQuerySet.spoken_of": "tells which to compute anew",
    "critiques/receivers.py _spoken_of_away": "locks the essays a reply speaks of, public or not",
    "critiques/receivers.py follow_post": "computes them anew as it is hidden, or public again",
    "critiques/record/dependents.py resting_on": "says what rests on a reply that goes",
    "critiques/record/dependents.py shared_replies": "few reports hide none on which others rest",
    "notifications/audiences/objections.py of_position": "what is seen of it is asked later",
    "notifications/audiences/replies.py _of_acts": "of one reply, which was found to be public",
    "threads/addresses.py placed": "tells its writer what their own reply does",
    "threads/replies/chips.py _tags": "of replies that the page shows to who asks",
}


def asking(tree: ast.Module) -> Iterator[str]:
    """Yield the functions and methods that read positions, without asking who can see them."""
    for name, unit in _units(tree.body):
        if any(map(_reads, ast.walk(unit))):
            names = {each.id for each in ast.walk(unit) if isinstance(each, ast.Name)}
            if names.isdisjoint(ASKED):
                yield name


def _units(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    """Yield functions and methods, and whatever stands outside them, each with its name."""
    for unit in body:
        name = getattr(unit, "name", f"line {unit.lineno}")
        if isinstance(unit, ast.ClassDef):
            yield from ((f"{name}.{inner}", each) for inner, each in _units(unit.body))
        else:
            yield name, unit


def _reads(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(
            value=ast.Attribute(value=ast.Name("Position"), attr="objects"), attr=does
        ):
            return does not in WRITTEN
        case ast.Assign(value=ast.Attribute(value=ast.Name("Position"), attr="objects")):
            return True
        case ast.Call(func=ast.Attribute(attr="get_model"), args=[_, ast.Constant("Position")]):
            return True
        # Of an objection, or of a reply; as a list, in a plan, it has no methods of rows.
        case ast.Attribute(value=ast.Attribute(attr="positions"), attr=does):
            return does not in {"get", *WRITTEN}
        case ast.keyword(arg=str(name)):
            return name.startswith("positions__")
        case ast.Call(func=ast.Name(does) | ast.Attribute(attr=does), args=args):
            return does in BY_NAME and any(map(_names_positions, args))
    return False


def _names_positions(argument: ast.expr) -> bool:
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        return False
    return argument.value.split("__")[0] == "positions"


def test_nobody_asks_for_positions_past_who_can_see_them():
    files: list[Path] = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    found = {
        f"{file.relative_to(ROOT).as_posix()} {name}"
        for file in files
        if "migrations" not in file.parts
        for name in asking(ast.parse(file.read_text()))
    }
    assert found - PAST.keys() == set(), "keep to `heard()` or `answering()` of critiques/querysets"
    assert PAST.keys() - found == set(), "they ask no more; take them off the list"


@pytest.mark.parametrize(
    "source",
    [
        "def last(o): return o.positions.last()",
        "def last(o): return Position.objects.filter(objection=o)",
        "taken = Position.objects",
        "def rows(): return apps.get_model('critiques', 'Position').objects",
        "def spoken(): return Objection.objects.filter(positions__position='declined')",
        "def counted(): return Objection.objects.annotate(said=Count('positions'))",
        "class Page:\n    def load(self): return self.objection.positions.all()",
    ],
)
def test_each_way_of_asking_is_seen(source: str) -> None:
    assert len(list(asking(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "def last(o): return o.positions.filter(heard()).last()",
        "def made(o): return Position.objects.create(objection=o)",
        "def planned(plan): return [each.place for each in plan.positions]",
        "def limited(author): count_act('positions', author)",
    ],
)
def test_what_asks_nothing_of_the_kind_is_let_be(source: str) -> None:
    assert list(asking(ast.parse(source))) == []

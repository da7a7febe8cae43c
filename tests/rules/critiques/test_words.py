"""Whoever adds a kind of saying is told of each place that has to have words for it."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

from critiques.choices import ACTS, EVENTS, RAISES, STANCES
from critiques.words import ANSWERS, Act, DeclineReason, Event, Kind, Stance, Status
from tests.databases import ROOT
from tests.house import APPS
from threads.points import options
from transfer.parse import sayings

KINDS = (Kind, Act, Event, Stance, DeclineReason, Status)
OTHER_ACTS = set(Act) - {Act.ANSWER, Act.ASK, Act.DISCUSS}
ANSWERLESS = {Status.OPEN, Status.WITHDRAWN, Status.MERGED, Status.STRUCK}
# Each table that says less than all of a kind, with what it leaves out.
LACKS: dict[tuple[str, str], set[str]] = {
    # Of questions only what is said otherwise than of objections.
    ("critiques.terms.verbs.SAYS_OF_QUESTIONS", "Act"): set(Act) - {Act.RAISE},
    ("critiques.terms.verbs.SAYS_OF_QUESTIONS", "Event"): {Event.SATISFIED, Event.WITHDRAW},
    ("threads.addresses.OF_QUESTIONS", "Event"): set(Event) - {Event.REAFFIRM},
    # The author's, the holders', and with them all but these two.
    ("critiques.choices.STANCES", "ACTS"): {*EVENTS, "discuss", "same"},
    ("critiques.choices.EVENTS", "ACTS"): {*STANCES, "discuss", "same"},
    # What stays with its reply; what is raised is no choice of an objection.
    ("critiques.choices.CHOSEN_BY", "Act"): {Act.RAISE, Act.ASK, *ANSWERS, Act.WITHDRAW}
    - {Act.ANSWER},
    # Rows are for those who stand to an objection in some way.
    ("threads.stances.OFFERED", "ACTS"): {"discuss", "same"},
    ("threads.stances.OFFERED_OF_QUESTIONS", "ACTS"): {"discuss", "same"},
    # No words say by themselves that they answer, or are about something.
    ("critiques.prose.speaking.WORDS", "ACTS"): {"answer", "discuss"},
    ("critiques.prose.speaking.GERMAN", "ACTS"): {"answer", "discuss"},
    ("critiques.prose.speaking._SPOKEN", "ACTS"): {"answer", "discuss"},
    # The rest is told as a position, or as what a holder says.
    ("critiques.record.history.TAGGED", "Act"): OTHER_ACTS,
    ("critiques.record.former.FORMERLY", "Act"): OTHER_ACTS,
    ("critiques.record.course.steps.TELLS", "Event"): set(Event) - {Event.SATISFIED},
    # What follows from tags where a file does not say it.
    ("transfer.parse.sayings.STANCES", "Act"): set(Act) - set(ANSWERS),
    ("transfer.parse.sayings.EVENTS", "Act"): {Act.ASK, Act.DISCUSS, *ANSWERS},
    # To share it has a route of its own.
    ("critiques.views.objections.SAID", "Event"): {Event.HOLD},
    # Of an author’s word alone it matters whose it is.
    **{
        (f"critiques.terms.statuses.{name}", "Status"): set(Status)
        - {Status.ANSWERED, Status.CONCEDED, Status.DECLINED}
        for name in ("BY_FORMER", "SHORT_BY_FORMER")
    },
    # What is grey; and why something cannot be reported.
    ("critiques.pictures.link.COLOURS", "Status"): set("declined merged struck withdrawn".split()),
    # Where none of it follows from an answer; in short a dispute is told without.
    ("critiques.terms.statuses.OF_EARLIER", "Status"): ANSWERLESS,
    ("critiques.terms.statuses.FORMER_OF_EARLIER", "Status"): ANSWERLESS,
    ("critiques.terms.statuses.FORMER_OF_EARLIER_IN_SHORT", "Status"): {
        *ANSWERLESS,
        Status.CONTESTED,
    },
    ("critiques.terms.statuses.EARLIER_IN_SHORT", "Status"): {*ANSWERLESS, Status.CONTESTED},
    ("staff.queue.claims.HANGS", "Status"): set(Status) - {Status.MERGED, Status.STRUCK},
}


def tables() -> Iterator[tuple[str, dict[Any, Any]]]:
    """Yield every table that a module of the site writes, with where it stands."""
    for app in APPS:
        for found in walk_packages(import_module(app).__path__, f"{app}."):
            if not re.search(r"\.(migrations|management|__main__)\b", found.name):
                module = import_module(found.name)
                source = Path(module.__file__).read_text()
                for name, value in vars(module).items():
                    if isinstance(value, dict) and re.search(rf"^{name}\b.* = ", source, re.M):
                        yield f"{found.name}.{name}", value


def lacking(table: dict[Any, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield each kind of which a table says anything, with what of it the table leaves out."""
    kinds = {kind for kind in KINDS if any(isinstance(key, kind) for key in table)}
    for kind in kinds:
        # That somebody holds it is told as the act by which they do.
        implied = {Event.HOLD} if kind is Event and Act in kinds else set()
        yield kind.__name__, set(kind) - set(table) - implied
    # Forms choose by names of their own.
    if len({key for key in table if type(key) is str} & set(ACTS)) > 2:
        yield "ACTS", set(ACTS) - set(table)


def test_each_kind_of_saying_has_its_words_in_every_table() -> None:
    found = {
        (where, kind): lacks for where, table in tables() for kind, lacks in lacking(table) if lacks
    }
    differing = [
        f"{each[0]}: {', '.join(sorted(found.get(each, set()) ^ LACKS.get(each, set())))}"
        for each in sorted({*found, *LACKS})
        if found.get(each) != LACKS.get(each)
    ]
    told = "\n".join(["give it words there, or say here why it has none:", *differing])
    assert differing == [], told


def test_what_a_form_offers_is_what_can_be_chosen() -> None:
    assert {*ACTS.values(), Act.RAISE, Act.ASK} == set(Act)  # who asks raises a question
    assert {*STANCES.values()} == set(Stance)
    assert {*EVENTS.values()} == set(Event) - {Event.HOLD}
    assert {*options.BY_AUTHOR, *options.BY_OTHERS} == set(ACTS)
    assert set(options.PLAIN) == {*RAISES, "none"}
    assert all(options.stem(does) and options.sentence(does) for does in ACTS)
    # A file without positions says an agreement in part by itself.
    assert set(sayings.STANCES.values()) == set(Stance) - {Stance.CONCEDED_IN_PART}


def test_the_format_of_files_says_what_may_be_said() -> None:
    told = (ROOT / "docs" / "discussion-file.md").read_text()
    names = {*Act, *Stance, *set(Event) - {Event.HOLD}}
    assert [name for name in names if f"`{name}`" not in told] == []


# What scripts and styles know of it: where, the line that has it, and what that has to name.
WITH_A_LINE = {*STANCES, *EVENTS} - {"answer"}  # the words of an answer are the reply
COPIES = [
    ("js/tells.js", r"const STANCES = (.*)", set(STANCES)),
    ("js/points.js", r"const ANOTHER = (.*)", set(ACTS)),
    ("css/threads/composer.css", r"\.points__body(.*) \.points__of \{", set(ACTS)),
    ("css/threads/composer.css", r"\.points__body(.*) > \.points__why", WITH_A_LINE),
    (
        "css/critiques/summary.css",
        r"\.move(.*) \{ --move: var\(--st-answered\)",
        {*ANSWERS, "revise"},
    ),
]


@pytest.mark.parametrize(("file", "line", "names"), COPIES)
def test_scripts_and_styles_name_the_same(file: str, line: str, names: set[str]) -> None:
    copied = re.search(line, (ROOT / "static" / file).read_text())
    assert copied
    assert set(re.findall(r'"(\w+)"', copied[1])) == names

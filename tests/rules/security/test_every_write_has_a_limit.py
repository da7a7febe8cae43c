"""Every write over the web has a limit, or a reason why it needs none."""

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse

from accounts.limits.rates import Limit, read_limit
from accounts.limits.traces import hidden
from accounts.limits.words import WORDS
from accounts.models import Trace, User
from config import limits
from config.limits import TABLE
from critiques.models import Proposal, Tag
from forum.models import Post
from moderation.models import LogEntry
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.databases import ROOT
from tests.house import APPS, WITH_TABLES
from tests.rules.images.files import picture

NOON = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
# Who acts, by the names that actions give them; moderators act without limit.
ACTORS = {"user", "author", "writer", "raiser", "proposer", "actor", "reporter", "person"}
# What is counted from the rows that it leaves; the rest from traces.
FROM_ROWS = {"posts", "replies", "reports"}
# What is asked of the doors: test_mail_limits and test_signing_in try these.
BY_DOORS = {"mails", "answers", "signups", "tries"}
COUNTING = {"check_rate", "count_act"}
FREE = {
    "discard_draft": "each draft once, and drafts are counted when they are saved",
    "discard": "each draft once, and drafts are counted when they are saved",
    "put_back": "adds nothing that was not there",
    "withdraw_post": "each essay once, for good",
    "withdraw_reply": "each reply once, for good",
    "note_visit": "one row of each reader and essay, which only changes",
    "mark_seen": "changes what moderators told one, adds nothing",
    "mark_one_seen": "changes what moderators told one, adds nothing",
    "mark_read": "changes what one was told, adds nothing",
    "mark_all_read": "changes what one was told, adds nothing",
    "take_thanks_back": "each line once, and lines are counted when they are written",
    "report_thanks": "each line that one got once",
    "choose_mail": "one row of each person and kind of mail, which only changes",
    "resume_mail": "forgets that mail was refused, adds nothing",
    "leave": "once, for good",
    "end_session": "signing out",
    "end_sessions": "signing out",
}


def functions() -> dict[str, ast.FunctionDef]:
    """Return every function of the actions by its name within its module."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app / "actions").rglob("*.py")):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef):
                    found[f"{app}.{path.stem}.{node.name}"] = node
    return found


def called(node: ast.AST) -> set[str]:
    """Return the names of all functions that are called in it."""
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return {getattr(each, "attr", getattr(each, "id", "")) for each in calls}


def used_by_views() -> set[str]:
    """Return every name that a view imports or uses."""
    views = [path for app in APPS for path in (ROOT / app).glob("views*/**/*.py")]
    views += [ROOT / app / "views.py" for app in APPS if (ROOT / app / "views.py").exists()]
    names = set()
    for path in views:
        for node in ast.walk(ast.parse(path.read_text())):
            names |= {getattr(node, "id", ""), getattr(node, "attr", "")}
            if isinstance(node, ast.ImportFrom):
                names |= {each.name for each in node.names}
    return names


def unlimited(actions: dict[str, ast.FunctionDef]) -> set[str]:
    """Return the actions of people that count nothing, themselves or by what they call.

    A call of a private function stays within its module; where several have one name, a call of
    it counts if each of them does.
    """
    calls = {path: {named(path, name) for name in called(each)} for path, each in actions.items()}
    names = {path: named(path, each.name) for path, each in actions.items()}
    limited, before = COUNTING, set()
    while limited != before:
        before = limited
        free = {names[path] for path in actions if not calls[path] & limited}
        limited = COUNTING | (set(names.values()) - free)
    in_views = used_by_views()
    return {
        each.name
        for path, each in actions.items()
        if {argument.arg for argument in each.args.kwonlyargs} & ACTORS
        and each.name in in_views
        and not calls[path] & limited
    }


def named(path: str, name: str) -> str:
    """Return a function's name, with that of its module where nobody else sees it."""
    return f"{path.rsplit('.', 1)[0]}.{name}" if name.startswith("_") else name


def test_security_44_every_action_of_a_person_has_a_limit_or_a_reason() -> None:
    missing = unlimited(functions())
    assert missing == set(FREE), "give it a limit in config/limits.py, or say why it needs none"


@pytest.mark.parametrize("name", ["critiques.shares.share", "forum.changes.edit_reply"])
def test_an_action_without_a_limit_is_found(name: str) -> None:
    actions = functions()
    for node in ast.walk(actions[name]):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in COUNTING:
            node.func.id = "nothing"
    assert name.rsplit(".", 1)[1] in unlimited(actions)


@pytest.fixture
def clock(db: None):
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def people(clock) -> dict[str, User]:
    return {name: person(name) for name in ("alice", "bob", "carol", "dave")}


@pytest.fixture
def essay(people: dict[str, User]) -> Post:
    """Alice's essay, revised once: Bob raised a to d, Carol shares a and b, Alice answered b."""
    alice, bob, carol = (people[name] for name in ("alice", "bob", "carol"))
    post = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire.\nc) No source.\nd) Old."))
    answer(alice, post, "They do not.", **{"objection-2": "answer"})
    objection = f"/posts/{post.pk}/objections"
    for path in ("1/share/", "2/share/"):
        browser_of(carol).post(f"{objection}/{path}")
    browser_of(bob).post(f"{objection}/1/claim/", {"claim": "Far too few checks"})
    browser_of(alice).post(f"{objection}/3/proposals/", {"proposed": "No source is named"})
    browser_of(bob).post(f"{objection}/4/merge/", {"into": "3"})
    answer(carol, post, "a) Indeed, too few.\nb) Another thing is wrong.")
    place(carol, answer(carol, post, "a) Too few, I say."), to_a="1")
    revised = {"title": post.title, "body": "Twenty checks are enough. Or so.", "base_revision": 1}
    browser_of(alice).post(f"/posts/{post.pk}/edit/", revised)
    browser_of(people["dave"]).post(f"/posts/{post.pk}/votes/", {"add": "essay"})
    return post


Act = tuple[str, str, str, dict[str, object]]


def acts(post: Post) -> list[Act]:
    """Return every kind of act: its line of the table, who does it, where, and what is sent."""
    here, objection = f"/posts/{post.pk}", f"/posts/{post.pk}/objections"
    raising = post.replies.get(author__username="bob").pk
    carols = list(post.replies.filter(author__username="carol").order_by("pk"))
    shared = Tag.objects.get(reply=carols[1])
    proposal = Proposal.objects.get().pk
    entry = LogEntry.objects.get().pk
    written = {"title": "Two", "body": "Text."}
    edited = {"title": "Two", "body": "Text.", "base_revision": "2"}
    changed = {"body": "Said otherwise.", "base_revision": "1"}
    typed = {"body": "a) Typed so far.", "parent": ""}
    return [
        ("posts", "alice", "/posts/new/", written),
        ("drafts", "alice", "/posts/new/", written | {"draft": "1"}),
        ("saves", "carol", f"/drafts/essay-{post.pk}-reply/", typed),
        ("replies", "carol", f"{here}/reply/", typed),
        ("edits", "alice", f"{here}/edit/", edited),
        ("edits", "bob", f"/replies/{raising}/edit/", changed),
        ("previews", "alice", "/posts/new/", written | {"preview": "1"}),
        ("previews", "alice", f"{here}/edit/", edited | {"preview": "1"}),
        ("previews", "carol", f"{here}/reply/", typed | {"preview": "1"}),
        ("previews", "bob", f"/replies/{raising}/edit/", changed | {"preview": "1"}),
        ("previews", "carol", f"{here}/reply/points/", typed),
        ("previews", "carol", f"/drafts/essay-{post.pk}-reply/preview/", typed),
        ("points", "carol", f"/replies/{carols[0].pk}/points/", {"plain": "1"}),
        ("points", "carol", f"/replies/{carols[1].pk}/points/change/", {"tag": shared.pk}),
        ("objections", "carol", f"/replies/{carols[0].pk}/points/", {}),
        ("objections", "carol", f"/replies/{carols[0].pk}/points/", {"to-a": "question"}),
        ("holds", "carol", f"/replies/{carols[0].pk}/points/", {"to-a": "3", "to-b": "none"}),
        ("holds", "dave", f"{objection}/1/share/", {}),
        ("holds", "carol", f"{objection}/1/taken-back/", {}),
        ("holds", "carol", f"{objection}/2/satisfied/", {}),
        ("holds", "bob", f"{objection}/2/stands/", {}),
        ("holds", "carol", f"{objection}/1/main/", {}),
        ("wordings", "bob", f"{objection}/2/claim/", {"claim": "People do tire"}),
        ("wordings", "carol", f"{objection}/1/wording/", {}),
        ("wordings", "carol", f"{objection}/1/would-satisfy/", {"would_satisfy": "Proof."}),
        ("wordings", "bob", f"{objection}/1/passage/", {"words": "Twenty checks"}),
        ("proposals", "alice", f"{objection}/1/proposals/", {"proposed": "Otherwise"}),
        ("proposals", "dave", f"{objection}/1/merge/", {"into": "2"}),
        ("proposals", "bob", f"{objection}/3/proposals/{proposal}/accept/", {}),
        ("links", "dave", f"{objection}/1/similar/", {"other": "2"}),
        ("links", "dave", f"{objection}/1/similar/", {"other": "2", "remove": "1"}),
        ("merges", "bob", f"{objection}/2/merge/", {"into": "1"}),
        ("merges", "bob", f"{objection}/4/unmerge/", {}),
        ("positions", "alice", f"{objection}/1/position/", {"stance": "conceded", "text": "So."}),
        ("positions", "alice", f"{here}/reply/", {"body": "No.", "objection-1": "answer"}),
        ("positions", "alice", f"{here}/revisions/2/receipts/", {"answers": "1"}),
        ("closings", "alice", f"{here}/closing/", {"reason": "Enough."}),
        ("closings", "alice", f"{here}/comments/", {}),
        ("closings", "alice", f"{here}/bars/", {"person": "dave", "reason": "Rude."}),
        ("closings", "alice", f"{here}/rounds/", {}),
        ("images", "dave", "/images/", {"image": Sent(picture())}),
        (
            "profiles",
            "dave",
            "/account/",
            {"display_name": "Dave", "timezone": "UTC", "language": "en"},
        ),
        ("bookmarks", "dave", f"{here}/bookmarks/", {"keep": "essay"}),
        ("votes", "alice", f"{here}/votes/", {"add": carols[0].pk}),
        ("thanks", "dave", f"{here}/thanks/", {"words": "For this."}),
        ("follows", "dave", f"{here}/following/", {"do": "follow"}),
        ("follows", "dave", f"{here}/following/", {"do": "mute"}),
        ("follows", "dave", f"/replies/{raising}/mute/", {"do": "mute"}),
        ("follows", "dave", "/u/bob/following/", {"do": "follow"}),
        ("follows", "dave", "/u/bob/following/", {"do": "mute"}),
        ("follows", "dave", f"{objection}/1/following/", {"do": "follow"}),
        ("profiles", "dave", "/account/following/", {}),
        ("reports", "dave", f"{here}/report/", {"reason": "Rude"}),
        ("appeals", "dave", f"/account/decisions/{entry}/appeal/", {"text": "But why?"}),
    ]


class Sent(BytesIO):
    """A file that can be sent again and again."""

    name = "x.png"

    def read(self, size: int | None = -1) -> bytes:
        """Return all of it."""
        return self.getvalue()


@contextmanager
def undone() -> Iterator[None]:
    """Let what is done within be as if it had not been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, list[tuple]]:
    """Return all that is stored, but for sessions."""
    models = (each for app in WITH_TABLES for each in apps.get_app_config(app).get_models())
    return {each.__name__: list(each.objects.order_by("pk").values_list()) for each in models}


def send(who: User, path: str, data: dict[str, object]) -> HttpResponse:
    return browser_of(who).post(path, data)


def test_security_44_each_write_is_refused_at_its_limit_and_done_below(
    settings, people: dict[str, User], essay: Post
) -> None:
    warning = {"do": "warn", "reason": "Be kind."}
    assert send(moderator(), "/u/dave/moderate/", warning).status_code == 302
    reply = essay.replies.first()
    assert send(people["dave"], f"/replies/{reply.pk}/report/", {}).status_code == 302
    tried = acts(essay)
    assert {kind for kind, *_ in tried} == set(TABLE) - BY_DOORS
    for kind, name, path, data in tried:
        who, what = people[name], f"{kind}: {path} {data}"
        # Whoever posts, replies and reports has done so before.
        once = "9/hour; 9/hour;" if kind in FROM_ROWS else "1/hour; 1/hour;"
        settings.LIMITS = {**site_limits(), kind: read_limit("LIMIT", once)}
        with undone():
            done = send(who, path, data)
            assert done.status_code in (200, 302), f"{what} {text_of(done)}"
            assert Trace.objects.exists() != (kind in FROM_ROWS), what
        settings.LIMITS = {**site_limits(), kind: read_limit("LIMIT", "1/hour; 1/hour;")}
        with undone():
            Trace.objects.create(kind=kind, address=hidden(f"person {who.pk}"))
            before = rows()
            refused = send(who, path, data)
            told = text_of(refused) if b"<main" in refused.content else refused.content.decode()
            assert refused.status_code == 429, f"{what} {refused.status_code}"
            did = WORDS[kind] % {"count": 1}
            assert f"You have {did} in the last hour. You can go on at 13:01 UTC." in told
            assert rows() == before, f"{what} changed something"


def site_limits() -> dict[str, Limit]:
    """Return no limits at all."""
    return dict.fromkeys(TABLE, Limit())


def test_what_the_documents_say_of_limits() -> None:
    assert set(WORDS) == set(TABLE) - BY_DOORS
    readme = (ROOT / "README.md").read_text()
    assert re.findall(r"LIMIT_([A-Z]+)", readme) == [kind.upper() for kind in TABLE]
    described = re.findall(r"^([a-z]+)  +\S", limits.__doc__, re.MULTILINE)
    assert described == [kind for kind in TABLE if kind not in FROM_ROWS]

"""Every text of the site's is marked for translation: in what is written, and on what is shown."""

import calendar
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext, ngettext

from accounts.forms.profile import REGIONS
from accounts.models import User
from mail.delivery import send_waiting
from mail.models import OutboxMail
from mail.words import What
from moderation import triggers
from notifications.models import Notification
from tests.cast import browser_of
from tests.databases import ROOT
from tests.examples import examples
from tests.rules.house.pseudo import (
    LANGUAGE,
    in_greek,
    plain_words,
    speak_wide,
    speak_wide_by_choice,
    widened,
    write_in_greek,
)
from tests.rules.house.test_budgets import requests
from tests.rules.house.unmarked import unmarked_in_module, unmarked_in_template
from tests.worlds.crowded import Crowded
from web.page_cache import page_cache

# What is marked: folders, or single files, of modules and of templates.
DONE = [
    "accounts",
    "feeds",
    "forum",
    "images",
    "moderation",
    "search",
    "staff",
    "templates/400.html",
    "templates/403.html",
    "templates/403_csrf.html",
    "templates/404.html",
    "templates/405.html",
    "templates/500.html",
    "templates/503.html",
    "templates/account",
    "templates/base.html",
    "templates/mfa",
    "templates/refused.html",
    "templates/search",
    "templates/staff",
    "templates/threads",
    "threads",
    "web",
    "critiques",
    "templates/critiques",
    "templates/parts",
    "templates/wide.html",
    "config/context.py",
    "config/errors.py",
    "inbox",
    "mail",
    "notifications",
    "templates/inbox",
    "templates/mail",
    "templates/notifications",
]
# The apps whose pages show nothing else, refused forms and notes among it.
DONE_PAGES = {"critiques", "staff", "search", "accounts", "mail", "notifications", "threads"}
# What operators and programmers read, and what is known people’s words by.
OTHERS_READ = (
    "/management/",
    "/migrations/",
    "/models/",
    "/forum/faults.py",
    "/forum/visibility.py",
    "/moderation/triggers.py",
    "/search/fulltext.py",
    "/search/index.py",
    "/search/upkeep.py",
    "/inbox/models.py",
    "/mail/models.py",
    "/mail/tasks.py",
    # Headers of mails, and what is read in them.
    "/inbox/letters.py",
    "/inbox/mailboxes.py",
    "/inbox/prose/",
    "/inbox/senders.py",
    "/mail/contents/look.py",
    "/mail/envelopes.py",
    # What elements of HTML are called.
    "/web/markdown.py",
    # What stands in the HTML of texts, which is kept for all.
    "/forum/markup/corrections.py",
    "/forum/markup/document.py",
    "/forum/markup/footnotes.py",
    "/forum/markup/formulas.py",
    "/forum/markup/headings.py",
    "/forum/markup/mathml.py",
    "/critiques/check.py",
    "/critiques/faults.py",
    "/critiques/prose/speaking.py",
)
NO_WORDS = {
    # Kept, in the language of the site.
    ("accounts/factors.py", "Passkey"),
    ("accounts/factors.py", "Passkey •"),
    ("forum/actions/leaving.py", "Its writer has left."),
    ("forum/actions/purges.py", "An erased essay"),
    # What programs are told.
    ("accounts/middleware.py", "Cookie"),
    ("accounts/views/language.py", "Origin"),
    ("accounts/views/language.py", "Referer"),
    *(("accounts/forms/profile.py", each) for each in REGIONS),
    ("accounts/names.py", "Mc"),
    ("accounts/names.py", "Mn"),
    ("accounts/pages/sessions.py", "Edg"),
    ("accounts/statements/dialects.py", "IN (SELECT value FROM json_each({}) AS ids)"),
    ("accounts/views/factors.py", "text/plain; charset=utf-8"),
    ("forum/actions/rendering.py", "The profile of •: •"),
    ("forum/markup/addresses.py", "Cf"),
    ("forum/markup/addresses.py", "Zs"),
    ("forum/markup/sanitise.py", "nofollow ugc noopener"),
    ("images/encoding.py", "this is no image as this site writes it."),
    ("images/uploads.py", "The files of a form have to be smaller."),
    ("threads/points/presets.py", "spoken of"),
    ("threads/views/drafts.py", "text/plain; charset=utf-8"),
    ("threads/views/images.py", "private, no-store"),
    ("threads/views/images.py", "public, max-age=•, immutable"),
    ("threads/views/points.py", "text/plain; charset=utf-8"),
    ("templates/threads/post_form.html", "• • • •?next=• • •"),
    ("templates/threads/reply_form.html", "• • •?next=• •"),
    ("templates/account/email/base_message.txt", "• Rejoinder •://•/ •"),
    ("templates/base.html", "•Rejoinder• · Rejoinder"),
    ("inbox/remarks.py", "All"),
    ("inbox/remarks.py", "[Rejoinder] •"),
    ("inbox/remarks.py", "about an answer by mail"),
    # What documents are told of states.
    ("forum/states.py", "an admin"),
    ("forum/states.py", "back to held back"),
    ("forum/states.py", "hold back"),
    ("forum/states.py", "hold back again"),
    ("forum/states.py", "its writer"),
    ("forum/states.py", "take back approval"),
    ("forum/states.py", "the site"),
    # Which reason the author chose, as forms and files have it.
    ("critiques/words.py", "outside this essay"),
    ("critiques/words.py", "already covered"),
    ("critiques/words.py", "not debating this here"),
    # What one may say, by the ends of addresses.
    ("templates/critiques/desk/ask.html", "satisfied stands"),
    ("templates/critiques/parts/suffices.html", "satisfied stands"),
    *(
        ("templates/threads/parts/hint.html", each)
        for each in ("discuss-•", "favour", "new", "none", "question")
    ),
}
# What django-allauth says, and marks for no translation.
NOT_OURS = {"Reauthentication not available"}
ZONES = set(re.findall(r"[A-Za-z]{2,}(?:-[A-Za-z]+)*", " ".join(available_timezones())))
# Names of places; and what stands in the HTML of texts, where the site shows one of its own.
KNOWN_AT = {
    " /account/ ": ZONES,
    " /language/ ": ZONES,
    " /help/writing/ ": set(
        "Back to footnote in the text Footnotes Link to this section Table".split()
    ),
}
# Fields in which people write.
TYPED = {"body", "reason", "text", "title"}
# Names, which are the same in every language.
NAMES = {"Rejoinder", "Markdown", "CSV", "Argdown", "JSON", "JSON-LD", "Zip", "Atom", "UTC"}
NAMES |= {
    "English",
    "Deutsch",
    "Android",
    "Chrome",
    "Edge",
    "Firefox",
    "Linux",
    "Opera",
    "Safari",
    "Windows",
}


def files_in(places: list[str], suffix: str) -> list[Path]:
    """Return the files that are in these folders, or are these."""
    found = [ROOT / each for each in places]
    assert [each for each in found if not each.exists()] == []
    every = [file for each in found for file in ([each] if each.is_file() else each.rglob("*"))]
    return sorted(each for each in every if each.suffix == suffix)


def told(found: Iterable[tuple[str, str]]) -> str:
    """Return what was found, a line each."""
    return "\n".join(f"{a} | {b}" for a, b in sorted(found))


def test_what_templates_print_is_marked() -> None:
    found = {
        (str(file.relative_to(ROOT)), text)
        for file in (*files_in(DONE, ".html"), *files_in(DONE, ".txt"))
        if file.is_relative_to(ROOT / "templates")
        for text in unmarked_in_template(file.read_text())
        if text not in NAMES
    }
    assert not found - NO_WORDS, told(found - NO_WORDS)


def test_what_modules_say_is_marked() -> None:
    found = {
        (str(file.relative_to(ROOT)), text)
        for file in files_in(DONE, ".py")
        if not any(each in f"/{file.relative_to(ROOT)}" for each in OTHERS_READ)
        for text in unmarked_in_module(file.read_text())
        if text not in NAMES
    }
    assert not found - NO_WORDS, told(found - NO_WORDS)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Read this</p>", ["Read this"]),
        ('<p>{% translate "Read this" %}</p>', []),
        ("{% blocktranslate %}Read {{ this }}{% endblocktranslate %} now", ["\N{BULLET} now"]),
        ("<p>“{{ title }}”</p>", ["“\N{BULLET}”"]),
        ("{# A note #}{% comment %}A note{% endcomment %}", []),
        ('<a title="Read this" class="two words">b</a>', ["Read this"]),
        ('<optgroup label="Read this">', ["Read this"]),
        ('<input placeholder="Why"><button value="key">{{ b }}</button>', ["Why", "key"]),
        ('{% include "a/b.html" with label="Read this" url="/a/b" only %}', ["Read this"]),
        ('{% include "a/b.html" with label=_("Read this") only %}', []),
        ('{{ n }} repl{{ n|pluralize:"y,ies" }}', ["y,ies", "\N{BULLET} repl\N{BULLET}"]),
        ("<style>p { color: red }</style><script>let word</script>", []),
    ],
)
def test_a_template_is_seen_through(source: str, found: list[str]) -> None:
    assert unmarked_in_template(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('done = "It is done."', ["It is done."]),
        ('"""Documentation of a module."""', []),
        ('done = gettext("It is done.")', []),
        ('done = gettext("%(n)d is done.") % {"n": "of it"}', ["of it"]),
        ('done = gettext("%(What)s is done.") % {"What": what}', []),
        ('done = f"It is {what}"', ["It is \N{BULLET}"]),
        ("done = f\"{what if so else 'nothing at all'}\"", ["nothing at all"]),
        ("done = gettext(TEXT)", []),
        ('done = gettext("Yes, so it is" if so else "No")', ["Yes, so it is", "No"]),
        ('done = gettext(f"It is {what}")', ["It is \N{BULLET}"]),
        ('done = gettext("It is " + what)', ["It is "]),
        ('done = gettext(message="It is done.")', ["It is done."]),
        ('done = ngettext("One day", "%(n)d days", len(days))', []),
        ('done = "Saved."', ["Saved."]),
        ("done = f\"<p class='one two'>{what}</p>\"", []),
        ("done = f'<p aria-label=\"In short\">{what}</p>'", ['<p aria-label="In short">•</p>']),
        ('names = "one two three".split()', []),
        ('raise ValueError("No such thing.")', []),
        ('raise ValidationError("No such thing.")', ["No such thing."]),
        ('def rows(of: "Row") -> "Statement[Row]": ...', []),
    ],
)
def test_a_module_is_seen_through(source: str, found: list[str]) -> None:
    assert unmarked_in_module(source) == found


def pages_of(site: Crowded) -> Iterator[tuple[str, str, str]]:
    """Yield the app, the address and the page of all that is answered, by whom it has most for.

    A short run asks for one in three, which are read and sent to by turns.
    """
    for who, how, url, data in list(requests(site))[:: examples(3, 1)]:
        client = browser_of(User.objects.get(username=who) if who else None)
        with transaction.atomic():
            words = {name: in_greek(str(data[name])) for name in TYPED & data.keys()}
            response = getattr(client, how)(url, data | words, follow=True)
            transaction.set_rollback(True)
        is_page = "html" in response.get("Content-Type", "")
        # What is not there is said by a page of every app’s.
        if response.resolver_match and is_page and response.status_code not in (404, 405):
            app = response.resolver_match.func.__module__.partition(".")[0]
            yield app, f"{how} {url} ({who})", response.content.decode()


@pytest.mark.django_db
def test_what_pages_show_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is marked comes out in letters of another kind, what people wrote in Greek."""
    site = Crowded(6)
    triggers.remove(connection)
    write_in_greek()
    page_cache.clear()
    known = NAMES | set(User.objects.values_list("username", flat=True))
    known |= {name.rstrip("0123456789") for name in known}
    known |= {*calendar.month_name, "alice"}
    # What is kept for all says nothing in the language of who asked first.
    before = kept_pages(site)
    speak_wide(monkeypatch)
    wrong: dict[str, str] = {}
    pages = 0
    for app, url, page in pages_of(site):
        pages += app in DONE_PAGES
        here = known.union(*(words for at, words in KNOWN_AT.items() if at in url))
        for text in plain_words(page, here) if app in DONE_PAGES else ():
            if text not in NOT_OURS:
                wrong.setdefault(text, url)
    assert pages >= examples(4, 10) * len(DONE_PAGES)
    assert not wrong, told(wrong.items())
    monkeypatch.undo()
    assert kept_pages(site) == before


@pytest.mark.django_db
def test_what_mails_say_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the language of whom they are for, whatever is spoken where they are sent."""
    Crowded(6)
    triggers.remove(connection)
    write_in_greek()
    known = NAMES | set(User.objects.values_list("username", flat=True))
    # “Re:” is of mail itself.
    known |= {*calendar.month_name, "Re"}
    User.objects.update(language=LANGUAGE)
    due = {"due_at": timezone.now()}
    for row in Notification.objects.all():
        OutboxMail.objects.create(person=row.person, what=What.NOTICE, notification=row, **due)
    for person in User.objects.filter(emailaddress__verified=True):
        for what in (What.DECISIONS, What.DAILY):
            OutboxMail.objects.create(person=person, what=what, **due)
    speak_wide_by_choice(monkeypatch)
    with translation.override(settings.LANGUAGE_CODE):
        assert send_waiting() >= 10
    wrong: dict[str, str] = {}
    for each in mail.outbox:
        text, page = escape(f"{each.subject} {each.body}"), str(each.alternatives[0].content)
        for said in (f"<body><p>{text.replace(chr(10), '</p><p>')}</p></body>", page):
            wrong |= dict.fromkeys(plain_words(said, known), each.subject)
    assert not wrong, told(wrong.items())


def kept_pages(site: Crowded) -> list[str]:
    """Return what two readers get of pages that are kept, but for what differs each time."""
    urls = (
        site.post.get_absolute_url(),
        f"/posts/{site.post.pk}/critique/",
        f"/posts/{site.post.pk}/objections/1/",
    )
    pages = [
        browser_of(who).get(url).content.decode() for who in (None, site.readers[0]) for url in urls
    ]
    return [re.sub(r"(csrfmiddlewaretoken|until)\S* value=\S+", "", page) for page in pages]


def test_what_is_marked_comes_out_in_other_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_wide(monkeypatch)
    assert gettext("One %(thing)s") % {"thing": "x"} == "Ｏｎｅ x"
    assert ngettext("%(n)d <b>thing</b>", "%(n)d things", 1) % {"n": 1} == "1 <b>ｔｈｉｎｇ</b>"
    assert widened("{} &nbsp; 5%%") == "{} &nbsp; 5%%"
    page = "<title>Plain</title><body><p title='Said'>b) Ｏｎｅ</p><bdi>Bob</bdi> alice</body>Out"
    assert plain_words(page, {"alice"}) == ["Plain", "Said"]

"""A browser tab that notes what text could do to its reader: run, ask other hosts, change a page.

It waits on `alert`, which every attack of the corpus calls that wants to run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
)

LOOPBACK = ("127.0.0.1", "localhost")
# Whoever is asked but us is not reached.
NOBODY = {"server": "http://127.0.0.1:9", "bypass": ",".join(LOOPBACK)}
HERE = Path(__file__).parent
ALARM = (HERE / "alarm.js").read_text(encoding="utf-8")
LOOK = (HERE / "look.js").read_text(encoding="utf-8")


@dataclass
class Watch:
    """A tab, and what was noted while pages were opened in it."""

    page: Page
    # Who is signed in in it.
    user: Any = None
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def look(self) -> list[str]:
        """Return what stands in the page that no text may bring there."""
        try:
            return self.page.evaluate(LOOK)
        except Error as error:
            return [f"the page went elsewhere: {error.message}"]

    @property
    def noted(self) -> list[str]:
        """What ran, and which other hosts were asked."""
        return self.ran + self.asked

    def forget(self) -> None:
        """Start anew, for another page."""
        for notes in (self.ran, self.asked, self.violations, self.said):
            notes.clear()


@contextmanager
def watching(browser: Browser, *, policy: bool, **options: Any) -> Iterator[Watch]:
    """Open a tab that is watched; without the policy, the browser heeds no CSP."""
    context = browser.new_context(bypass_csp=not policy, proxy=NOBODY, **options)
    try:
        yield _watch(context)
    finally:
        context.close()


def _watch(context: BrowserContext) -> Watch:
    watch = Watch(context.new_page())

    def ask(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in LOOPBACK:
            watch.asked.append(request.url)

    def refuse(dialog: Dialog) -> None:
        watch.ran.append(dialog.message)
        dialog.dismiss()

    def note(message: ConsoleMessage) -> None:
        # That a page says 403 is no fault of what it holds.
        if message.type in ("error", "warning") and "Failed to load" not in message.text:
            watch.said.append(f"{watch.page.url}: {message.text}")

    context.expose_binding("noteRun", lambda source, what: watch.ran.append(what))
    context.expose_binding("noteViolation", lambda source, what: watch.violations.append(what))
    context.add_init_script(ALARM)
    context.on("request", ask)
    watch.page.on("dialog", refuse)
    watch.page.on("console", note)
    watch.page.on("pageerror", lambda error: watch.said.append(f"{watch.page.url}: {error}"))
    return watch

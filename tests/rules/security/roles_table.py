"""Who may do what: a row for each route, written from the design.

A row has the kind of thing that the route is about, a rule for GET and one for POST, and what a
form would send. A rule takes a `Case` and returns the outcomes that are right:

- shown: the page; done: it was done, or leads on; sign in: leads to the sign-in page
- 403: not theirs to do; 404: nothing there for them; 405: not this way; refused: not as things are

To add a route, add a row with rules that stand here already: `page` and `text` for what is read,
`form` and `write` for what one does oneself, `staff` and `staff_do` for moderators, `MINE` for
one’s own account.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from mail.words import MailKind, When
from tests.worlds.roles import Case, World

Rule = Callable[[Case], set[str]]
Test = Callable[[Case], bool]
Data = Callable[[Case, World], dict[str, Any]]


def nothing(case: Case, world: World) -> dict[str, Any]:
    """An empty form."""
    return {}


class Row(NamedTuple):
    """One route."""

    kind: str
    get: Rule
    post: Rule
    data: Data = nothing
    states: tuple[str, ...] = ()


# Who


def anybody(case: Case) -> bool:
    return True


def author(case: Case) -> bool:
    return case.author


def owner(case: Case) -> bool:
    return case.own


def raiser(case: Case) -> bool:
    return case.writer


def critic(case: Case) -> bool:
    return not case.author


def author_or_staff(case: Case) -> bool:
    return case.author or case.staff


def unbarred(case: Case) -> bool:
    return case.who != "barred"


def unbarred_critic(case: Case) -> bool:
    return case.who != "barred" and not case.author


def open_to_staff(case: Case) -> bool:
    return case.staff


def raiser_or_staff(case: Case) -> bool:
    return case.writer or case.staff


def raiser_whose_reply_stands(case: Case) -> bool:
    return case.writer and case.state != "of a hidden reply"


# What things are like


def going_or_staff(case: Case) -> bool:
    """A lock stops the discussion, not moderators."""
    return case.live and (case.going or case.staff)


def acceptable(case: Case) -> bool:
    """Whether its raiser is there to accept what somebody else proposes."""
    return case.going and case.live and not case.writer and case.state != "of a hidden reply"


def mergeable(case: Case) -> bool:
    """Whoever raised it and moderators merge at once, others propose it to who raised it."""
    proposing = not case.staff and not case.writer
    if proposing and not acceptable(case):
        return False
    return going_or_staff(case)


def going(case: Case) -> bool:
    return case.going


def going_live(case: Case) -> bool:
    return case.going and case.live


def live(case: Case) -> bool:
    return case.live


def in_state(*states: str) -> Test:
    return lambda case: case.state in states


# Rules


def never(case: Case) -> set[str]:
    """Not this way."""
    return {"405"}


def page(case: Case) -> set[str]:
    """A page for everybody who may know of the thing."""
    return {"shown"} if case.known else {"404"}


def text(case: Case) -> set[str]:
    """A page for everybody who may read the thing."""
    return {"shown"} if case.readable else {"404"}


def exported(case: Case) -> set[str]:
    """What an anonymous reader may read, for everybody alike."""
    return {"shown"} if Case("anonymous", case.kind, case.state).known else {"404"}


def leads(case: Case) -> set[str]:
    """Leads on for who may know of the thing."""
    return {"done"} if case.known else {"404"}


def form(right: Test = anybody, state: Test = anybody) -> Rule:
    """A form: visitors sign in first, and nobody types for nothing."""

    def rule(case: Case) -> set[str]:
        nothing = set() if case.known else {"404"}
        if not case.signed:
            return nothing | {"sign in"}
        if not right(case) or not state(case):
            return nothing or {"403"}
        return nothing or {"shown"}

    return rule


def write(right: Test = anybody, state: Test = anybody, confirmed: bool = True) -> Rule:
    """What people do themselves: the right first, then whether things are so."""

    def rule(case: Case) -> set[str]:
        nothing = set() if case.known else {"404"}
        if not case.signed:
            return nothing | {"sign in", "403"}
        out = not case.may_write and not (case.who == "unconfirmed" and not confirmed)
        if out or not right(case):
            # Where neither is so, either is said.
            return nothing | {"403"} | (set() if state(case) else {"refused"})
        if nothing:
            return nothing
        return {"done"} if state(case) else {"refused"}

    return rule


def discussed(rule: Rule) -> Rule:
    """A draft has no discussion and no earlier wording: nothing there, for its author either."""

    def of_discussion(case: Case) -> set[str]:
        found = rule(case)
        return {"404", "403"} if case.state == "draft" and case.signed else found

    return of_discussion


def staff(right: Test = lambda case: case.staff, knows: str = "readable") -> Rule:
    """A moderator’s page; the right comes first, so that nobody learns what is there."""

    def rule(case: Case) -> set[str]:
        if not case.signed:
            return {"sign in"}
        if not right(case):
            return {"403"}
        return {"shown"} if getattr(case, knows) else {"404"}

    return rule


def staff_do(
    state: Test = anybody, right: Test = lambda case: case.staff, knows: str = "readable"
) -> Rule:
    """What moderators do, to what they may read."""

    def rule(case: Case) -> set[str]:
        found = staff(right, knows)(case)
        if found != {"shown"}:
            return found
        return {"done"} if state(case) else {"refused"}

    return rule


def admin(case: Case) -> bool:
    return case.who == "admin"


def preview(case: Case) -> set[str]:
    """Points beside the text that is being typed, for who may post it; nothing is written."""
    found = write(unbarred, going)(case)
    return {"shown" if each == "done" else each for each in found}


def retagging(case: Case) -> set[str]:
    """Of a tag that is not there."""
    found = write(owner, lambda case: False)(case)
    return found | {"404"} if case.writer else found


def report_form(case: Case) -> set[str]:
    if not case.signed:
        return {"sign in"}
    return {"shown"} if case.readable else {"404"}


def report_it(case: Case) -> set[str]:
    """Everybody but who is suspended, or wrote it; without a confirmed address, too."""
    if not case.signed:
        return {"sign in"}
    if not case.readable:
        return {"404"}
    if case.who in ("suspended", "benched") or case.own:
        return {"403"}
    return {"done"} if case.public or case.state == "in a hidden post" else {"refused"}


def report_claim(case: Case) -> set[str]:
    """The same, but for what was removed already."""
    found = report_it(case)
    if case.state in ("struck", "of a hidden reply") and found == {"done"}:
        return {"refused"}
    return {"done"} if found == {"refused"} else found


def thank_unvoted(case: Case) -> set[str]:
    """For what one has not found worth reading; what comes of it where one has is a journey’s."""
    if not case.signed:
        return {"sign in"}
    return {"403"} if case.readable else {"404"}


def signed(*outcomes: str) -> Rule:
    """One of these for who is signed in; visitors sign in first."""
    return lambda case: set(outcomes) if case.signed else {"sign in"}


def everybody(*outcomes: str) -> Rule:
    return lambda case: set(outcomes)


def sends(**data: Any) -> Data:
    return lambda case, world: data


REASON = sends(reason="Because of it")


def reading(kind: str, get: Rule) -> Row:
    return Row(kind, get, never)


def doing(kind: str, post: Rule, data: Data = nothing) -> Row:
    return Row(kind, never, post, data)


def deed(kind: str, state: Test, right: Test = lambda case: case.staff) -> Row:
    """A moderator’s deed, with its form that asks for a reason."""
    return Row(kind, staff(right), staff_do(state, right), REASON)


# Sent without a place to go to; what comes of it with one is for the tests of moving.
NOWHERE = staff_do(lambda case: False, knows="known")
MINE = Row("site", signed("shown"), never)
ESSAY = sends(title="Anew", body="An essay anew.", topics="", base_revision="1", note="")
HIDDEN = in_state("hidden", "hidden alone", "auto_hidden")
GONE = in_state("hidden", "hidden alone", "auto_hidden", "rejected", "withdrawn", "withdrawn alone")
OBJECTED = ("visible", "locked", "auto_hidden", "hidden", "withdrawn", "purged")
WITHDRAWABLE = in_state("visible", "pending", "in a locked post")
OPEN_REPLY = in_state("visible", "in a locked post", "in a hidden post")


def merging(case: Case, world: World) -> dict[str, Any]:
    """Moderators give a reason; who raised it does not."""
    return {"into": 2} | ({"reason": "The same"} if case.staff else {})


def of_post(case: Case, world: World) -> dict[str, Any]:
    """About the visible essay."""
    return {"post": world.open.pk, "reply": "", "decision": "dismiss", "reason": "Fine"}


# That one has read of it, or wants to find it again.
READ = discussed(lambda case: {"sign in"} if not case.signed else leads(case))


def choosing(case: Case) -> set[str]:
    """What somebody may follow or mute, for whoever may know of it."""
    return page(case) if case.signed else {"sign in"}


def chosen(case: Case) -> set[str]:
    return leads(case) if case.signed else {"sign in"}


FOLLOWING = sends(do="follow")

TABLE = {
    "index": reading("site", everybody("shown")),
    "topics": reading("site", everybody("shown")),
    "topic": reading("site", everybody("404")),
    "topic-card": reading("site", everybody("404")),
    "profile-card": reading("site", everybody("shown")),
    # 1. Post an essay
    "post-new": Row("site", form(), write(), ESSAY),
    "post-edit": Row(
        "post",
        form(author, in_state("draft", "pending", "visible")),
        write(author, in_state("draft", "pending", "visible")),
        ESSAY,
    ),
    "post-revisions": reading("post", discussed(text)),
    "post-receipts": Row(
        "post",
        lambda case: {"sign in"} if not case.signed else {"403", "404"} if case.known else {"404"},
        lambda case: {"sign in"} if not case.signed else {"403", "404"} if case.known else {"404"},
    ),
    "post-discard": Row(
        "post",
        lambda case: {"sign in"} if not case.signed else {"shown"} if _own_draft(case) else {"404"},
        lambda case: {"done"} if _own_draft(case) else {"403", "404"},
    ),
    "post-withdraw": Row(
        "post",
        form(author, in_state("visible", "locked", "pending")),
        write(author, in_state("visible", "locked", "pending")),
    ),
    "drafts": MINE,
    # Of the member alone: nobody else finds one there.
    "draft": Row(
        "site",
        lambda case: signed("shown" if case.who == "member" else "404")(case),
        lambda case: write()(case) | ({"shown"} if case.may_write else set()),
        sends(body="Begun."),
    ),
    # It says that there is nothing.
    "draft-state": MINE,
    # In a new essay, which anybody may write who may write at all.
    "draft-preview": doing(
        "site",
        lambda case: {"shown" if each == "done" else each for each in write()(case)},
        sends(body="Begun."),
    ),
    "draft-people": MINE,
    "draft-objections": MINE,
    "draft-discard": doing(
        "site", lambda case: signed("done" if case.who == "member" else "404")(case)
    ),
    "draft-put-back": doing("site", signed("404")),
    # 2. Reply with tagged objections
    "reply": Row("post", form(), write(unbarred, going), sends(body="A reply.")),
    "reply-points-draft": doing("post", preview, sends(body="a) One.\nb) Two.")),
    "reply-permalink": reading("reply", page),
    "reply-points": Row(
        "reply",
        form(owner, in_state("visible")),
        write(owner, in_state("visible")),
        sends(plain="1"),
    ),
    "reply-retag": doing("reply", retagging, sends(tag="1", to="1")),
    "reply-edit": Row(
        "reply",
        form(owner, in_state("visible", "pending")),
        write(owner, in_state("visible", "pending")),
        sends(body="Anew.", base_revision="1"),
    ),
    "reply-revisions": reading("reply", text),
    "reply-withdraw": Row("reply", form(owner, WITHDRAWABLE), write(owner, WITHDRAWABLE)),
    # Pictures in both: what belongs to whom, test_images tells
    "image-upload": doing("site", lambda case: write()(case) | {"refused"} - {"done"}),
    "image": reading("site", everybody("404")),
    # 3. View the critique
    "critique": reading("post", page),
    "critique-export": reading("post", exported),
    "discussion-archive": reading("post", lambda case: text(Case("anonymous", "post", case.state))),
    "account-data-archive": Row("site", signed("done"), never),
    "coverage": reading("post", page),
    "desk": Row("site", signed("shown"), signed("404")),
    "post-seen": doing("post", READ),
    "round-open": doing("post", write(author_or_staff, going), REASON),
    "closing-word": doing(
        "post", write(author, in_state("visible", "locked")), sends(text="I stand by it.")
    ),
    "post-manage": Row("post", discussed(form(author_or_staff)), never),
    "post-closing": doing(
        "post", discussed(write(author_or_staff, in_state("visible", "locked"))), REASON
    ),
    "post-comments": doing("post", discussed(write(author, in_state("visible")))),
    "bar": doing(
        "post",
        discussed(write(author, in_state("visible", "locked"))),
        sends(person="dave", reason="Enough"),
    ),
    "bar-lift": doing(
        "post", discussed(write(author_or_staff)), sends(person="ben", reason="Well")
    ),
    "post-visit": doing("post", READ),
    "post-bookmarks": doing("post", READ, sends(keep="essay")),
    "post-votes": doing(
        "post", discussed(write(unbarred_critic, in_state("visible", "locked"))), sends(add="essay")
    ),
    "post-thanks": Row("post", discussed(thank_unvoted), discussed(thank_unvoted)),
    "reply-thanks": Row("reply", thank_unvoted, thank_unvoted),
    "thanks": Row("site", signed("shown"), never),
    "thanks-report": doing("site", signed("404")),
    "bookmarks": Row("site", signed("shown"), never),
    "post-following": Row("post", discussed(choosing), READ, sends(do="follow")),
    "reply-mute": Row("reply", choosing, chosen, sends(do="mute")),
    "objection-following": Row("objection", choosing, chosen, sends(do="follow")),
    "profile-following": Row("site", signed("shown", "404"), signed("done", "404"), FOLLOWING),
    "topic-following": Row("site", signed("404"), signed("404"), FOLLOWING),
    "following": Row("site", signed("shown"), signed("done")),
    "notifications": MINE,
    "notifications-read": doing("site", signed("done"), sends(until="1", decided="1")),
    "notification-read": doing(
        "site", lambda case: signed("done" if case.who == "member" else "404")(case)
    ),
    "notification-decision": doing("site", signed("done")),
    "post-arrivals": reading("post", page),
    "objections-like": reading("post", page),
    "objection": reading("objection", page),
    "objection-by-address": Row("post", leads, never, states=OBJECTED),
    "objection-share": doing("objection", write(unbarred_critic, going_live)),
    "objection-satisfied": doing("objection", write(raiser, live)),
    "objection-stands": doing("objection", write(raiser, lambda case: False)),
    "objection-take-back": doing("objection", write(raiser, live)),
    "objection-main": doing("objection", write(raiser, live)),
    "objection-claim": doing(
        "objection", write(raiser_whose_reply_stands, going_live), sends(claim="Anew")
    ),
    "objection-position": doing(
        "objection", write(author, going_live), sends(stance="conceded", text="So it is.")
    ),
    "objection-wording": doing("objection", write(raiser, live)),
    "objection-would-satisfy": doing(
        "objection", write(raiser, going_live), sends(would_satisfy="A check")
    ),
    "objection-propose": doing(
        "objection", write(author_or_staff, acceptable), sends(proposed="Put so")
    ),
    "proposal-accept": doing("objection", write(raiser_whose_reply_stands, going_live)),
    "proposal-refuse": doing("objection", write(raiser_whose_reply_stands)),
    "proposal-withdraw": doing("objection", write(author)),
    "objection-passage": doing(
        "objection", write(raiser_or_staff, going_or_staff), sends(none="1")
    ),
    "objection-similar": doing("objection", write(unbarred, going_live), sends(other="2")),
    "objection-merge": doing("objection", write(unbarred, mergeable), merging),
    "objection-unmerge": doing(
        "objection",
        write(lambda case: case.writer or case.staff, in_state("merged")),
        merging,
    ),
    "objection-strike": doing("objection", write(lambda case: case.staff, live), REASON),
    "objection-unstrike": doing(
        "objection", write(lambda case: case.staff, in_state("struck")), REASON
    ),
    # 4. Moderate threads
    "post-report": Row("post", report_form, report_it),
    "objection-report": Row("objection", report_form, report_claim),
    "reply-report": Row("reply", report_form, report_it),
    "moderation-queue": Row("site", staff(), never),
    "moderation-decide": doing("site", staff_do(), of_post),
    "moderation-decide-many": doing(
        "site",
        staff_do(),
        lambda case, world: of_post(case, world) | {"item": f"{world.open.pk}-"},
    ),
    "moderation-approval": doing(
        "site",
        staff_do(lambda case: False),
        lambda case, world: of_post(case, world) | {"decision": "approve"},
    ),
    "moderation-appeal": doing(
        "site",
        lambda case: {"404"} if case.staff else staff_do()(case),
        sends(decision="uphold", reason="It stands"),
    ),
    "moderation-thanks": doing("site", staff_do()),
    "moderation-snooze": doing(
        "site", staff_do(), lambda case, world: of_post(case, world) | {"days": 1}
    ),
    "moderation-unsnooze": doing("site", staff_do(lambda case: False), of_post),
    "moderation-log": reading("site", everybody("shown")),
    "feed-posts": reading("site", everybody("shown")),
    "feed-topic": reading("site", everybody("404")),
    "feed-person": reading("site", everybody("shown")),
    "feed-thread": reading("post", exported),
    "feed-critique": reading("post", exported),
    "moderation-log-feed": reading("site", everybody("shown")),
    "moderation-log-entry": reading("site", everybody("shown")),
    "moderation-undo": deed("site", anybody),
    "post-hide": deed("post", in_state("visible", "locked", "auto_hidden")),
    "post-restore": deed("post", HIDDEN),
    "post-revision-hide": deed("post", lambda case: False),
    "post-revision-show": deed("post", lambda case: False),
    "reply-revision-hide": deed("reply", lambda case: False),
    "reply-revision-show": deed("reply", lambda case: False),
    "closing-word-hide": deed("post", anybody),
    "closing-word-show": deed("post", lambda case: False),
    "post-purge": deed("post", GONE, admin),
    "reply-hide": deed("reply", lambda case: OPEN_REPLY(case) or case.state == "auto_hidden"),
    "reply-restore": deed("reply", HIDDEN),
    "reply-purge": deed("reply", GONE, admin),
    "post-lock": deed("post", lambda case: case.state != "locked"),
    "post-unlock": deed("post", in_state("locked")),
    "post-pin": deed("post", anybody),
    "post-unpin": deed("post", lambda case: False),
    "reply-move": Row("reply", staff(knows="known"), NOWHERE),
    "reply-split": Row("reply", staff(knows="known"), NOWHERE),
    "post-merge": Row("post", staff(knows="known"), NOWHERE),
    # The essay itself
    "post-short": reading("post", leads),
    "post": reading("post", lambda case: {"shown", "done"} if case.known else {"404"}),
    "link-picture": reading(
        "post", lambda case: {"shown"} if case.state in ("visible", "locked") else {"404"}
    ),
    # People
    "topic-description": Row(
        "site",
        lambda case: {"404"} if case.staff else staff()(case),
        lambda case: {"404"} if case.staff else staff()(case),
        sends(body="About it", seen="0", reason="It was not said"),
    ),
    "profile": reading("site", everybody("shown")),
    "profile-moderate": Row(
        "site", staff(), staff_do(), sends(do="warn", reason="For what was said")
    ),
    # One’s own account
    "account-settings": Row(
        "site",
        signed("shown"),
        lambda case: signed("done", *([] if case.may_write else ["403"]))(case),
        sends(display_name="", bio="", timezone="UTC", language="en"),
    ),
    "mail-settings": Row(
        "site",
        signed("shown"),
        signed("done"),
        sends(**dict.fromkeys(MailKind, When.DAILY)),
    ),
    "mail-resume": doing("site", signed("done")),
    # Whoever has the mail with the link.
    "mail-stop": Row("site", everybody("404"), everybody("404")),
    "decisions": MINE,
    "decisions-seen": doing("site", signed("done"), sends(until="1")),
    "decision-appeal": doing("site", signed("404"), sends(text="Why?")),
    "account-data": MINE,
    "account-data-file": Row("site", signed("done"), never),
    # The password is asked for first.
    "account-leave": Row("site", signed("done"), signed("done")),
    "sessions": MINE,
    "sessions-end": doing("site", signed("done")),
    "session-end": doing("site", signed("404")),
    "mfa_index": MINE,
    "mfa-qr-code": Row("site", signed("404"), never),
    # Kept in the browser alone; who is signed in is led to their account.
    "language": doing("site", everybody("done"), sends(language="de")),
    "help-writing": reading("site", everybody("shown")),
    # Looking for something
    "search": reading("site", everybody("shown")),
    "search-suggestions": reading("site", everybody("shown")),
    # Programs
    "robots": reading("site", everybody("shown")),
    "sitemaps": reading("site", everybody("shown")),
    "sitemap": reading("site", everybody("shown")),
}


def _own_draft(case: Case) -> bool:
    return case.author and case.state == "draft"


# django-allauth’s: what a visitor may do there, and who is signed in; tested by its own journeys.
for name in """account_login account_signup account_reset_password account_reset_password_done
    account_inactive account_email_verification_sent account_confirm_login_code
    account_reset_password_from_key account_reset_password_from_key_done account_confirm_email
    account_logout mfa_authenticate mfa_login_webauthn""".split():
    TABLE[name] = Row(
        "site",
        everybody("shown", "done", "sign in"),
        everybody("shown", "done", "sign in", "405", "404", "400", "429"),
    )
for name in """account_reauthenticate account_email account_change_password account_set_password
    mfa_activate_totp mfa_add_webauthn mfa_reauthenticate mfa_deactivate_totp
    mfa_generate_recovery_codes mfa_reauthenticate_webauthn mfa_remove_webauthn
    mfa_edit_webauthn""".split():
    TABLE[name] = Row("site", signed("shown", "done", "404"), signed("shown", "done", "404", "405"))
TABLE["mfa_list_webauthn"] = Row("site", everybody("done"), everybody("done"))
for name in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
    TABLE[name] = Row("site", signed("shown", "done", "404"), never)

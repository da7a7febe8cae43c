"""The demo: discussions written for it, the people in them, and a moderator's desk in use."""

from pathlib import Path

from accounts.models import User
from critiques.actions.tags import reply_with_tags
from critiques.discussion.files import plan_of
from critiques.discussion.writing import write
from forum.actions.posts import save_draft
from forum.models import Post, Reply, State
from moderation.actions.decisions import decide
from moderation.actions.hiding import hide
from moderation.actions.reports import report

FOLDER = Path(__file__).resolve().parent.parent / "demo"
PASSWORD = "rejoinder-demo"  # noqa: S105 (given out only where DEBUG is on)
ROLES = {"mina": User.Role.MODERATOR, "max": User.Role.ADMIN}
UNFINISHED = """Three things before I would use this at work.

a) You never say who draws the lots, and whoever draws can draw again.
b) A page of twenty clean checks looks like a certificate; people will file it as one.
c) What do you do when a source has two readings, and the summary took the other one?"""
RUDE = "Typical of somebody who has never run a study. Go and play with your lists."
SPAM = "Great post! For more on this see my page on cheap printing in bulk."
DRAFT = """## Not ready yet

A summary of summaries is a rumour. I want to say when that is still worth having."""


def import_missing() -> list[Post]:
    """Import the demo's discussions that are not there yet, and return them."""
    made = []
    for path in sorted(FOLDER.glob("*.json")):
        plan = plan_of(path, kind="json", author=None)
        there = Post.objects.filter(title=plan.title, author__username__iexact=plan.author)
        if not there.exists():
            made.append(write(plan, attach=True))
    return made


def furnish(*, with_passwords: bool) -> list[str]:
    """Give the cast names, confirmed addresses, roles and, if asked, the demo's password.

    Returns their usernames. People who can sign in already are left as they are.
    """
    names = sorted({*Post.objects.values_list("author__username", flat=True), *ROLES})
    replied = Reply.objects.values_list("author__username", flat=True).distinct()
    cast = sorted({*names, *replied})
    for name in cast:
        user = User.objects.filter(username=name).first() or User.objects.create_user(name)
        if user.has_usable_password():
            continue
        user.display_name = user.display_name or name.capitalize()
        user.email = f"{name}@example.org"
        user.role = ROLES.get(name, user.role)
        if with_passwords:
            user.set_password(PASSWORD)
        user.save()
        user.emailaddress_set.get_or_create(
            email=user.email, defaults={"verified": True, "primary": True}
        )
    return cast


def put_to_use() -> None:
    """Leave things half done, as on any day: a draft, unplaced points, reports, decisions."""
    people = {user.username: user for user in User.objects.all()}
    alice, mina = people["alice"], people["mina"]
    post = Post.objects.get(author=alice, title__startswith="Twenty random checks")
    save_draft(
        author=alice, title="In praise of the second summary", body=DRAFT, topics=["reading"]
    )
    said = {
        name: reply_with_tags(
            author=people[name], post_id=post.pk, parent_id=None, body=body, choices=[]
        )
        for name, body in (("jonas", RUDE), ("heinz", SPAM), ("bob", UNFINISHED))
    }
    thread = Reply.objects.filter(post=post, state=State.VISIBLE, tags__act="raise")
    objector = thread.exclude(author__in=[people["grete"], people["carol"]]).earliest("pk")
    report(
        reporter=people["carol"],
        reply_id=said["jonas"].pk,
        reason="About the person, not the claim",
    )
    report(reporter=people["dave"], reply_id=said["jonas"].pk, reason="Rude, and no argument in it")
    report(reporter=people["frank"], reply_id=said["jonas"].pk, reason="")
    report(reporter=people["grete"], reply_id=objector.pk, reason="Says the same as another reply")
    report(reporter=people["eve"], reply_id=said["heinz"].pk, reason="Advertising")
    hide(moderator=mina, reply_id=said["heinz"].pk, reason="Advertising")
    tease = reply_with_tags(
        author=people["ilse"],
        post_id=post.pk,
        parent_id=said["bob"].pk,
        choices=[],
        body="Bob, you would ask a spoon for its papers.",
    )
    report(reporter=people["carol"], reply_id=tease.pk, reason="A jibe")
    decide(moderator=mina, reply_id=tease.pk, decision="fine", reason="A joke among friends")

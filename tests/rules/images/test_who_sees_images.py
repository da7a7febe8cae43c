"""Who gets an image by its address: whoever may read a wording that shows it, and its uploader."""

from io import BytesIO
from itertools import product

import pytest
from django.test import Client

from accounts.models import User
from critiques.actions.joins import join
from forum.actions.changes import edit_reply, revise_post
from forum.actions.images import upload_image
from forum.actions.posts import publish, save_draft
from forum.actions.replies import post_reply
from forum.models import ImageUse, Post, PostRevision, Reply, ReplyRevision, State
from images.models import Image, Upload
from moderation.actions.moves import move, split
from tests.cast import browser_of, moderator, person
from tests.rules.images import files

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

VIEWERS = ("anonymous", "member", "writer", "author", "moderator", "admin")
# Alice's essay shows it, in each state.
POSTS = {
    "draft": "---R--",
    "pending": "---RRR",
    "visible": "RRRRRR",
    "auto_hidden": "---RRR",
    "hidden": "---RRR",
    "rejected": "---RRR",
    "withdrawn": "---RRR",
    "purged": "------",
}
# Bob's reply shows it, beneath Alice's public essay.
REPLIES = {
    "pending": "--R-RR",
    "visible": "RRRRRR",
    "auto_hidden": "--R-RR",
    "hidden": "--R-RR",
    "rejected": "--R-RR",
    "withdrawn": "--R-RR",
    "purged": "------",
}
# Bob's public reply shows it, beneath Alice's essay in each state.
UNDER = {
    "pending": "---RRR",
    "visible": "RRRRRR",
    "auto_hidden": "---RRR",
    "hidden": "---RRR",
    "rejected": "---RRR",
    "withdrawn": "RRRRRR",
    "purged": "RRRRRR",
}
TABLES = {"post": POSTS, "reply": REPLIES, "under": UNDER}
PIXELS = iter(range(1, 1000))


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    assert answer.getvalue(), "it is read to its end, which closes the file"
    return answer.status_code


class Shown:
    """People, an essay and a reply of theirs, and a new image that one of them shows."""

    def __init__(self) -> None:
        self.alice, self.bob = person("alice"), person("bob")
        self.mina = moderator()
        people = (None, person("dave"), self.bob, self.alice, self.mina)
        self.clients = dict(zip(VIEWERS, [*map(browser_of, people), self._admin()], strict=True))

    def _admin(self) -> Client:
        return browser_of(person("ada", role=User.Role.ADMIN))

    def brought_by(self, user: User) -> str:
        """Return the digest of an image that nobody showed before."""
        content = files.picture("PNG", (20 + next(PIXELS), 20))
        return upload_image(uploader=user, file=BytesIO(content)).digest

    def essay(self, body: str) -> Post:
        made = save_draft(author=self.alice, title="Twenty checks", body=body, topics=[])
        return publish(author=self.alice, post_id=made.pk)

    def reply(self, post: Post, body: str) -> Reply:
        return post_reply(author=self.bob, post_id=post.pk, parent_id=None, body=body)

    def seen(self, digest: str) -> str:
        """Return who gets it, in the order of VIEWERS; its uploader's row plays no part."""
        Upload.objects.filter(image__digest=digest).delete()
        image = Image.objects.filter(digest=digest).first()
        address = image.facts.address(image.width, "webp") if image else f"/images/{digest}/9.webp"
        answers = (status(client, address) for client in self.clients.values())
        return "".join({200: "R", 404: "-"}[each] for each in answers)


@pytest.fixture(scope="module")
def made(kept_db: None) -> Shown:
    return Shown()


@pytest.fixture
def world(anew: Shown) -> Shown:
    return anew


def showing(digest: str) -> str:
    return f"Words around ![a chart](image:{digest}) it."


@pytest.mark.parametrize("kind", TABLES)
def test_security_1_2_an_image_is_hidden_wherever_its_text_is(kind: str, world: Shown) -> None:
    found = {}
    for state in TABLES[kind]:
        writer = world.alice if kind == "post" else world.bob
        digest = world.brought_by(writer)
        post = world.essay(showing(digest) if kind == "post" else "An essay.")
        rows = Post.objects.filter(pk=post.pk)
        if kind != "post":
            reply = world.reply(post, showing(digest))
            if kind == "reply":
                rows = Reply.objects.filter(pk=reply.pk)
        rows.update(state=state)
        found[state] = world.seen(digest)
    assert found == TABLES[kind]


def test_an_image_is_its_uploaders_alone_until_it_is_shown(world: Shown) -> None:
    digest = world.brought_by(world.bob)
    address = Image.objects.get(digest=digest).facts.address(20, "webp").replace("/20.", "/{}.")
    address = address.format(Image.objects.get(digest=digest).width)
    answers = {who: status(client, address) for who, client in world.clients.items()}
    assert [who for who, status in answers.items() if status == 200] == ["writer"]


def test_security_1_2_nobody_shows_an_image_that_they_may_not_see(world: Shown) -> None:
    digest = world.brought_by(world.alice)
    hidden = world.essay("An essay.")
    reply = world.reply(hidden, showing(digest))
    assert "<img" not in reply.html
    assert not ImageUse.objects.filter(image__digest=digest).exists()
    edit_reply(author=world.bob, reply_id=reply.pk, body=showing(digest) + "!", base_revision=1)
    assert "<img" not in Reply.objects.get(pk=reply.pk).html
    assert world.seen(digest) == "------"


def test_who_may_see_an_image_may_show_it_again(world: Shown) -> None:
    digest = world.brought_by(world.alice)
    post = world.essay(showing(digest))
    quoting = world.reply(world.essay("Another."), showing(digest))
    assert "<img" in quoting.html
    Post.objects.filter(pk=post.pk).update(state=State.HIDDEN)
    assert world.seen(digest) == "RRRRRR"
    Reply.objects.filter(pk=quoting.pk).update(state=State.HIDDEN)
    assert world.seen(digest) == "--RRRR"


@pytest.mark.parametrize("kind", ["post", "reply"])
def test_an_earlier_wording_shows_it_until_that_is_removed(kind: str, world: Shown) -> None:
    writer = world.alice if kind == "post" else world.bob
    digest = world.brought_by(writer)
    post = world.essay(showing(digest) if kind == "post" else "An essay.")
    if kind == "post":
        wording = {"title": "Twenty checks", "body": "No picture.", "topics": [], "note": ""}
        revise_post(author=writer, post_id=post.pk, substantive=False, base_revision=1, **wording)
        revisions = PostRevision.objects.filter(post=post)
    else:
        reply = world.reply(post, showing(digest))
        edit_reply(author=writer, reply_id=reply.pk, body="No picture.", base_revision=1)
        revisions = ReplyRevision.objects.filter(reply=reply)
    assert world.seen(digest) == "RRRRRR"
    revisions.filter(number=1).update(hidden_at=post.created_at)
    assert world.seen(digest) == ("---RRR" if kind == "post" else "--R-RR")


def test_it_goes_along_where_its_text_is_moved(world: Shown) -> None:
    digest = world.brought_by(world.bob)
    source, hidden = world.essay("An essay."), world.essay("Another.")
    reply = world.reply(source, showing(digest))
    move(moderator=world.mina, reply_id=reply.pk, post_id=hidden.pk, parent_id=None, reason="x")
    assert world.seen(digest) == "RRRRRR"
    split(moderator=world.mina, reply_id=reply.pk, title="Its own", reason="Long")
    essay = Reply.objects.get(pk=reply.pk).essay
    assert world.seen(digest) == "RRRRRR"
    join(moderator=world.mina, post_id=essay.pk, into=source.pk, reason="The same")
    assert "R" not in world.seen(digest)[:2]


def test_what_is_public_may_be_kept_by_all_and_nothing_else_by_anybody(world: Shown) -> None:
    public, own = world.brought_by(world.alice), world.brought_by(world.alice)
    world.essay(showing(public))
    for digest, kinds in ((public, ("webp", "jpg")), (own, ("webp",))):
        for who, kind in product(("anonymous", "author"), kinds):
            image = Image.objects.get(digest=digest)
            answer = world.clients[who].get(image.facts.address(image.width, kind))
            if (digest, who) == (own, "anonymous"):
                assert answer.status_code == 404
                continue
            assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-type"] == f"image/{kind.replace('jpg', 'jpeg')}"
            kept = answer.headers["cache-control"]
            assert ("immutable" in kept) == (digest == public)
            assert ("public" in kept) == (digest == public and who == "anonymous")
            assert ("no-store" in kept) == (digest == own)
            assert answer.getvalue()
    assert world.clients["anonymous"].get(f"/images/{public}/31.webp").status_code == 404
    assert world.clients["anonymous"].get(f"/images/{public}/../x.webp").status_code == 404


@pytest.mark.counts
def test_an_image_costs_as_many_queries_however_many_texts_show_it(
    world: Shown, django_assert_num_queries
) -> None:
    digest = world.brought_by(world.alice)
    post = world.essay(showing(digest))
    image = Image.objects.get(digest=digest)
    address = image.facts.address(image.width, "webp")
    for replies in (0, 5):
        for _ in range(replies):
            world.reply(post, showing(digest))
        with django_assert_num_queries(1):
            assert status(Client(), address) == 200

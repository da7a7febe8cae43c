"""What is hidden is gone from everything that was kept to be read again."""

import pytest

from critiques.actions.joins import join
from critiques.actions.retags import retag
from forum.models import Post
from moderation.actions.moves import move, split
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.rules.security.test_nothing_leaks import addresses
from tests.worlds.canaries import leaks

pytestmark = pytest.mark.django_db


def test_security_6_what_is_hidden_is_gone_from_what_was_cached():
    """Every page is read while all is public; then it is hidden, and read again."""
    alice, bob, mina = person("alice"), person("bob"), moderator()
    open_, gone = publish(alice, "Open", "In the open."), publish(alice, "zqx-title", "zqx-body.")
    said = answer(bob, open_, "a) zqx-claim is what I say.")
    place(bob, said)
    answer(alice, open_, "Beneath it.", said)
    urls, client = list(addresses()), browser_of(None)
    for _ in ("cold", "warm"):
        read = [client.get(url) for url in urls]
        assert {"zqx-title", "zqx-body", "zqx-claim"} <= set().union(*map(leaks, read))
    for path in (f"/replies/{said.pk}/hide/", f"/posts/{gone.pk}/hide/"):
        assert browser_of(mina).post(path, {"reason": "Against the rules"}).status_code == 302
    assert {url: told for url in urls if (told := leaks(client.get(url)))} == {}


@pytest.mark.parametrize("act", ["move", "move twice", "move and join", "split"])
def test_the_title_of_an_essay_to_which_replies_went_is_gone_from_where_they_were(act):
    alice, bob, mina = person("alice"), person("bob"), moderator()
    here, between, there = (publish(alice, title) for title in ("Here", "Between", "zqx-title"))
    reply = answer(bob, here, "It belongs elsewhere.")
    by = {"moderator": mina, "reason": "Off topic"}
    if act == "split":
        split(**by, reply_id=reply.pk, title="zqx-title")
    for to in {"move": [there], "move twice": [between, there]}.get(act, []):
        move(**by, reply_id=reply.pk, post_id=to.pk, parent_id=None)
    if act == "move and join":
        move(**by, reply_id=reply.pk, post_id=between.pk, parent_id=None)
        join(**by, post_id=between.pk, into=there.pk)
    visitor, url = browser_of(None), here.get_absolute_url()
    assert "zqx-title" in leaks(visitor.get(url)) & leaks(visitor.get(url))
    hide(**by, post_id=Post.objects.filter(title="zqx-title").latest("pk").pk)
    assert leaks(visitor.get(url)) == set()


def test_a_tag_that_was_taken_off_is_gone_with_its_reply_wherever_that_went():
    alice, bob, carol, mina = person("alice"), person("bob"), person("carol"), moderator()
    here, between, there = (publish(alice, title) for title in ("Here", "Between", "There"))
    raised = answer(bob, here, "a) Too few.")
    place(bob, raised)
    joins = answer(carol, here, "a) I say so, too.")
    place(carol, joins, to_a="1")
    retag(writer=carol, reply_id=joins.pk, tag_id=joins.tags.get().pk, to=None)
    by = {"moderator": mina, "reason": "Off topic"}
    for to in (between, there):
        move(**by, reply_id=joins.pk, post_id=to.pk, parent_id=None)
    visitor, url = browser_of(None), f"/posts/{here.pk}/objections/1/"
    told = "no longer shares it in their reply"
    assert told in visitor.get(url).content.decode() and told in visitor.get(url).content.decode()
    hide(**by, reply_id=joins.pk)
    assert told not in visitor.get(url).content.decode()

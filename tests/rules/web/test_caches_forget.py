"""What is hidden is gone from everything that was kept to be read again."""

import pytest

from forum.models import Post
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


@pytest.mark.parametrize("act", ["move", "split"])
def test_the_title_of_an_essay_to_which_replies_went_is_gone_from_where_they_were(act):
    alice, bob, mina = person("alice"), person("bob"), moderator()
    here, there = publish(alice, "Here"), publish(alice, "zqx-title")
    reply = answer(bob, here, "It belongs elsewhere.")
    where = {"to": str(there.pk)} if act == "move" else {"title": "zqx-title"}
    done = browser_of(mina).post(f"/replies/{reply.pk}/{act}/", where | {"reason": "Off topic"})
    assert done.status_code == 302
    visitor, url = browser_of(None), here.get_absolute_url()
    assert "zqx-title" in leaks(visitor.get(url)) & leaks(visitor.get(url))
    gone = Post.objects.filter(title="zqx-title").latest("pk")
    hidden = browser_of(mina).post(f"/posts/{gone.pk}/hide/", {"reason": "Against the rules"})
    assert hidden.status_code == 302
    assert leaks(visitor.get(url)) == set()

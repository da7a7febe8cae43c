"""Taking one's data along, and leaving: what goes, what stays, and who is counted from then on."""

import json
import tracemalloc
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.utils import timezone

from accounts.data import data_of, tables
from accounts.models import User
from critiques.models import HolderEvent, Objection
from forum.models import Post, Reply, ReplyRevision
from tests.cast import PASSWORD, answer, browser_of, moderator, person, place, publish, text_of
from tests.sign_in import SIGN_UP, fresh, is_signed_in, sign_in, source_of

pytestmark = pytest.mark.django_db

LEAVE = "/account/leave/"
FILE = "/account/data/file/"
# Where an app names somebody without the row being theirs.
NOT_THEIRS = {
    "forum.Post.locked_by": "the essay is its author's",
    "forum.Post.pinned_by": "the essay is its author's",
    "critiques.Objection.merged_by": "the objection is its raiser's",
    "notifications.Notification.actor": "the notice is its reader's",
    "forum.Follow.person": "what somebody follows is theirs; it goes with whom they follow",
    "forum.Mute.person": "what somebody mutes is theirs; it goes with whom they mute",
    "notifications.Happening.actor": "what they did is in its own table; this goes once it is told",
}


def leave(name: str, **choice: str) -> Any:
    response = fresh(name).post(LEAVE, {"texts": "keep", "sure": "on", **choice})
    assert response.status_code == 302, text_of(response)
    return response


@pytest.fixture(scope="module")
def made(kept_db: None) -> Post:
    """Alice's essay, on which Bob raised two objections; Carol shares the first and answered."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    User.objects.filter(pk=bob.pk).update(bio="I count owls.", display_name="Robert the Doubter")
    post = publish(alice)
    reply = answer(bob, post, "a) Too few checks.\nb) People tire.")
    place(bob, reply)
    browser_of(carol).post(f"/posts/{post.pk}/objections/1/share/")
    answer(carol, post, "Not of owls.", reply)
    return post


@pytest.fixture
def essay(anew: Post) -> Post:
    return anew


def test_security_39_ones_data_is_exported_in_full(essay: Post) -> None:
    bob = fresh("bob")
    bob.post("/posts/new/", {"title": "A draft on owls", "body": "Hoo.", "save": "1", "draft": "1"})
    response = bob.get(FILE)
    assert response["content-disposition"] == 'attachment; filename="rejoinder-bob.json"'
    data = json.loads(response.content)
    assert data["format"] == "rejoinder-account/1"
    assert data["account"][0]["bio"] == "I count owls."
    assert data["addresses"][0]["email"] == "bob@example.org"
    assert [line["body"] for line in data["replies"]] == ["a) Too few checks.\nb) People tire."]
    assert [line["claim"] for line in data["objections"]] == ["Too few checks", "People tire"]
    assert [line["act"] for line in data["tags"]] == ["raise", "raise"]
    assert "Not of owls." not in response.content.decode(), "that is Carol's"
    user = User.objects.get(username="bob")
    for secret in (user.password, Session.objects.first().session_key):
        assert secret not in response.content.decode()


def test_security_39_no_table_that_names_people_is_forgotten() -> None:
    """A new table says in its app's `personal` whose it is, or here why it is nobody's."""
    registered = {(each.model._meta.label, each.owner.split("__")[-1]) for each in tables()}
    owners = {f"{label}.{owner}" for label, owner in registered}
    named = {
        f"{field.related_model._meta.label}.{field.field.name}"
        for field in User._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete
    }
    assert named - owners == NOT_THEIRS.keys()


def test_the_data_takes_a_query_for_each_table(essay: Post, django_assert_num_queries: Any) -> None:
    bob = User.objects.get(username="bob")
    with django_assert_num_queries(len(list(tables()))):
        assert json.loads("".join(data_of(bob)))["account"][0]["username"] == "bob"


def test_the_data_is_read_few_rows_at_a_time(essay: Post) -> None:
    """Years of long wordings fit in no memory."""
    body, bob = "word " * 4_000, User.objects.get(username="bob")
    reply = Reply.objects.get(author=bob)
    ReplyRevision.objects.bulk_create(
        [ReplyRevision(reply=reply, number=n, body=body) for n in range(2, 502)], batch_size=50
    )
    client = fresh("bob")
    tracemalloc.start()
    try:
        sent = sum(map(len, client.get(FILE)))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sent > 500 * len(body) > 2 * most


def test_both_take_the_password(essay: Post) -> None:
    bob = Client()
    sign_in(bob, "bob")
    sent = bob.post(LEAVE, {"texts": "keep", "sure": "on"})
    for response in (bob.get(FILE), bob.get(LEAVE), sent):
        assert "/account/reauthenticate/" in response["location"]
    assert User.objects.get(username="bob").left_at is None


def test_leaving_takes_a_tick_and_not_just_a_click(essay: Post) -> None:
    bob = fresh("bob")
    assert "can’t be undone" in source_of(bob.get(LEAVE))
    response = bob.post(LEAVE, {"texts": "keep"})
    assert response.status_code == 422
    assert "Tick this" in source_of(response)
    assert is_signed_in(bob)


def test_security_39_nothing_in_the_database_tells_who_left(essay: Post) -> None:
    """What others wrote may name somebody; what the site keeps of them does not."""
    user = User.objects.get(username="bob")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "bob@example.org"})
    told = ["bob@example.org", "robert the doubter", "i count owls.", '"bob"', user.password]
    Authenticator.objects.all().delete()
    leave("bob")
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField):
                for value in model.objects.values_list(field.name, flat=True):
                    text = json.dumps(value, ensure_ascii=False).lower()
                    found |= {
                        f"{model.__name__}.{field.name}": w for w in told if w.lower() in text
                    }
    assert found == {}


def test_leaving_closes_every_door(essay: Post) -> None:
    elsewhere = fresh("bob")
    response = leave("bob")
    assert response["location"] == "/"
    assert not is_signed_in(elsewhere)
    for login in ("bob", "bob@example.org"):
        assert sign_in(Client(), login).status_code == 200
    assert mail.outbox[-1].to == ["bob@example.org"]
    assert mail.outbox[-1].subject == "[Rejoinder] Your account is closed"
    Client().post("/account/password/reset/", {"email": "bob@example.org"})
    assert "no account has this address" in mail.outbox[-1].body


def test_security_39_the_replies_of_others_keep_their_context(essay: Post) -> None:
    leave("bob")
    page = source_of(browser_of(None).get(essay.get_absolute_url()))
    gone = User.objects.exclude(left_at=None).get()
    assert "Too few checks." in page
    assert "Not of owls." in page
    assert f"Somebody who left ({gone.pk})" in page
    assert "Robert" not in page and "/u/bob/" not in page
    assert browser_of(None).get("/u/bob/").status_code == 404
    profile = source_of(browser_of(None).get(f"/u/left-{gone.pk}/"))
    assert "I count owls" not in profile


def test_who_left_is_shown_and_not_counted(essay: Post) -> None:
    first, second = Objection.objects.order_by("number")
    assert (first.holder_count, second.holder_count) == (2, 1)
    before = essay.version
    leave("bob")
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.holder_count, second.holder_count) == (1, 0)
    call_command("check_critiques")
    page = source_of(browser_of(None).get(f"/posts/{essay.pk}/objections/1/"))
    assert "has left; not counted" in page
    essay.refresh_from_db()
    assert essay.version > before, "what was printed under the old name is printed anew"
    assert HolderEvent.objects.filter(user__left_at=None).count() == 1


def test_what_somebody_took_back_before_they_left_is_told_so(essay: Post) -> None:
    url = f"/posts/{essay.pk}/objections/2/"
    browser_of(User.objects.get(username="bob")).post(f"{url}taken-back/")
    leave("bob")
    page = text_of(browser_of(None).get(url))
    assert "Taken back Somebody who left" in page
    assert "took it back" in page and "has left" in page and "not counted" not in page
    gone = User.objects.exclude(left_at=None).get()
    summary = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert f"Taken back Somebody who left ({gone.pk})" in summary


def test_nobody_is_asked_to_share_what_was_taken_back_with_its_reply(essay: Post) -> None:
    shares = "Sign in to say that you share it"
    first, second = (f"/posts/{essay.pk}/objections/{number}/" for number in (1, 2))
    leave("bob", texts="withdraw")
    page = text_of(browser_of(None).get(second))
    assert "Taken back Somebody who left" in page
    assert shares not in page and "move since" not in page
    assert shares in text_of(browser_of(None).get(first)), "Carol shares it still"


def test_one_may_take_ones_texts_along(essay: Post) -> None:
    answered = answer(User.objects.get(username="alice"), essay, "Twenty will do.")
    leave("bob", texts="withdraw")
    page = source_of(browser_of(None).get(essay.get_absolute_url()))
    assert "Too few checks." not in page
    assert "Not of owls." in page and "Twenty will do." in page
    assert Reply.objects.get(author__left_at__isnull=False).state == "withdrawn"
    assert answered.state == "visible"
    call_command("check_critiques")
    call_command("check_trees")
    leave("alice", texts="withdraw")
    assert Post.objects.get().state == "withdrawn"
    assert "Not of owls." in source_of(browser_of(None).get(essay.get_absolute_url(), follow=True))


def test_of_nobody_whose_line_is_gone_is_told_that_they_gave_none(essay: Post) -> None:
    url = f"/posts/{essay.pk}/objections/1/"
    declined = {"stance": "declined", "text": "Not here"}
    browser_of(User.objects.get(username="alice")).post(f"{url}position/", declined)
    browser_of(User.objects.get(username="bob")).post(f"{url}stands/", {"text": "Owls differ."})
    assert "Owls differ." in text_of(browser_of(None).get(url))
    leave("bob", texts="withdraw")
    page = text_of(browser_of(None).get(url))
    assert "Owls differ." not in page
    assert "says that it still stands" in page
    assert "without saying why" not in page


def test_drafts_go_with_their_writer(essay: Post) -> None:
    alice = User.objects.get(username="alice")
    Post.objects.create(author=alice, title="Later", body="Hm.", html="", html_version=1, slug="l")
    leave("alice")
    assert [post.title for post in Post.objects.all()] == ["Twenty checks"]


def test_what_waits_for_approval_waits_no_longer(essay: Post, settings: Any) -> None:
    settings.NEWCOMER_APPROVAL = True
    dave = person("dave", approved_at=None)
    reply = answer(dave, essay, "May I say something?")
    assert reply.state == "pending"
    leave("dave")
    reply.refresh_from_db()
    assert (reply.state, reply.state_reason) == ("rejected", "Its writer has left.")
    assert "May I say something?" not in source_of(browser_of(None).get(essay.get_absolute_url()))


def test_who_is_suspended_may_leave(essay: Post) -> None:
    soon = timezone.now() + timedelta(days=9)
    User.objects.filter(username="bob").update(suspended_until=soon)
    leave("bob", texts="withdraw")
    assert not User.objects.filter(username="bob").exists()


def test_the_name_is_free_again_but_the_new_one_is_not_for_anybody(
    essay: Post, client: Client
) -> None:
    pk = User.objects.get(username="bob").pk
    leave("bob")
    given = {"email": "new@example.org", "password1": PASSWORD}
    refused = client.post(SIGN_UP, {"username": "left-99", **given})
    assert "could be taken for the site’s own" in source_of(refused)
    assert client.post(SIGN_UP, {"username": "bob", **given}).status_code == 302
    assert User.objects.get(username="bob").pk != pk


def test_an_imported_name_is_in_nobodys_way(essay: Post) -> None:
    pk = User.objects.get(username="bob").pk
    User.objects.create_user(f"LEFT-{pk}")
    leave("bob")
    assert User.objects.get(pk=pk).username == f"left-{pk}-1"


def test_the_only_admin_stays(essay: Post) -> None:
    person("ada", role=User.Role.ADMIN)
    refused = fresh("ada").post(LEAVE, {"texts": "keep", "sure": "on"})
    assert refused.status_code == 422
    assert "You are the only admin" in source_of(refused)
    person("grace", role=User.Role.ADMIN)
    leave("ada")
    gone = User.objects.exclude(left_at=None).get()
    assert not gone.is_moderator


def test_what_a_moderator_did_stays_in_the_log(essay: Post) -> None:
    moderator()
    fresh("mina").post(f"/posts/{essay.pk}/lock/", {"reason": "It went in circles"})
    leave("mina")
    log = source_of(browser_of(None).get("/moderation/log/"))
    assert "It went in circles" in log and "Somebody who left" in log


def test_main_disagreements_of_who_left_weigh_nothing(essay: Post) -> None:
    bob = User.objects.get(username="bob")
    browser_of(bob).post(f"/posts/{essay.pk}/objections/1/main/")
    assert Objection.objects.get(number=1).main_count == 1
    leave("bob")
    assert Objection.objects.get(number=1).main_count == 0

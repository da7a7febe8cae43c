"""An author closes an essay to new objections, and bars a critic; both in public, both undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from forum.models import Bar, Post, Reply
from moderation.models import LogAct, LogEntry
from tests.cast import (
    answer,
    browser_of,
    form_fields,
    moderator,
    person,
    place,
    publish,
    text_of,
)
from tests.moderators import logged, undo, words
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

WHY = "Three posts about me and none about the essay."


@pytest.fixture(scope="module")
def made(kept_db):
    """Alice's essay, to which Bob has raised an objection."""
    alice, bob = person("alice"), person("bob")
    post = publish(alice)
    place(bob, answer(bob, post, "a) Twenty are too few."))
    return {"alice": alice, "bob": bob, "essay": post}


alice, bob, essay = parts("alice bob essay")


def send(who, path, **data):
    return browser_of(who).post(path, data)


def bar(by, post, username="bob", reason=WHY):
    return send(by, f"/posts/{post.pk}/bars/", person=username, reason=reason)


def test_who_is_barred_writes_nothing_more_and_loses_nothing_typed(alice, bob, essay):
    mine = Reply.objects.get(author=bob)
    assert bar(alice, essay).status_code == 302
    refused = send(bob, f"/posts/{essay.pk}/reply/", body="One more thing.", parent="")
    assert refused.status_code == 403
    assert WHY in text_of(refused) and "One more thing." in text_of(refused)
    edited = send(bob, f"/replies/{mine.pk}/edit/", body="a) Otherwise.", base_revision="1")
    assert edited.status_code == 403 and "a) Otherwise." in text_of(edited)
    assert browser_of(bob).get(f"/replies/{mine.pk}/edit/").status_code == 403
    assert Reply.objects.count() == 1 and Reply.objects.get().revision == 1


def test_the_critique_says_in_public_who_is_barred_and_why(alice, essay):
    bar(alice, essay)
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert "Alice has barred Bob from this discussion" in page and f"“{WHY}”" in page
    lifted = send(alice, f"/posts/{essay.pk}/bars/lift/", person="bob")
    assert lifted.status_code == 302
    assert "barred" not in text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert Bar.objects.get().lifted_at


def test_closing_is_told_where_people_write_and_read(alice, essay):
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    told = "“I am rewriting it.” Replies and questions go on"
    for path in (f"/posts/{essay.pk}/critique/", essay.get_absolute_url()):
        for viewer in (None, alice, person(f"reader{len(path)}")):
            assert told in text_of(browser_of(viewer).get(path)), (viewer, path)
    assert "closed to new objections" in text_of(browser_of(None).get("/"))
    send(alice, f"/posts/{essay.pk}/closing/", reopen="1")
    assert "closed to new objections" not in text_of(browser_of(None).get("/"))
    assert "I am rewriting it." not in text_of(browser_of(None).get(essay.get_absolute_url()))


def test_closed_to_new_objections_the_rest_goes_on(alice, bob, essay):
    carol = person("carol")
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    reply = answer(carol, essay, "a) They tire.\nb) Is it an hour?\nc) Too few.")
    step = browser_of(carol).get(f"/replies/{reply.pk}/points/")
    assert "“I am rewriting it.”" in text_of(step)
    assert set(form_fields(step, "points").values()) & {"new"} == set()
    assert 'value="new"' not in step.content.decode()
    refused = send(carol, f"/replies/{reply.pk}/points/", **{"to-a": "new", "claim-a": "They tire"})
    assert refused.status_code == 422
    assert "closed to new objections: I am rewriting it." in text_of(refused)
    place(carol, reply, to_b="question", to_c="1")
    assert list(essay.objections.values_list("kind", "holder_count")) == [
        ("objection", 2),
        ("question", 1),
    ]
    assert send(bob, f"/posts/{essay.pk}/objections/1/main/").status_code == 302
    assert send(person("dave"), f"/posts/{essay.pk}/objections/1/share/").status_code == 302
    assert essay.objections.get(number=1).holder_count == 3


def test_points_placed_beside_the_text_wait_where_it_closed_meanwhile(alice, essay):
    """The reply is posted all the same; its points then say why they have no place."""
    carol = person("carol")
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    data = {"body": "a) They tire.", "parent": "", "beside": "1", "to-a": "new"}
    posted = send(carol, f"/posts/{essay.pk}/reply/", **data)
    assert posted.headers["location"] == f"/replies/{Reply.objects.get(author=carol).pk}/points/"
    assert "closed to new objections" in text_of(browser_of(carol).get("/"))
    assert essay.objections.count() == 1


def test_a_plain_reply_is_not_asked_whether_it_is_new(alice, essay):
    carol = person("carol")
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    reply = answer(carol, essay, "I doubt it.")
    hint = browser_of(carol).get(f"/replies/{reply.pk}/?posted={reply.pk}").content.decode()
    assert "Is this an objection?" in hint and 'value="question"' in hint
    assert 'name="to-reply" value="new"' not in hint


def test_who_is_barred_keeps_their_say_where_they_share_an_objection(alice, bob, essay):
    carol = person("carol")
    place(carol, answer(carol, essay, "a) They tire."))
    take_position = {"stance": "declined", "decline": "outside this essay"}
    send(alice, f"/posts/{essay.pk}/objections/1/position/", **take_position)
    bar(alice, essay)
    own, others = (f"/posts/{essay.pk}/objections/{number}" for number in (1, 2))
    for path, data in (
        (f"{others}/share/", {}),
        (f"{own}/claim/", {"claim": "Otherwise"}),
        (f"{own}/would-satisfy/", {"would_satisfy": "A hundred"}),
        (f"{own}/similar/", {"other": "2"}),
        (f"{own}/merge/", {"into": "2"}),
        (f"/replies/{Reply.objects.get(author=bob).pk}/points/", {"to-a": "question"}),
    ):
        refused = send(bob, path, **data)
        assert refused.status_code == 403, path
        assert WHY in text_of(refused), path
    for path in (f"{own}/stands/", f"{own}/satisfied/", f"{own}/taken-back/"):
        assert send(bob, path).status_code == 302, path
    theirs = Reply.objects.get(author=carol)
    assert send(bob, f"/replies/{theirs.pk}/report/", reason="Rude").status_code == 302
    assert essay.objections.get(number=2).holder_count == 1


def test_what_is_refused_is_not_offered(alice, bob, essay):
    carol = person("carol")
    place(carol, answer(carol, essay, "a) They tire."))
    pages = (essay.get_absolute_url(), f"/posts/{essay.pk}/objections/2/")
    assert all("I share this objection" in text_of(browser_of(bob).get(path)) for path in pages)
    bar(alice, essay)
    thread, objection = (text_of(browser_of(bob).get(path)) for path in pages)
    assert "I share this" not in thread + objection
    assert f"The author has barred you from this discussion: “{WHY}”" in thread
    assert "No edits now" in thread and "Link as similar" not in objection


@pytest.mark.parametrize("why", ["suspended", "unconfirmed"])
def test_who_may_not_write_is_offered_nothing(bob, essay, why):
    carol = person("carol")
    place(carol, answer(carol, essay, "a) They tire."))
    mine = answer(bob, essay, "Words of mine.")
    pages = (essay.get_absolute_url(), f"/posts/{essay.pk}/objections/2/", f"/replies/{mine.pk}/")
    offers = ("I share this", "Reply to Carol", "Edit your reply", "Withdraw your reply")
    before = " ".join(text_of(browser_of(bob).get(path)) for path in pages)
    assert all(each in before for each in offers) and "Report Carol" in before
    if why == "suspended":
        User.objects.filter(pk=bob.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    else:
        bob.emailaddress_set.update(verified=False)
    after = [text_of(browser_of(bob).get(path)) for path in pages]
    assert not [each for each in offers if each in " ".join(after)]
    assert ("Report Carol" in after[0]) == (why == "unconfirmed"), "reports need no address"
    if why == "suspended":
        assert "Publish" not in text_of(browser_of(bob).get("/posts/new/"))
    banner = {"suspended": "You can’t write until", "unconfirmed": "write once your e-mail address"}
    assert all(banner[why] in page for page in after)


def test_what_only_a_form_asks_for_leads_to_its_page(bob, essay):
    page = browser_of(bob).get(f"/posts/{essay.pk}/objections/1/share/")
    assert page.status_code == 405 and page.headers["Allow"] == "POST"
    assert f'href="/posts/{essay.pk}/objections/1/"' in page.content.decode()
    assert "press it once more" in text_of(page)


def test_a_bar_lasts_until_it_is_lifted_and_can_come_again(alice, bob, essay):
    for _ in range(2):
        assert bar(alice, essay).status_code == 302
        assert bar(alice, essay).status_code == 409
        assert send(bob, f"/posts/{essay.pk}/reply/", body="Hello.").status_code == 403
        lifted = send(alice, f"/posts/{essay.pk}/bars/lift/", person="bob")
        assert lifted.status_code == 302
        assert send(alice, f"/posts/{essay.pk}/bars/lift/", person="bob").status_code == 409
        assert answer(bob, essay, "Hello again.")
    assert Bar.objects.filter(lifted_at=None).count() == 0


@pytest.mark.parametrize(
    ("who", "username", "reason", "status", "says"),
    [
        ("alice", "alice", WHY, 422, "You can’t bar yourself"),
        ("alice", "mina", WHY, 422, "Moderators can’t be barred"),
        ("alice", "nobody", WHY, 422, "nobody of that name"),
        ("alice", "bob", " ", 422, "Give a reason"),
        ("alice", "bob", "x" * 301, 422, "yours has 301"),
        ("bob", "carol", WHY, 403, "Only the essay’s author"),
        ("mina", "bob", WHY, 403, "Only the essay’s author bars"),
    ],
)
def test_who_may_be_barred_and_by_whom(alice, bob, essay, who, username, reason, status, says):
    people = {"alice": alice, "bob": bob, "mina": moderator(), "carol": person("carol")}
    refused = bar(people[who], essay, username, reason)
    assert refused.status_code == status
    assert says in text_of(refused)
    if who == "alice":
        page = refused.content.decode()
        assert f'value="{username}"' in page, "nothing typed is lost"
        assert reason.strip() in page
    assert not Bar.objects.exists()


def test_moderators_lift_a_bar_and_the_log_tells_it(alice, bob, essay):
    mina = moderator()
    bar(alice, essay)
    lift = f"/posts/{essay.pk}/bars/lift/"
    assert send(mina, lift, person="bob", reason=" ").status_code == 422
    assert send(person("carol"), lift, person="bob", reason="Please").status_code == 403
    assert send(mina, lift, person="bob", reason="He may disagree").status_code == 302
    log = words(None, "/moderation/log/")
    assert "lifted the bar on Bob beneath “Twenty checks”" in log and "He may disagree" in log
    assert answer(bob, essay, "Thank you.")
    assert undo(mina).status_code == 302
    assert logged() == [LogAct.LIFT, LogAct.UNLIFT]
    assert send(bob, f"/posts/{essay.pk}/reply/", body="Again.").status_code == 403
    assert undo(mina, entry=LogEntry.objects.get(act=LogAct.LIFT)).status_code == 409


def test_a_moderator_closes_with_a_reason_and_only_they_reopen(alice, essay):
    mina, closing = moderator(), f"/posts/{essay.pk}/closing/"
    assert send(person("carol"), closing, reason="No more").status_code == 403
    assert send(mina, closing, reason=" ").status_code == 422
    assert send(mina, closing, reason="A wave of new accounts").status_code == 302
    assert send(mina, closing, reason="Again").status_code == 409
    assert send(alice, closing, reopen="1").status_code == 403
    assert "only they can reopen it" in words(alice, f"/posts/{essay.pk}/manage/")
    assert undo(mina).status_code == 302
    assert send(alice, closing, reopen="1").status_code == 409
    assert send(alice, closing, reason="I am rewriting it.").status_code == 302
    assert send(mina, closing, reopen="1").status_code == 422
    assert send(mina, closing, reopen="1", reason="It is rewritten").status_code == 302
    assert logged() == [LogAct.CLOSE, LogAct.UNCLOSE, LogAct.UNCLOSE]
    log = words(None, "/moderation/log/")
    assert "allowed new objections again to “Twenty checks”" in log


def test_the_page_to_manage_is_its_authors_and_the_moderators(alice, bob, essay):
    path = f"/posts/{essay.pk}/manage/"
    assert browser_of(None).get(path).status_code == 302
    assert browser_of(bob).get(path).status_code == 403
    assert "Bar somebody" in words(alice, path)
    assert "Bar somebody" not in words(moderator(), path)
    assert '<option value="bob">Bob</option>' in browser_of(alice).get(path).content.decode()
    draft = Post.objects.create(
        author=alice, title="Draft", slug="draft", body="", html="", html_version=1
    )
    assert browser_of(alice).get(f"/posts/{draft.pk}/manage/").status_code == 404

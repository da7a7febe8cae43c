"""Somebody adds a picture to an essay or a reply, as forms without JavaScript send it."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone

from accounts.limits.rates import read_limit
from accounts.models import User
from forum.actions.drafts.drafts import save_typed
from forum.markup.remarks import ELSEWHERE, UNDESCRIBED
from forum.models import ImageUse, Post, Reply
from forum.places import WritingPlace
from images import quotas
from images.facts import ImageFacts
from images.models import Image, Upload
from images.store import digests_before, open_file
from images.uploads import MOST_IN_A_REQUEST
from tests.cast import answer, browser_of, form_fields, person, publish, text_of
from tests.rules.images import files
from tests.sign_in import fresh

pytestmark = pytest.mark.django_db


def upload(user: User, content: bytes, name: str = "../../etc/x.html", **said: str) -> HttpResponse:
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return browser_of(user).post("/images/", {"image": file, **said})


def markdown(user: User, size: tuple[int, int] = (640, 360), **said: str) -> str:
    answered = upload(user, files.picture("PNG", size), **said)
    assert answered.status_code == 200, answered.content
    return answered.json()["markdown"]


def facts_of(source: str) -> ImageFacts:
    return Image.objects.get(digest=source.partition("image:")[2][:32]).facts


def status(user: User | None, facts: ImageFacts) -> int:
    answered = browser_of(user).get(facts.address(facts.width, "webp"))
    assert answered.getvalue(), "it is read to its end, which closes the file"
    return answered.status_code


def test_a_picture_is_added_to_a_new_essay_without_scripts(alice):
    page = browser_of(alice).get("/posts/new/")
    sent = form_fields(page, "post") | {"title": "Checks", "body": "Look:", "topics": "a, b"}
    sent |= {"insert": "1", "image_alt": "A [chart]", "image_caption": 'Of "checks"'}
    sent["image"] = BytesIO(files.picture())
    page = browser_of(alice).post("/posts/new/", sent)
    assert page.status_code == 200
    again = form_fields(page, "post")
    assert again["title"] == "Checks"
    assert again["topics"] == "a, b"
    assert again["token"] == sent["token"]
    assert again["body"].startswith("Look:\n\n![A \\[chart\\]](image:")
    assert again["body"].endswith(' "Of “checks”")\n')
    assert "stands at the end of your text" in text_of(page)
    facts = facts_of(again["body"])
    assert (status(alice, facts), status(None, facts)) == (200, 404)

    shown = browser_of(alice).post("/posts/new/", again | {"preview": "1"}).content.decode()
    assert 'alt="A [chart]"' in shown
    response = browser_of(alice).post("/posts/new/", again)
    page = browser_of(None).get(response.headers["location"]).content.decode()
    assert f'src="/images/{facts.digest}/640.jpg"' in page
    assert "<figcaption>Of “checks”</figcaption>" in page
    assert status(None, facts) == 200


def test_a_picture_is_added_to_a_reply_and_to_a_text_that_is_there(alice, bob):
    post = publish(alice, body="An essay.")
    sent = {"body": "", "parent": "", "insert": "1", "image": BytesIO(files.picture())}
    page = browser_of(bob).post(f"/posts/{post.pk}/reply/", sent)
    body = form_fields(page, "reply")["body"]
    reply = answer(bob, post, body)
    facts = facts_of(body)
    assert status(None, facts) == 200

    sent = {"body": "Another:", "base_revision": "1", "insert": "1"}
    sent["image"] = BytesIO(files.picture("PNG", (320, 200)))
    page = browser_of(bob).post(f"/replies/{reply.pk}/edit/", sent)
    again = form_fields(page, "reply-edit")
    assert again["base_revision"] == "1"
    assert browser_of(bob).post(f"/replies/{reply.pk}/edit/", again).status_code == 302
    uses = ImageUse.objects.filter(reply=reply).order_by("revision")
    assert [(use.revision, use.image.width) for use in uses] == [(1, 640), (2, 320)]


@pytest.mark.parametrize("where", ["/posts/new/", "reply", "edit"])
def test_what_is_refused_leaves_the_text_as_it_was(where, alice):
    post = publish(alice)
    reply = answer(alice, post, "Mine.")
    path = {"reply": f"/posts/{post.pk}/reply/", "edit": f"/replies/{reply.pk}/edit/"}.get(where)
    sent = {"title": "T", "body": "All of this.", "base_revision": "1", "insert": "1"}
    page = browser_of(alice).post(path or where, {**sent, "image": BytesIO(files.SVG)})
    assert page.status_code == 422
    assert "SVG drawing can hold scripts" in text_of(page)
    assert "All of this." in page.content.decode()
    page = browser_of(alice).post(path or where, sent)
    assert "Choose a picture first." in text_of(page)
    assert not Image.objects.exists()


def test_fifty_megabytes_are_refused_and_nothing_of_them_is_kept(alice):
    sent = {"body": "All of this.", "insert": "1", "image": BytesIO(bytes(50_000_000))}
    page = browser_of(alice).post("/posts/new/", sent)
    assert page.status_code == 422
    assert "50,000,000 bytes; 10,000,000 is the most" in text_of(page)
    assert "All of this." in page.content.decode()


def test_what_says_that_it_is_far_too_large_is_not_read(alice):
    kind = {"content_type": "multipart/form-data; boundary=x"}
    said = {"CONTENT_LENGTH": str(MOST_IN_A_REQUEST + 1)}
    assert browser_of(alice).post("/images/", b"--x--", **kind, **said).status_code == 400


@pytest.mark.parametrize(
    ("user", "expected"), [({"confirmed": False}, 403), ({"suspended_until": 1}, 403), ({}, 200)]
)
def test_who_may_not_write_adds_no_picture(user, expected):
    if "suspended_until" in user:
        user = {"suspended_until": timezone.now() + timedelta(days=1)}
    assert upload(person("dora", **user), files.picture()).status_code == expected
    assert Image.objects.count() == (expected == 200)


def test_visitors_sign_in_first(client):
    assert client.post("/images/", {"image": BytesIO(files.picture())}).status_code == 302


def test_two_who_bring_the_same_picture_share_its_files(alice, bob):
    assert markdown(alice) == markdown(bob)
    assert Image.objects.count() == 1
    assert Upload.objects.count() == 2


def test_only_the_picture_that_an_essay_begins_with_is_asked_for_at_once(alice, bob):
    picture = markdown(alice)
    begun = publish(alice, body=f"{picture}\n\n{picture}")
    answer(bob, begun, markdown(bob))
    later = publish(alice, body=f"Look:\n\n{picture}")
    for post, expected in ((begun, "high lazy lazy"), (later, "lazy")):
        page = browser_of(None).get(post.get_absolute_url()).content.decode()
        assert re.findall('(?:fetchpriority|loading)="([a-z]+)"', page) == expected.split()


def test_the_writer_is_told_what_others_will_not_see(alice):
    body = "![A](https://a.example/x.png)\n\n" + markdown(alice)
    page = browser_of(alice).post("/posts/new/", {"title": "T", "body": body, "preview": "1"})
    assert str(ELSEWHERE) in text_of(page)
    assert str(UNDESCRIBED) in text_of(page)
    client = browser_of(alice)
    response = client.post("/posts/new/", {"title": "T", "body": body})
    assert str(ELSEWHERE) in text_of(client.get(response.headers["location"]))


def test_a_person_has_as_many_as_the_quotas_say(alice, monkeypatch):
    monkeypatch.setattr(quotas, "MOST_IMAGES", 2)
    markdown(alice, (10, 10))
    markdown(alice, (20, 10))
    refused = upload(alice, files.picture("PNG", (30, 10)))
    assert refused.status_code == 429
    assert "as many pictures here as one person may" in refused.json()["said"]
    monkeypatch.setattr(quotas, "MOST_IMAGES", 9)
    monkeypatch.setattr(quotas, "MOST_IN_A_DAY", 100)
    assert "in the last day" in upload(alice, files.picture("PNG", (30, 10))).json()["said"]
    Upload.objects.update(at=timezone.now() - timedelta(days=2))
    monkeypatch.setattr(quotas, "MOST_IN_A_DAY", 10_000)
    markdown(alice, (30, 10))


def test_a_person_adds_as_many_in_a_while_as_the_limit_says(alice, settings):
    settings.LIMITS = {**settings.LIMITS, "images": read_limit("LIMIT_IMAGES", "2/hour;1/hour;")}
    markdown(alice, (10, 10))
    refused = upload(alice, files.picture())
    assert refused.status_code == 429
    assert "You have added 1 picture in the last hour" in refused.json()["said"]


@pytest.fixture
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend}}
    return tmp_path


def files_in(folder) -> set[str]:
    return {file.parent.name for file in folder.rglob("*.*")}


def test_what_nothing_shows_is_swept_after_a_while(
    alice, on_disk, django_capture_on_commit_callbacks
):
    kept, drafted, gone, fresh, begun = (
        facts_of(markdown(alice, (n, 9))) for n in (10, 20, 30, 40, 50)
    )
    typed = {"body": f"![A](image:{begun.digest})"}
    save_typed(writer=alice, place=WritingPlace.of_new(uuid4()), typed=typed, sequence=0)
    publish(alice, body=f"![A](image:{kept.digest})")
    publish(alice, body=f"![A](image:{drafted.digest})", draft="1")
    Upload.objects.exclude(image__digest=fresh.digest).update(
        at=timezone.now() - timedelta(hours=30)
    )
    call_command("sweep_images", "--older-than", "40")
    assert Image.objects.count() == 5
    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_images", "--older-than", "20")
    left = {kept.digest, drafted.digest, fresh.digest, begun.digest}
    assert set(Image.objects.values_list("digest", flat=True)) == left == files_in(on_disk)
    assert status(alice, gone) == 404
    # What a draft showed goes with what it says now.
    draft = Post.objects.get(state="draft")
    browser_of(alice).post(f"/posts/{draft.pk}/edit/", {"title": "T", "body": "B", "draft": "1"})
    assert not ImageUse.objects.filter(post=draft).exists()


def test_files_that_belong_to_no_image_are_swept(alice, on_disk):
    facts = facts_of(markdown(alice))
    Image.objects.all().delete()
    assert list(digests_before(timezone.now() - timedelta(hours=1))) == []
    assert list(digests_before(timezone.now() + timedelta(hours=1))) == [facts.digest]
    call_command("sweep_images")
    assert files_in(on_disk) == {facts.digest}


@pytest.mark.parametrize("shared", [False, True])
def test_erasing_a_text_erases_its_pictures(
    shared, alice, bob, on_disk, django_capture_on_commit_callbacks
):
    facts = facts_of(markdown(bob))
    post = publish(alice)
    reply = answer(bob, post, f"![A](image:{facts.digest})")
    if shared:
        answer(alice, post, f"Quoting ![A](image:{facts.digest})")
    Reply.objects.filter(pk=reply.pk).update(state="hidden")
    admin = person("ada", role=User.Role.ADMIN)
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"reason": "The law"}
        assert browser_of(admin).post(f"/replies/{reply.pk}/purge/", sent).status_code == 302
    assert Image.objects.exists() == shared
    assert files_in(on_disk) == ({facts.digest} if shared else set())
    assert status(None, facts) == (200 if shared else 404)


def test_leaving_erases_what_no_text_shows(alice, django_capture_on_commit_callbacks):
    used, unused = (facts_of(markdown(alice, (n, 9))) for n in (10, 20))
    publish(alice, body=f"![A](image:{used.digest})")
    with django_capture_on_commit_callbacks(execute=True):
        fresh("alice").post("/account/leave/", {"texts": "keep", "sure": "on"})
    assert list(Image.objects.values_list("digest", flat=True)) == [used.digest]
    assert not Upload.objects.exists()
    with pytest.raises(FileNotFoundError):
        open_file(unused.digest, unused.whole)
    assert status(None, used) == 200

"""A discussion with its images as an archive: out, in, and out again; bad ones are refused."""

import json
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from forum.actions.images import upload_image
from forum.models import ImageUse, Post, Reply
from images.encoding import encode
from images.models import Image, Upload
from tests.cast import answer, browser_of, person, publish
from tests.rules.images import files
from tests.sign_in import fresh
from transfer.files import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def essay(db) -> Post:
    """Alice's essay, of which an earlier wording showed another image, and Bob's hidden reply."""
    alice, bob = person("alice"), person("bob")
    shown, earlier, answered, hidden = (
        upload_image(uploader=by, file=BytesIO(files.picture(size=(width, 9)))).digest
        for by, width in ((alice, 500), (alice, 20), (bob, 30), (bob, 40))
    )
    post = publish(alice, body=f"First ![it](image:{earlier}).")
    body = f'Then ![it](image:{shown} "So").\n\n![gone](image:{"0" * 32})'
    data = {"title": "Twenty checks", "body": body, "base_revision": "1", "topics": ""}
    assert browser_of(alice).post(f"/posts/{post.pk}/edit/", data).status_code == 302
    answer(bob, post, f"a) See ![this](image:{answered}).")
    reply = answer(bob, post, f"Hidden ![this](image:{hidden}).")
    Reply.objects.filter(pk=reply.pk).update(state="hidden")
    post.refresh_from_db()
    return post


def archive_of(post: Post) -> bytes:
    response = browser_of(None).get(f"/posts/{post.pk}/discussion.zip")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/zip"
    return response.getvalue()


def load(path: Path) -> Post:
    out = StringIO()
    call_command("import_discussion", str(path), "--attach", stdout=out)
    return Post.objects.get(pk=int(out.getvalue().split("/")[2]))


def test_it_comes_back_as_it_was(essay, tmp_path, django_capture_on_commit_callbacks):
    whole = archive_of(essay)
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        names = archive.namelist()
        text = json.loads(archive.read("discussion.json"))
        assert text["post"]["body"] == essay.body
    assert names[0] == "discussion.json"
    assert len(names) == 4, "what only a hidden reply shows is left out"
    path = tmp_path / "discussion.zip"
    call_command("export_discussion", str(essay.pk), "--archive", str(path))
    assert path.read_bytes() == whole
    with pytest.raises(CommandError, match="can’t be written"):
        call_command("export_discussion", str(essay.pk), "--archive", str(path))

    # Elsewhere nobody has these images.
    Upload.objects.all().delete()
    ImageUse.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_images")
    assert not Image.objects.exists()
    copy = load(path)
    assert archive_of(copy) == whole
    assert copy.html == essay.html
    uses = ImageUse.objects.filter(post=copy).order_by("revision")
    assert [(use.revision, use.image.width) for use in uses] == [(1, 20), (2, 500)]
    assert ImageUse.objects.filter(reply__post=copy).count() == 1
    digest = uses[1].image.digest
    for name in ("500.webp", "500.jpg", "480.webp"):
        assert browser_of(None).get(f"/images/{digest}/{name}").getvalue().strip()


def test_the_plain_file_shows_what_is_public_here(essay, tmp_path):
    path = tmp_path / "discussion.json"
    path.write_bytes(browser_of(None).get(f"/posts/{essay.pk}/critique.json").getvalue())
    assert load(path).html.count("<img ") == 1


TEXT = json.dumps(
    {"format": "rejoinder/1", "post": {"title": "T", "author": "zoe", "body": "An essay."}}
)


def whole_of(content: bytes) -> tuple[str, bytes]:
    image = encode(BytesIO(content))
    return f"images/{image.facts.digest}.webp", image.files[image.facts.whole]


NAME, WHOLE = whole_of(files.picture())
BAD = {
    "a way out": ([("../x.webp", WHOLE)], "../x.webp: an archive holds"),
    "a way out of the folder": ([("images/../../x.webp", WHOLE)], "an archive holds"),
    "another file": ([("images/x.html", files.HTML)], "an archive holds"),
    "an image under another name": ([(f"images/{'0' * 32}.webp", WHOLE)], "named after"),
    "a bomb for an image": ([(NAME, files.webp_bomb())], "60,000 × 60,000"),
    "more than pixels": ([(NAME, WHOLE + files.HTML)], "as this site writes it"),
    "an image twice": ([(NAME, WHOLE), (NAME, WHOLE)], "twice"),
    "a bomb of zeros": ([(NAME, bytes(90_000_000))], "10,000,000 is the most"),
}


# One has a name twice.
@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("what", BAD)
def test_security_38_a_bad_archive_is_refused_and_leaves_nothing(what, tmp_path, db):
    entries, why = BAD[what]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("discussion.json", TEXT)
        for name, content in entries:
            archive.writestr(name, content)
    with pytest.raises(CommandError, match=why):
        load(path)
    assert not Image.objects.exists()
    assert not Post.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(500)])
def test_what_is_no_archive_is_refused(content, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(ValidationError, match="no archive that can be read"):
        plan_of(path, kind=None, author=None)


def test_a_text_beyond_its_bounds_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("discussion.json", b" " * 20_000_001)
    with pytest.raises(ValidationError, match="20,000,000 is the most"):
        plan_of(path, kind=None, author=None)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(NAME, WHOLE)
    with pytest.raises(ValidationError, match="the archive lacks it"):
        plan_of(path, kind=None, author=None)


def test_everybodys_data_has_their_pictures(essay):
    response = fresh("alice").get("/account/data/archive/")
    with zipfile.ZipFile(BytesIO(response.getvalue())) as archive:
        account = json.loads(archive.read("account.json"))
        assert len(account["images"]) == 2
        names = [name for name in archive.namelist() if name.startswith("images/")]
        assert len(names) == 2
        for name in names:
            encode(BytesIO(archive.read(name)))

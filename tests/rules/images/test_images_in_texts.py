"""What a text makes of images: figures of our own, links to all others, and what is said of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.urls import Digest, ImageFile
from forum.markup.images import OF_IMAGES
from forum.markup.remarks import ELSEWHERE, UNDESCRIBED, UNKNOWN, remarks
from forum.text import plain, render, shows_nothing
from images.facts import ImageFacts
from tests.xss import STORABLE

DIGEST, OTHER = "0123456789abcdef" * 2, "f" * 32
IMAGE = ImageFacts(DIGEST, 1200, 800, "jpg")
IMAGES = {DIGEST: IMAGE}
OWN = f"![A chart](image:{DIGEST})"
PICTURE = re.compile("<picture><source [^<>]+><img [^<>]+></picture>")


def shown(source: str) -> str:
    return render(source, "post-1", images=IMAGES)


def skeleton(source: str) -> str:
    """Return the HTML with PICTURE for each whole picture of ours."""
    return re.sub(r"\s*\n\s*", "", PICTURE.sub("PICTURE", shown(source)))


def test_a_figure_says_all_that_a_browser_needs():
    html = shown(f'![A chart](image:{DIGEST} "In a year")')
    for part in (
        f'src="/images/{DIGEST}/1200.jpg"',
        f"/images/{DIGEST}/480.webp 480w, /images/{DIGEST}/960.webp 960w, ",
        f"/images/{DIGEST}/480.jpg 480w",
        'width="1200"',
        'height="800"',
        'alt="A chart"',
        'loading="lazy"',
        "<figcaption>In a year</figcaption>",
    ):
        assert part in html
    assert plain(html) == "In a year"
    assert not shows_nothing(shown(OWN))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (OWN, "<figure>PICTURE</figure>"),
        (f"Before.\n\n{OWN}\n\nBehind.", "<p>Before.</p><figure>PICTURE</figure><p>Behind.</p>"),
        (f"Before\n{OWN}\nbehind.", "<p>Before</p><figure>PICTURE</figure><p>behind.</p>"),
        (f"{OWN}\n{OWN}", "<figure>PICTURE</figure>" * 2),
        (f"- {OWN}", "<ul><li>PICTURE</li></ul>"),
        (f"**{OWN}**", "<p><strong>PICTURE</strong></p>"),
        (f"[{OWN}](https://a.example)", None),
        (f"`{OWN}`", None),
        (f"![A chart](image:{OTHER})", "<p><span>A chart</span></p>"),
        ("![A chart](https://a.example/x.png)", None),
        (f"[A chart](image:{DIGEST})", "<p><span>A chart</span></p>"),
        (f"![A chart](/images/{DIGEST}/1200.jpg)", None),
        (f"![A chart](IMAGE:{DIGEST})", "<p><span>A chart</span></p>"),
    ],
)
def test_where_it_stands(source: str, expected: str | None):
    if expected is None:
        assert "<img" not in shown(source)
    else:
        assert skeleton(source) == expected


def test_texts_without_images_are_what_they_were():
    """What is stored need not be made anew."""
    for source in (f"![A chart](image:{OTHER})", "![x](y.png)", "A *text*.", OWN):
        assert "<img" not in render(source, "post-1")
    assert render(OWN, "post-1") == "<p><span>A chart</span></p>"


@pytest.mark.parametrize(
    "place", ["![{0}](image:{1})", '![A](image:{1} "{0}")', "![A](image:{1}{0})", "![A]({0})"]
)
def test_security_16_nothing_attacks_from_a_picture(place: str):
    """Whatever is written into its words, its caption or its address."""
    attacks = [place.format(each.replace("\n", " ")[:500], DIGEST) for each in STORABLE]
    for start in range(0, len(attacks), 40):
        check_harmless(shown("\n\n".join(attacks[start : start + 40])))


@given(st.text(alphabet="![]()<>\"'\\ :/&=a\n*`", max_size=60), st.sampled_from(range(4)))
def test_security_16_no_text_makes_another_picture(words: str, where: int):
    places = (f"![{words}](image:{DIGEST})", f"![a](image:{DIGEST} {words})")
    places += (f"![a](image:{DIGEST}{words})", f"{words}![a](image:{DIGEST})")
    check_harmless(shown(places[where]))


def check_harmless(html: str) -> None:
    for tag in re.findall(r"<(?:img|source)\b[^>]*>", html):
        for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag):
            assert name in {*OF_IMAGES, "alt", "title"}
            assert name not in OF_IMAGES or OF_IMAGES[name].fullmatch(value)
    assert not re.search(r"<script|<svg|<iframe|<[^>]+\son[a-z]+\s*=[^>]*>", without_words(html))


def without_words(html: str) -> str:
    return re.sub(r'="[^"]*"', "", html)


def test_the_addresses_are_routes():
    for width in IMAGE.widths:
        _, _, digest, name = IMAGE.address(width, "webp").split("/")
        assert re.fullmatch(Digest.regex, digest)
        assert re.fullmatch(ImageFile.regex, name)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (OWN, []),
        (f"![](image:{DIGEST})", [UNDESCRIBED]),
        (f"![ ](image:{DIGEST})\n\n![](image:{DIGEST})", [UNDESCRIBED]),
        ("![A](https://a.example/x.png)", [ELSEWHERE]),
        (f"![A](image:{OTHER}) ![A](image:short)", [UNKNOWN]),
        ("```\n![A](https://a.example/x.png)\n```\n`![](image:x)`", []),
        ("No picture at all ![", []),
    ],
)
def test_what_the_writer_is_told(source: str, said: list[str]):
    assert remarks(source, IMAGES) == said

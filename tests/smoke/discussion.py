"""What people do with essays: write, object, answer, moderate; each step through the forms."""

from tests.rules.images.files import picture
from tests.smoke.browser import Browser

TITLE = "Twenty checks are enough"
ESSAY = "People read twenty checks.\nNobody has ever read the hundredth of them with care."
POINTS = """a) > Nobody has ever read the hundredth of them with care.

Auditors read all of them, and are paid for it.
b) Twenty is a number without a reason."""


def write_essay(author: Browser) -> str:
    """Draft, preview, publish and revise an essay; return its address."""
    author.open("/posts/new/")
    author.press("Save draft", title=TITLE, body="Twenty **checks**.")
    author.press("Add it to the text", body=ESSAY, picture=picture(), image_alt="Twenty marks")
    author.press("Preview")
    assert "Not published yet" in author.text
    assert "People read twenty checks." in author.text
    author.press("Publish", topics="checks")
    assert 'alt="Twenty marks"' in author.source
    assert TITLE in author.text and "People read twenty checks." in author.text
    essay = author.url
    author.follow("Edit your essay")
    author.press("Save", body=f"{ESSAY} I counted.", note="Said how I know")
    assert "I counted." in author.text
    author.open(f"/posts/{number_of(essay)}/revisions/")
    assert "Said how I know" in author.text and "<ins>" in author.source
    return essay


def raise_objections(critic: Browser, essay: str) -> None:
    """Reply with lettered points, and confirm them."""
    critic.open("/")
    critic.follow(TITLE)
    critic.press("Preview", body=POINTS)
    assert "Auditors read all of them" in critic.text
    critic.press("Post")
    assert "Your points" in critic.text
    critic.press("Add 2 objections")
    assert "Your points are a and b" in critic.text
    critic.open(f"/posts/{number_of(essay)}/critique/")
    assert "Two objections" in critic.text


def hold_and_answer(author: Browser, critic: Browser, other: Browser, essay: str) -> None:
    """Share an objection; answer it and agree with the other; say whether that suffices."""
    number = number_of(essay)
    other.open(f"/posts/{number}/objections/1/")
    assert "No author answer yet" in other.text
    other.press("I share this objection")
    assert "You share this objection." in other.text and "2 people" in other.text
    author.open("/desk/")
    assert "To answer 2" in author.text
    author.follow("Answer in a reply")
    assert "Auditors read all of them" in author.text
    author.press("Post", body="Auditors sample; I asked three of them.")
    assert "Your reply is posted." in author.text and "To answer 1" in author.text
    author.press("I agree", text="Twenty is a habit; the essay now says so.")
    assert "You agree with b." in author.text and "To answer 0" in author.text
    author.open(f"/posts/{number}/objections/1/")
    author.press("Propose", proposed="Auditors read all of them")
    assert "Auditors read all of them" in author.text
    critic.open("/desk/?show=asked")
    assert "Auditors sample; I asked three of them." in critic.text
    critic.press("Still stands, objection a")
    assert "it still stands for you." in critic.text
    other.open("/desk/?show=asked")
    other.press("This answers it, objection a")
    assert "this answers it for you." in other.text
    other.open(f"/posts/{number}/critique/")
    assert "1 still disputed" in other.text and "1 author agrees" in other.text
    assert "Twenty is a habit; the essay now says so." in other.text


def thank(author: Browser, reader: Browser, essay: str) -> None:
    """Find an essay worth reading, and say why; its author reads that."""
    reader.open(essay)
    reader.press("Worth reading")
    reader.open(f"/posts/{number_of(essay)}/thanks/")
    reader.press("Thank", words="I count differently now.")
    author.open("/thanks/")
    assert "I count differently now." in author.text


def report_and_decide(critic: Browser, member: Browser, moderator: Browser, essay: str) -> None:
    """Be rude and be reported; remove it, be told why, and answer; undo it."""
    critic.open(essay)
    critic.follow("Reply to ada")
    critic.press("Post", body="Go and play with your lists.")
    reply = critic.url.partition("posted=")[2]
    member.open(f"/replies/{reply}/report/")
    assert "Go and play with your lists." in member.text
    member.press("Report", reason="About the person")
    assert "Reported." in member.text
    member.open("/moderation/", status=403)
    moderator.open("/moderation/")
    assert "cleo (has no part in the discussion) reports: About the person" in moderator.text
    moderator.press("Remove", of={"reply": reply}, reason="A quarrel, not an argument")
    assert "You removed a reply by ben" in moderator.text
    for reader in (member, moderator):
        reader.open(essay)
        assert ("Go and play" in reader.text) == (reader is moderator)
    critic.open("/account/decisions/")
    assert "A quarrel, not an argument" in critic.text
    critic.press("Send", text="It was meant kindly.")
    moderator.open("/moderation/")
    assert "It was meant kindly." in moderator.text
    moderator.open("/moderation/log/")
    moderator.follow("Undo: removed a reply by ben")
    moderator.press("Undo", reason="They made up")
    member.open(essay)
    assert "Go and play" in member.text
    member.open("/moderation/log/")
    assert "A quarrel, not an argument" in member.text and "They made up" in member.text


def number_of(essay: str) -> str:
    """The number in an essay's address."""
    return essay.split("/")[2]

"""Taking a mail that answers a text: posted as the page would post it, or refused with a word."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.utils import timezone, translation

from accounts.models import User
from forum.actions.replies import post_reply
from forum.models import Post, Reply
from forum.places import WritingPlace
from inbox.actions.arrivals import digest_of, note_arrival, was_taken
from inbox.actions.returns import note_return
from inbox.addresses import Addressed, addressed_in, returned_in
from inbox.automatic import is_automatic, own_sender
from inbox.letters import Letter, LetterUnreadableError
from inbox.models import MailOutcome
from inbox.prose.bodies import count_attached, html_text, plain_text
from inbox.prose.own_words import own_words
from inbox.refusals import GONE, NO_WORDS, TOO_LARGE, UNREADABLE, LetterRefusedError
from inbox.remarks import tell_of_files, tell_refused
from inbox.senders import check_sender
from web.languages import spoken
from web.refusals import REFUSALS, messages_of

# The namespace of tokens that are made of mails.
MAILS = uuid.UUID("6c1f1b0e-5f0a-4f0e-9f8e-3d1c5f4b7a21")


def take(*, raw: bytes, recipient: str = "") -> MailOutcome:
    """Post the answer in the mail `raw`, unless it was taken before, and return what became of it.

    `recipient` is for whom the mail server took it; without one that is read from the mail. Whose
    address it is may be known to others: it is asked who sends, and whether that is proved, before
    anything else is read. All rights and limits of the page hold. A mail is posted once, however
    often it comes and wherever this is stopped: the reply’s token is made of it. What is refused is
    told to the person by mail. Raises what the database raises where it is away.
    """
    letter = Letter(raw)
    returned = returned_in(recipient) or returned_in(letter.recipients)
    if returned is not None:
        return note_return(letter, returned)
    asked = addressed_in(recipient) or addressed_in(letter.recipients)
    if asked is None:
        return MailOutcome.UNKNOWN
    if is_automatic(letter):
        digest = digest_of(letter, asked.person, what="program's mail")
        note_arrival(digest=digest, outcome=MailOutcome.AUTOMATIC)
        return MailOutcome.AUTOMATIC
    try:
        with _asked_by(asked.person):
            check_sender(letter, asked.person)
    except LetterRefusedError as refusal:
        # Not noted: whoever forged it may have given it the name of one that is to come.
        tell_refused(letter, asked.person, why=refusal.why)
        return MailOutcome.REFUSED
    digest = digest_of(letter, asked.person)
    if was_taken(digest):
        return MailOutcome.AGAIN
    outcome, files, why = MailOutcome.POSTED, 0, []
    try:
        with _asked_by(asked.person):
            files = _post(letter, asked)
    except LetterRefusedError as refusal:
        outcome, why = MailOutcome.REFUSED, refusal.why
    # Told first: whoever is stopped in between tells it twice rather than never.
    if why:
        tell_refused(letter, asked.person, why=why)
    elif files:
        tell_of_files(letter, asked.person, files=files)
    note_arrival(digest=digest, outcome=outcome)
    return outcome


def _post(letter: Letter, asked: Addressed) -> int:
    """Post the answer, and return how many files it left out."""
    person, place = asked
    token = uuid.uuid5(MAILS, f"{person.pk} {letter.identity}")
    post, parent, answered, title = _answered(person, place)
    body, files = _read(letter, answered, title)
    if Reply.objects.filter(author=person, token=token).exists():
        # It was posted, and whoever did so was stopped before they noted it.
        return files
    if not body:
        raise LetterRefusedError(NO_WORDS)
    try:
        post_reply(author=person, post_id=post, parent_id=parent, body=body, token=token)
    except REFUSALS as error:
        raise LetterRefusedError(*messages_of(error)) from error
    except ObjectDoesNotExist as error:
        raise LetterRefusedError(GONE) from error
    return files


def _read(letter: Letter, answered: str, title: str) -> tuple[str, int]:
    """Return what its writer says in a mail, and how many files are attached."""
    try:
        message = letter.message()
        text = plain_text(message)
        text = text if text.strip() else html_text(message)
        ours = {settings.REPLY_ADDRESS, own_sender()}
        said = own_words(text, answered=answered, title=title, ours=ours)
        return said, count_attached(message)
    except LetterUnreadableError as error:
        raise LetterRefusedError(TOO_LARGE) from error
    except Exception as error:
        # The standard library has many for parts that it cannot read.
        raise LetterRefusedError(UNREADABLE) from error


def _answered(person: User, place: WritingPlace) -> tuple[int, int | None, str, str]:
    """Return the essay, the reply that is answered in it, what a mail may quote, and the title.

    Of the texts it is what `person` may read now. Two queries at most.
    """
    parent, parts = None, []
    post = place.key
    if place.kind == "reply":
        readable = Reply.objects.readable_by(person).filter(pk=place.key)
        found = readable.values("post", "body").first()
        if found is None:
            raise LetterRefusedError(GONE)
        parent, post = place.key, found["post"]
        parts = [found["body"]]
    essay = Post.objects.readable_by(person).filter(pk=post).values("title", "body").first()
    if essay is None:
        raise LetterRefusedError(GONE)
    return post, parent, "\n".join([*parts, essay["body"]]), essay["title"]


@contextmanager
def _asked_by(person: User) -> Iterator[None]:
    """Let limits hold, which commands do not have: this is asked by `person`, from nowhere.

    What they are told is in their language, with times as they have them.
    """
    request = HttpRequest()
    request.user = person
    with (
        context.request_context(request),
        translation.override(spoken(person.language)),
        timezone.override(person.timezone),
    ):
        yield

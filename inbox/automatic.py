"""Mails that no person sent: they are not posted, and never answered, or two programs would talk.

RFC 3834 says how programs mark theirs; those that do not are known by their ways.
"""

import re

from django.conf import settings

from inbox.addresses import is_ours
from inbox.letters import Letter
from inbox.senders import sender_of

# Headers that only programs write, whatever they say.
_MARKS = (
    "X-Auto-Response-Suppress",
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Failed-Recipients",
    "X-Loop",
    "Auto-Replied",
    "List-Id",
    "List-Unsubscribe",
    "Feedback-ID",
)
_PRECEDENCE = re.compile(r"bulk|junk|list|auto[_-]?reply", re.IGNORECASE)
# An envelope without a sender, as bounces have, or as a server writes that.
_NOBODY = re.compile(r"\s*<?\s*(?:mailer-daemon(?:@.*)?)?\s*>?\s*", re.IGNORECASE)
_SENDERS = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)(?:[+=-][^@]*)?@", re.IGNORECASE
)
# Of answers while somebody is away, in the languages in which people write here.
_SUBJECTS = re.compile(
    r"(?:out of (?:the )?office|auto(?:matic)?[ -]?(?:reply|response)|auto:|vacation\b"
    r"|automatische antwort|abwesenheit|réponse automatique|absence du bureau"
    r"|respuesta automática|fuera de la oficina|risposta automatica|resposta automática"
    r"|automatisch antwoord|afwezig|autosvar|automaattinen vastaus|automatická odpověď"
    r"|odpowiedź automatyczna|автоматический ответ|автоответ|自動応答|自動返信|自动回复|자동 회신"
    r"|תשובה אוטומטית|رد تلقائي|undeliver|delivery status|mail delivery|returned mail)",
    re.IGNORECASE,
)


def is_automatic(letter: Letter) -> bool:
    """Whether a program sent it: an answer while away, a bounce, a list, or this site itself."""
    submitted = letter.header("Auto-Submitted").partition(";")[0].strip().lower()
    if submitted not in ("", "no"):
        return True
    if any(letter.headers(name) for name in _MARKS):
        return True
    if _PRECEDENCE.search(letter.header("Precedence")):
        return True
    if any(_NOBODY.fullmatch(each) for each in letter.headers("Return-Path")):
        return True
    if letter.header("Content-Type").lower().startswith("multipart/report"):
        return True
    sender = sender_of(letter)
    return (
        is_ours(sender)
        or sender == own_sender()
        or _SENDERS.match(sender) is not None
        or _SUBJECTS.match(letter.subject) is not None
    )


def own_sender() -> str:
    """Return the address from which this site sends mail, in small letters."""
    said = settings.DEFAULT_FROM_EMAIL
    return (said.rpartition("<")[2].partition(">")[0] or said).strip().lower()

"""Prints the addresses of every route, of things that exist: `addresses.py CONFIRM RESET`.

A program of its own, because the site's database is not that of the tests. What people do in
`signing` and `discussion` was done before; the two are the paths of links that were mailed.
"""

import json
import sys
from itertools import product

import django

django.setup()

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from critiques.models import Proposal
from critiques.record.coverage import KINDS
from forum.models import Thanks
from images.models import Image
from moderation.models import Appeal, LogEntry
from notifications.models import Notification
from tests.routes import ROUTES, address_of, arguments_of
from transfer.documents.formats import SUFFIXES

# Routes whose addresses are secrets.
MAILED = ("account_confirm_email", "account_reset_password_from_key")
# Signed with the site’s key, which this program does not have.
SIGNED = ("mail-stop",)


def main() -> None:
    """Print them as a JSON list, in the order of the routes."""
    proposal = Proposal.objects.latest("pk")
    objection, essay = proposal.objection, proposal.objection.post
    image = Image.objects.latest("pk")
    values = {
        "post_id": [essay.pk],
        "slug": [essay.slug],
        "topic": [essay.topics.get().slug],
        "revision": [essay.revision],
        "place": [f"essay-{essay.pk}-reply"],
        "reply_id": [objection.raised_in_id],
        "number": [objection.number],
        "address": [objection.address],
        "proposal_id": [proposal.pk],
        "kind": list(KINDS),
        "suffix": list(SUFFIXES),
        "username": [essay.author.username],
        "entry_id": [LogEntry.objects.latest("pk").pk],
        "notification_id": [Notification.objects.latest("pk").pk],
        "appeal_id": [Appeal.objects.latest("pk").pk],
        "thanks_id": [Thanks.objects.latest("pk").pk],
        "session_id": [UserSession.objects.filter(user=essay.author).latest("pk").pk],
        "digest": [image.digest],
        "file": [image.facts.whole],
        "pk": [Authenticator.objects.latest("pk").pk],
    }
    found = []
    for name, route in ROUTES:
        wanted = arguments_of(route)
        if name in SIGNED:
            continue
        if name in MAILED:
            found.append(sys.argv[1 + MAILED.index(name)])
            continue
        assert set(wanted) <= values.keys(), f"say what to put into {name}: {route}"
        for made in product(*(values[each] for each in wanted)):
            found.append(address_of(route, dict(zip(wanted, made, strict=True))))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

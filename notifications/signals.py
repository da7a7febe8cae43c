"""What this app tells those above it."""

from django.dispatch import Signal

# audience, people: these (ids) are told of the audience’s thing, or for that stronger reason now,
# some of them perhaps as read, since they muted it; sent inside the transaction that writes it.
told = Signal()

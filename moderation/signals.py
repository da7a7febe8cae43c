"""What this app tells those above it; sent inside the transaction."""

from django.dispatch import Signal

# entry: a line of the log was written; the person concerned has a notice where they are told. Parts
# that a line for many gets all at once are not told of one by one; they hang on it.
logged = Signal()
# target: enough people reported this text, its post locked, to hold it back; a receiver that
# returns True keeps it public.
held_back = Signal()

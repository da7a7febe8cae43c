"""What this app tells those above it; sent inside the transaction."""

from django.dispatch import Signal

# entry: a line of the log was written; the person concerned has a notice where they are told.
logged = Signal()
# target: enough people reported this text, its post locked, to hold it back; a receiver that
# returns True keeps it public.
held_back = Signal()

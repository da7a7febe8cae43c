"""What this app tells those above it."""

from django.dispatch import Signal

# address_id: a server will never deliver mail to this confirmed address; at most once a report.
returned = Signal()

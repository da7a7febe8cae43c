"""What this app tells those above it."""

from django.dispatch import Signal

# told, reason: these notifications (a query) are new, or got this stronger reason; sent inside the
# transaction that writes them.
told = Signal()

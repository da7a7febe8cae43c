"""What can be found is what can be read: the index follows every write, and asks for rights."""

from accounts.models import User
from critiques.models import Objection
from critiques.record.cards import cards_for
from search.upkeep import differences

VIEWERS = (None, "alice", "bob", "mina")


def check_index() -> None:
    """Raise AssertionError where the index has other words than texts, or finds other claims."""
    assert list(differences()) == []
    objections = Objection.objects.filter(number__isnull=False)
    posts = list(objections.order_by().values_list("post", flat=True).distinct())
    claims = dict(objections.values_list("pk", "claim"))
    for name in VIEWERS:
        # Who has left reads as a visitor.
        viewer = User.objects.filter(username=name).first()
        known = set(Objection.objects.known_to(viewer).values_list("pk", flat=True))
        cards = cards_for(posts, viewer).items()
        shown = {pk for pk, card in cards if card.claim_shown and card.claim == claims[pk]}
        found = set(Objection.objects.saying_to(viewer).values_list("pk", flat=True))
        assert found == shown & known, name

"""How much may be done for one difference: counted, since by the clock each reader got another."""


class Steps:
    """Operations that are left; each looks at one word or compares two."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.taken = 0

    def take(self, count: int) -> bool:
        """Take `count` of them, where so many are left; return whether they were."""
        if count > self.left:
            return False
        self.left -= count
        self.taken += count
        return True

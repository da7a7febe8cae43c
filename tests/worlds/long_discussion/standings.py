"""Where each objection stands, and with whom: what a reader of the thread would write down."""

from typing import NamedTuple


class Stand(NamedTuple):
    """Who shares it now, by which of its parts they may; whom the answer satisfied; who took it
    back. `turn` is whose move it is."""

    address: str
    status: str
    sharing: str
    satisfied: str = ""
    taken_back: str = ""
    turn: str = ""


STANDINGS = {
    1: Stand("a", "contested", "petra wen", "lev", turn="author"),
    2: Stand("b", "conceded", "lev", "petra"),
    3: Stand("c", "contested", "yael felix wen", "petra", "lev", turn="author"),
    4: Stand("d", "settled", "", "petra tomas"),
    5: Stand("e", "declined", "bruno", "", "nadia"),
    6: Stand("#6", "settled", "", "wen"),
    7: Stand("2a", "answered", "ingrid", "", "omar", turn="holders"),
    8: Stand("2b", "contested", "nadia bruno", "tomas", "mira", turn="author"),
    9: Stand("2c", "answered", "bruno yael", "rhys", turn="holders"),
    10: Stand("2d", "withdrawn", "", "", "omar"),
    11: Stand("2e", "open", "felix yael", turn="author"),
    12: Stand("#12", "merged", "wen", "", "lev"),
    13: Stand("#13", "merged", "wen"),
    14: Stand("#14", "struck", "felix"),
    15: Stand("#15", "open", "lev", turn="author"),
    16: Stand("#16", "open", "nadia", turn="author"),
}

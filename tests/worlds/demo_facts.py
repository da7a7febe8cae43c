"""What readers of the demo's largest discussion know: “‘Probably’ is not a quantity”."""

from tests.worlds.fact import Fact

FILE = "long-thread.json"
OBJECTED = (
    Fact(1, "Dave: a number claims a precision.", ("dave", "A number claims a precision")),
    Fact(1, "Carol shares it: listeners hear a measurement.", ("carol", "hears a measurement")),
    Fact(2, "Heinz: a promise is none with a percentage.", ("heinz", "is no longer a promise")),
    Fact(2, "Ilse shared it: a promise makes the future.", ("ilse", "A promise makes the future")),
    Fact(3, "Jonas: numbers are punished downwards.", ("jonas", "the shelter of those who")),
    Fact(3, "Grete shares it, as a teacher.", ("grete", "how she says no to somebody")),
    Fact(4, "Carol: a word carries its reason along.", ("carol", "A word can carry its reason")),
    Fact(5, "Eve: without saying what counts, it is elastic.", ("eve", "is as elastic as")),
    Fact(6, "Grete asks how to count a notebook.", ("grete", "from ticks and crosses")),
    Fact(7, "Ilse: the score rewards what is easy.", ("ilse", "predicts only what is easy")),
    Fact(7, "Jonas shares it: what is scored crowds out the rest.", ("jonas", "can be scored")),
    Fact(8, "Jonas: in a sickroom a number is yes or no.", ("jonas", "In a sickroom")),
    Fact(8, "Alice shares it, under fear.", ("alice", "Under fear a percentage collapses")),
    Fact(9, "Heinz: the notebook holds what one remembered.", ("heinz", "The notebook holds only")),
    Fact(10, "Dave asks what fifty is beside not knowing.", ("dave", "I don’t know")),
)
ANSWERED = (
    Fact(1, "Bob: that is why ten steps and no more.", ("bob", "That’s why I say ten steps")),
    Fact(2, "Bob agrees in part: a vow takes no number.", ("bob", "A vow is not a forecast")),
    Fact(
        3,
        "Eve, not the author: who said a word is blamed, too.",
        ("eve", "is blamed just the same"),
    ),
    Fact(
        4, "Bob: nothing in a number forbids an if.", ("bob", "Nothing in a number forbids an if")
    ),
    Fact(5, "Bob agrees: what counts becomes a rule.", ("bob", "becomes the first of the rules")),
    Fact(6, "Bob: sort by the number said.", ("bob", "Sort the page by the number you said")),
    Fact(
        7,
        "Bob: one practises scales for something else.",
        ("bob", "One practises scales in order to play"),
    ),
    Fact(
        10, "Frank, not the author: two coins.", ("frank", "a coin I have tossed a thousand times")
    ),
)
UNANSWERED = (
    Fact(6, "Jonas has put it up in the kitchen.", ("jonas", "has gone up in our staff kitchen")),
)
MOVED = (
    Fact(1, "Dave disputes it still: elastic looks like it.", ("dave", "looks like elastic")),
    Fact(7, "Ilse disputes it still: nobody is the same.", ("ilse", "the same man at the altar?")),
    Fact(9, "Heinz took it back.", ("heinz", "An auditor under your own roof")),
)
FACTS = OBJECTED + ANSWERED + UNANSWERED + MOVED

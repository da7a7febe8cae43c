"""What readers of the real Kialo debate know: “Should hate speech be illegal?”"""

from tests.worlds.fact import Fact

FILE = "kialo_export_sample.txt"
OBJECTED = (
    Fact(1, "Bad ideas are better challenged.", ("It is better to challenge bad ideas",)),
    Fact(2, "Government could inhibit ideas.", ("Giving the government the ability to regulate",)),
    Fact(3, "There is none.", ("There is no such thing as hate speech.",)),
    Fact(4, "All speech should be free.", ("All speech should be free.",)),
    Fact(5, "Social pressure is better.", ("better limited by social pressure",)),
    Fact(6, "It can’t be defined so that it works.", ("It is difficult to define hate speech",)),
    Fact(7, "It is only offensive.", ("Hate speech is just offensive speech",)),
)
ANSWERED = (
    Fact(1, "Where the other has no voice one can’t.", ("if the opposing party has no voice",)),
    Fact(1, "Such people are not open to reason.", ("are not generally open to reason",)),
    Fact(1, "A few trolls have too large a part.", ("empower a few bad actors",)),
    Fact(1, "One can do both.", ("even if hate speech is limited",)),
    Fact(3, "There are good and evil speech.", ("a standard of good and wholesome speech exists",)),
    Fact(4, "Libel and panic are not free either.", ("libel and clear cases of intentionally",)),
    Fact(4, "Nor is instigating crimes.", ("Speeches instigating to commit crime",)),
    Fact(6, "Finding the best way is paramount.", ("Finding the best way for hate speech",)),
    Fact(6, "All law defines what is difficult.", ("All of law involves defining things",)),
    Fact(7, "Not where it incites terror.", ("Not if it incites acts of terror.",)),
    Fact(7, "Offence can damage.", ("Offense can cause emotional damage.",)),
)
UNANSWERED = (
    Fact(1, "Platforms may be designed otherwise.", ("how a discussion platform is designed",)),
    Fact(1, "Platforms may choose their community.", ("It is the right of any media platform",)),
    Fact(7, "Verbal abuse is something else.", ("is the same as 'hate speech'",)),
)
FAVOURS = (
    Fact("favour", "Harm justifies a ban.", ("it is justifiable to ban it",)),
    Fact("favour", "Most countries have such laws.", ("The vast majority of countries",)),
    Fact("favour", "Dignity counts more.", ("Human dignity is a more important value",)),
    Fact("favour", "Harm restricts rights.", ("harm is a basis used to restrict rights",)),
    Fact("favour", "It limits others’ speech.", ("a de facto limitation on the free speech",)),
    Fact("favour", "Equality needs it.", ("necessary to promote social equality",)),
)
FACTS = OBJECTED + ANSWERED + UNANSWERED + FAVOURS

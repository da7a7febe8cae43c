"""A claim in one sentence, from what people write."""

import pytest

from critiques.prose.claims import claim_from

CASES = [
    ("a) A lean stays hidden. It always does.", "A lean stays hidden"),
    ("A lean stays hidden", "A lean stays hidden"),
    ("b) You may be right, but people tire after an hour.", "People tire after an hour"),
    ("You may be right; however, people tire after an hour.", "People tire after an hour"),
    ("It reads well – though nobody has checked the numbers.", "Nobody has checked the numbers"),
    ("Whilst the idea is good, I doubt the numbers.", "I doubt the numbers"),
    (
        "Although it is short, dense and clear, the essay never says who draws.",
        "The essay never says who draws",
    ),
    ("While I agree.", "While I agree"),
    ("It failed, but why?", "It failed, but why?"),
    ("**c)** *Why* is `random` enough?", "Why is random enough?"),
    ("See e.g. the second table. It is wrong.", "See e.g. the second table"),
    ("The 3.5 % is wrong. So is the rest.", "The 3.5 % is wrong"),
    ("(a) “Twenty are enough.” They are not.", "“Twenty are enough.” They are not"),
    ("Несогласен с этим. Совсем.", "Несогласен с этим. Совсем"),
    ("the table is wrong", "The table is wrong"),
    ("a) > Twenty are enough.\n> > So said Bob.\n\nThey are not.", "They are not"),
    ("They say:\n\n> Twenty are enough.\n\nThey are not.", "They say: They are not"),
    ("a) > Twenty are enough.", "“Twenty are enough”"),
    ("> Twenty are enough.\n>\n> > So said Bob.", "“Twenty are enough. So said Bob”"),
    ("> ~~Twenty~~ thirty are enough.", "“thirty are enough”"),
    ("~~All~~ Most of the checks are wrong.", "Most of the checks are wrong"),
    ("a) The ~~good~~ bad thesis\n   ~~holds~~ fails.", "The bad thesis fails"),
    ("a) ~~I take all of this back.~~", ""),
    ("p. 12 says the opposite. Read it.", "P. 12 says the opposite"),
    ("m. E. ist das ganz falsch. Oder?", "M. E. ist das ganz falsch"),
    ("A) There is one point alone.", "There is one point alone"),
    ("b) > Twenty are enough.\n\nThey are not.", "They are not"),
    ("**c)** > Twenty are enough.\n\nThey are not.", "They are not"),
    ("(E) > Twenty are enough.\n> So said Bob.\n\nThey are not.", "They are not"),
    ("b) > Twenty are enough.", "“Twenty are enough”"),
]
# First sentences, and the claims that they are, by language.
SENTENCES = {
    "English": [
        (
            "Everybody who read Mt. Everest by Wm. James knows. He does.",
            "Everybody who read Mt. Everest by Wm. James knows",
        ),
        (
            "What follows from eq. (5) and pt. II is this. So?",
            "What follows from eq. (5) and pt. II is this",
        ),
        ("It is a work of modern art. I like it.", "It is a work of modern art"),
        ("Nobody there weighs more than 90 kg. That is it.", "Nobody there weighs more than 90 kg"),
        (
            "That is what Rep. Smith and Pvt. Jones say. Now.",
            "That is what Rep. Smith and Pvt. Jones say",
        ),
        ("J. S. Mill argues the opposite. He wrote it in 1859.", "J. S. Mill argues the opposite"),
        ("Prof. Kant and Mr. Hume agree. You don’t.", "Prof. Kant and Mr. Hume agree"),
        ("No. 1 of the reasons is money. No. 2 is time.", "No. 1 of the reasons is money"),
        ("OK. It is also too harsh. Think of them.", "OK. It is also too harsh"),
        ("No. That is simply wrong. Ask anyone.", "No. That is simply wrong"),
        (
            "Dr. J. Smith Jr. of St. Louis saw it, too. Read him.",
            "Dr. J. Smith Jr. of St. Louis saw it, too",
        ),
        (
            "Some checks, e.g. the third, i.e. the list, fail. Others don’t.",
            "Some checks, e.g. the third, i.e. the list, fail",
        ),
        (
            "The U.S. Constitution says otherwise. See Art. 1.",
            "The U.S. Constitution says otherwise",
        ),
        ("Only 3.5 % of readers agree with you. Few.", "Only 3.5 % of readers agree with you"),
        (
            "See https://example.org/a.b?c=d. It shows nothing of the kind.",
            "See https://example.org/a.b?c=d. It shows nothing of the kind",
        ),
        (
            "Your page example.org lists twelve checks. Why twenty?",
            "Your page example.org lists twelve checks",
        ),
        (
            "I wonder … whether anybody checked the numbers. Did you?",
            "I wonder … whether anybody checked the numbers",
        ),
        ("Nobody has ever tried this out! Not once.", "Nobody has ever tried this out!"),
        ("Why should twenty be enough?! Say why.", "Why should twenty be enough?!"),
        (
            "He says “All of it is wrong. We knew.” and leaves. So?",
            "He says “All of it is wrong. We knew.” and leaves",
        ),
        (
            "“Twenty checks are quite enough.” So says Alice, and nobody else. Hm.",
            "“Twenty checks are quite enough.” So says Alice, and nobody else",
        ),
        (
            "Twenty checks (see p. 5. and fig. 3) are too few. More!",
            "Twenty checks (see p. 5. and fig. 3) are too few",
        ),
        (
            "According to Smith et al. (2019), people tire. Fast.",
            "According to Smith et al. (2019), people tire",
        ),
        ("On p. 12 you say the opposite. Which is it?", "On p. 12 you say the opposite"),
        (
            "Henry VIII. and Louis XIV. ruled without any check. So what?",
            "Henry VIII. and Louis XIV. ruled without any check",
        ),
        ("the list is far too long. nobody reads it.", "The list is far too long"),
        (
            "*This* list is **far** too long.[^1] Shorten it.\n\n[^1]: Note.",
            "This list is far too long",
        ),
        (
            "Cost\n\nTwenty checks cost a week of work. Who pays?",
            "Cost Twenty checks cost a week of work",
        ),
        ("Twenty checks cost a week\n\nWho pays for that?", "Twenty checks cost a week"),
        (
            "I have two reasons for this:\n\nTime is short. Money too.",
            "I have two reasons for this: Time is short",
        ),
        ("iPhones and eBooks are no evidence. Why use them?", "iPhones and eBooks are no evidence"),
        ("Acme Inc. sells such lists. Others give them away.", "Acme Inc. sells such lists"),
        (
            "At 5 p.m. nobody reads a list any more. Try it.",
            "At 5 p.m. nobody reads a list any more",
        ),
        (
            "Of all the drafts, vol. II and ch. 3 are weakest. Sorry.",
            "Of all the drafts, vol. II and ch. 3 are weakest",
        ),
    ],
    "concessions": [
        (
            "You may be right about time, but nobody asked the readers. Do.",
            "Nobody asked the readers",
        ),
        ("You may be right; however, people tire after an hour.", "People tire after an hour"),
        (
            "The essay reads well – though nobody has checked the numbers.",
            "Nobody has checked the numbers",
        ),
        (
            "Whilst I like the idea of a list, the numbers are made up. All.",
            "The numbers are made up",
        ),
        (
            "Although Dr. Smith, J. S. Mill and I agree, nobody else does so. Yet.",
            "Nobody else does so",
        ),
        ("Even if twenty are enough, you never say who draws. Who?", "You never say who draws"),
        ("It failed, but why?", "It failed, but why?"),
        (
            "I like the rule, but it is too harsh for beginners. Soften it.",
            "I like the rule, but it is too harsh for beginners",
        ),
        (
            "Whilst the rule is old, this makes it worse, not better.",
            "Whilst the rule is old, this makes it worse, not better",
        ),
        (
            "Not only the list, but also the essay is too long.",
            "Not only the list, but also the essay is too long",
        ),
        (
            "It is not the length of the list, but the order of its questions that matters.",
            "It is not the length of the list, but the order of its questions that matters",
        ),
        (
            "Nobody but the author has ever read all of it, but I did.",
            "Nobody but the author has ever read all of it, but I did",
        ),
        ("Das mag stimmen, aber die Liste ist viel zu lang. Kürzen!", "Die Liste ist viel zu lang"),
        (
            "C’est possible, mais personne ne lit vingt questions. Moins !",
            "Personne ne lit vingt questions",
        ),
        ("Puede ser, pero nadie lee veinte preguntas. Menos.", "Nadie lee veinte preguntas"),
        (
            "Возможно, вы правы, но никто не читает двадцать вопросов.",
            "Никто не читает двадцать вопросов",
        ),
    ],
    "German": [
        (
            "Das sagt hier kein Univ.-Prof. Müller, insb. Kant nicht. Er schweigt.",
            "Das sagt hier kein Univ.-Prof. Müller, insb. Kant nicht",
        ),
        (
            "3. Oktober war es, nicht der 9. November. Genau.",
            "3. Oktober war es, nicht der 9. November",
        ),
        (
            "Davon steht in Anm. 5 und Rn. 7 nichts. Lies es.",
            "Davon steht in Anm. 5 und Rn. 7 nichts",
        ),
        (
            "Am 3. Oktober war die Liste noch kürzer. Warum?",
            "Am 3. Oktober war die Liste noch kürzer",
        ),
        ("In Nr. 5 steht das Gegenteil. Lies nach.", "In Nr. 5 steht das Gegenteil"),
        (
            "Manche Fragen, z. B. die dritte, sind unklar. Andere nicht.",
            "Manche Fragen, z. B. die dritte, sind unklar",
        ),
        (
            "Das gilt u. a. für Ärzte, d. h. für Leute wie Dr. Haas. Sonst nicht.",
            "Das gilt u. a. für Ärzte, d. h. für Leute wie Dr. Haas",
        ),
        (
            "Nach Prof. Dr. med. Müller ist das falsch. Er muss es wissen.",
            "Nach Prof. Dr. med. Müller ist das falsch",
        ),
        ("Ludwig XIV. hat nie eine Liste gelesen. Nie.", "Ludwig XIV. hat nie eine Liste gelesen"),
        (
            "„Zwanzig Fragen reichen völlig.“ So steht es da, ohne Beleg. Schade.",
            "„Zwanzig Fragen reichen völlig.“ So steht es da, ohne Beleg",
        ),
        (
            "Das kostet rund 3,5 Mio. Euro im Jahr. Wer zahlt?",
            "Das kostet rund 3,5 Mio. Euro im Jahr",
        ),
        ("Wer liest denn zwanzig Fragen? Niemand.", "Wer liest denn zwanzig Fragen?"),
        (
            "Vgl. S. 12 und Abb. 3: Beides widerspricht sich. Seltsam.",
            "Vgl. S. 12 und Abb. 3: Beides widerspricht sich",
        ),
    ],
    "French": [
        (
            "Personne ne le dit ici, c.-à-d. Kant non plus. Il se tait.",
            "Personne ne le dit ici, c.-à-d. Kant non plus",
        ),
        (
            "M. Dupont et Mme Curie pensent le contraire. Moi aussi.",
            "M. Dupont et Mme Curie pensent le contraire",
        ),
        ("Cf. p. 12 : vous dites le contraire. Pourquoi ?", "Cf. p. 12 : vous dites le contraire"),
        (
            "Certaines questions, p. ex. la troisième, sont floues. Pas toutes.",
            "Certaines questions, p. ex. la troisième, sont floues",
        ),
        ("Qui donc lit vingt questions ? Personne.", "Qui donc lit vingt questions ?"),
        (
            "« Vingt questions suffisent bien. » Voilà ce que vous écrivez, sans preuve. Hélas.",
            "« Vingt questions suffisent bien. » Voilà ce que vous écrivez, sans preuve",
        ),
        ("J.-J. Rousseau a dit le contraire. Relisez-le.", "J.-J. Rousseau a dit le contraire"),
    ],
    "Spanish": [
        (
            "Nadie lo dice aquí, ni Sto. Tomás ni Mons. Pérez. Calla.",
            "Nadie lo dice aquí, ni Sto. Tomás ni Mons. Pérez",
        ),
        (
            "El Sr. García y la Dra. López no están de acuerdo. Yo tampoco.",
            "El Sr. García y la Dra. López no están de acuerdo",
        ),
        (
            "Algunas preguntas, p. ej. la tercera, no se entienden. Otras sí.",
            "Algunas preguntas, p. ej. la tercera, no se entienden",
        ),
        ("En EE. UU. nadie hace esto. Ni aquí.", "En EE. UU. nadie hace esto"),
        ("¿Quién lee hoy veinte preguntas? Nadie.", "¿Quién lee hoy veinte preguntas?"),
        ("Véase la pág. 12 del libro. Dice lo contrario.", "Véase la pág. 12 del libro"),
    ],
    "Italian": [
        (
            "Il prof. Rossi e il dott. Bianchi dicono il contrario. Anch’io.",
            "Il prof. Rossi e il dott. Bianchi dicono il contrario",
        ),
        (
            "Alcune domande, ad es. la terza, sono oscure. Altre no.",
            "Alcune domande, ad es. la terza, sono oscure",
        ),
        ("Cfr. pag. 12, dove si dice altro. Perché?", "Cfr. pag. 12, dove si dice altro"),
    ],
    "Polish": [
        (
            "Nikt tak nie mówi, ani kpt. Kant, ani szt. Nowak. On milczy.",
            "Nikt tak nie mówi, ani kpt. Kant, ani szt. Nowak",
        ),
        (
            "Prof. Kowalski i dr hab. Nowak sądzą inaczej. Ja też.",
            "Prof. Kowalski i dr hab. Nowak sądzą inaczej",
        ),
        (
            "Niektóre pytania, np. trzecie, są niejasne. Inne nie.",
            "Niektóre pytania, np. trzecie, są niejasne",
        ),
        ("Zob. s. 12, gdzie jest odwrotnie. Dlaczego?", "Zob. s. 12, gdzie jest odwrotnie"),
        ("W XIX w. nikt nie czytał list. Nikt.", "W XIX w. nikt nie czytał list"),
    ],
    "Dutch": [
        (
            "Volgens dhr. De Vries en drs. Jansen klopt dit niet. Helaas.",
            "Volgens dhr. De Vries en drs. Jansen klopt dit niet",
        ),
        (
            "Sommige vragen, bijv. de derde, zijn vaag. Andere niet.",
            "Sommige vragen, bijv. de derde, zijn vaag",
        ),
    ],
    "Russian": [
        (
            "Никто здесь не говорит, что просп. Ленина и обл. Кирова есть. Он молчит.",
            "Никто здесь не говорит, что просп. Ленина и обл. Кирова есть",
        ),
        ("Л. Н. Толстой считал иначе. Перечитайте.", "Л. Н. Толстой считал иначе"),
        (
            "Это верно не всегда, т. е. только для врачей. Для других нет.",
            "Это верно не всегда, т. е. только для врачей",
        ),
        (
            "В XIX в. и в 1917 г. Россия жила без списков. И ничего.",
            "В XIX в. и в 1917 г. Россия жила без списков",
        ),
        ("См. стр. 12, где сказано обратное. Почему?", "См. стр. 12, где сказано обратное"),
        (
            "Проф. Иванов и акад. Петров думают иначе. Я тоже.",
            "Проф. Иванов и акад. Петров думают иначе",
        ),
    ],
    "Ukrainian": [
        (
            "Деякі питання, напр. третє, неясні читачам. Інші ні.",
            "Деякі питання, напр. третє, неясні читачам",
        ),
    ],
    "Greek": [
        (
            "Κανείς δεν το λέει εδώ, πρβλ. Καντ και μτφρ. Χιουμ. Σιωπά.",
            "Κανείς δεν το λέει εδώ, πρβλ. Καντ και μτφρ. Χιουμ",
        ),
        (
            "Ποιος διαβάζει σήμερα είκοσι ερωτήσεις; Κανείς.",
            "Ποιος διαβάζει σήμερα είκοσι ερωτήσεις;",
        ),
        (
            "Μερικές ερωτήσεις, π.χ. η τρίτη, είναι ασαφείς. Άλλες όχι.",
            "Μερικές ερωτήσεις, π.χ. η τρίτη, είναι ασαφείς",
        ),
        ("Βλ. σελ. 12, όπου λέτε το αντίθετο. Γιατί;", "Βλ. σελ. 12, όπου λέτε το αντίθετο"),
    ],
    "Turkish": [
        (
            "Bunu burada ne Arş. Gör. Kaya ne Uzm. Can söylüyor. Sustu.",
            "Bunu burada ne Arş. Gör. Kaya ne Uzm. Can söylüyor",
        ),
        ("19. yüzyılda bu böyle değildi hiç de. Başka.", "19. yüzyılda bu böyle değildi hiç de"),
        (
            "Prof. Dr. Yılmaz ve Doç. Demir aksini söylüyor. Ben de.",
            "Prof. Dr. Yılmaz ve Doç. Demir aksini söylüyor",
        ),
        (
            "Bazı sorular, örn. üçüncüsü, hiç açık değil. Öbürleri açık.",
            "Bazı sorular, örn. üçüncüsü, hiç açık değil",
        ),
        ("Atatürk 19. Mayıs gününü seçmedi mi? Seçti.", "Atatürk 19. Mayıs gününü seçmedi mi?"),
    ],
    "Chinese": [
        ("二十个问题是不够的。人会累。", "二十个问题是不够的"),
        ("谁会读完二十个问题？没有人。", "谁会读完二十个问题？"),
        ("好。二十个问题是不够的。人会累。", "好。二十个问题是不够的"),
        ("a）他说：“这个不对。”我也这样想。", "他说：“这个不对。”"),
        ("只有3.5%的人同意！太少了。", "只有3.5%的人同意！"),
    ],
    "Japanese": [
        ("質問は二十では足りません。人は疲れます。", "質問は二十では足りません"),
        (
            "「二十問で十分だ。」と彼は書いている。しかし根拠がない。",
            "「二十問で十分だ。」と彼は書いている",
        ),
        ("彼は「それは違う。」と言った。私も同じだ。", "彼は「それは違う。」と言った"),
        ("はい。質問は二十では足りません。", "はい。質問は二十では足りません"),
        ("これは本当に正しいのか？疑問だ。", "これは本当に正しいのか？"),
    ],
    "Korean": [
        ("스무 개의 질문은 너무 많습니다. 아무도 읽지 않습니다.", "스무 개의 질문은 너무 많습니다"),
    ],
    "Hindi": [
        ("बीस सवाल किसी के लिए काफ़ी नहीं हैं। लोग थक जाते हैं।", "बीस सवाल किसी के लिए काफ़ी नहीं हैं"),
        ("डॉ. शर्मा और प्रो. वर्मा सहमत नहीं हैं। मैं भी नहीं।", "डॉ. शर्मा और प्रो. वर्मा सहमत नहीं हैं"),
    ],
    "Arabic": [
        ("لا تكفي عشرون سؤالا لأي ملخص. الناس يتعبون.", "لا تكفي عشرون سؤالا لأي ملخص"),
        ("من يقرأ اليوم عشرين سؤالا؟ لا أحد.", "من يقرأ اليوم عشرين سؤالا؟"),
        ("يرى د. أحمد عكس ذلك تماما. وأنا أيضا.", "يرى د. أحمد عكس ذلك تماما"),
    ],
    "Urdu": [("بیس سوال کسی کے لیے کافی نہیں۔ لوگ تھک جاتے ہیں۔", "بیس سوال کسی کے لیے کافی نہیں")],
    "Hebrew": [
        ("ד״ר כהן ופרופ׳ לוי אומרים את ההפך. גם אני.", "ד״ר כהן ופרופ׳ לוי אומרים את ההפך"),
        ("א. ב. יהושע כתב את ההפך. קראו.", "א. ב. יהושע כתב את ההפך"),
    ],
    "Armenian": [
        ("Քսան հարցը բավական չէ բոլորին։ Մարդիկ հոգնում են։", "Քսան հարցը բավական չէ բոլորին")
    ],
    "Amharic": [("ሃያ ጥያቄዎች ለማንም አይበቁም።ሰዎች ይደክማሉ።", "ሃያ ጥያቄዎች ለማንም አይበቁም")],
}
IN_LANGUAGES = [(language, *row) for language, rows in SENTENCES.items() for row in rows]
BEFORE = [
    # What is claimed, what stands above it, and the claim with the words that say what “it” is.
    (
        "b) It is also too harsh.",
        "a) The ban on images is unfair.\n",
        "The ban on images is unfair. It is also too harsh",
    ),
    (
        "b) This hits beginners.",
        "On the ban on images:\n\n",
        "On the ban on images: This hits beginners",
    ),
    (
        "a) She never says why.",
        "Hm. I have read Alice’s essay twice.\n",
        "Hm. I have read Alice’s essay twice. She never says why",
    ),
    ("a) It is too harsh.", "> The ban on images\n\n", "It is too harsh"),
    ("a) It is too harsh.", "", "It is too harsh"),
    ("a) The ban is too harsh.", "I like the rest of it.\n", "The ban is too harsh"),
    (
        "a) Its order is wrong, and nobody checks it.",
        "- See the long list above.\n",
        "See the long list above. Its order is wrong, and nobody checks it",
    ),
    ("a) Das ist zu hart.", "Das Verbot ist alt.\n", "Das ist zu hart"),
]


@pytest.mark.parametrize(("source", "claim"), CASES)
def test_the_claim_is_the_main_clause_of_the_first_sentence(source: str, claim: str) -> None:
    assert claim_from(source) == claim


def test_a_long_claim_is_cut_at_a_word() -> None:
    claim = claim_from("a) " + "and so it goes on " * 40)
    assert len(claim) <= 200
    assert claim.endswith("…")
    assert set(claim.rstrip("…").split()) <= {"And", "and", "so", "it", "goes", "on"}


@pytest.mark.parametrize(
    ("language", "source", "claim"), IN_LANGUAGES, ids=[row[1] for row in IN_LANGUAGES]
)
def test_the_first_sentence_in_many_languages(language: str, source: str, claim: str) -> None:
    assert claim_from(source) == claim


def test_there_are_many() -> None:
    assert len(IN_LANGUAGES) >= 80 and len(SENTENCES) >= 10


@pytest.mark.parametrize(("source", "before", "claim"), BEFORE)
def test_a_claim_that_points_back_comes_with_the_words_before_it(
    source: str, before: str, claim: str
) -> None:
    assert claim_from(source, before) == claim


def test_as_many_words_before_it_as_fit() -> None:
    before = "I mean the rule that " + "nobody ever wrote down " * 20 + "here."
    claim = claim_from("a) It is too harsh.", before)
    assert len(claim) <= 200
    assert claim.startswith("…") and claim.endswith(" wrote down here. It is too harsh")
    long = claim_from("I like the rule, but it is " + "much too harsh " * 14, "")
    assert len(long) <= 200 and long.endswith("…")


@pytest.mark.parametrize("text", ["二" * 500, "क्षि" * 200, "👩‍👩‍👧" * 100, "e\u0301" * 300])
def test_what_has_no_spaces_is_cut_between_whole_signs(text: str) -> None:
    claim = claim_from(text)
    assert len(claim) <= 200 and claim.endswith("…")
    assert text.startswith(claim[:-1].casefold()) or text.startswith(claim[1:-1], 1)
    unit = {"二": 1, "क": 4, "👩": 5, "e": 2}[text[0]]
    assert (len(claim) - 1) % unit == 0

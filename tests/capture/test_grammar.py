"""A typed line, as a line of the record, and back."""

from __future__ import annotations

from datetime import date

import pytest

from procesregie.capture.grammar import TURNS, again, parse, pasted, split, turn, typed
from procesregie.capture.names import Names
from procesregie.language import language
from procesregie.model.decision import Stand
from procesregie.model.log import Line, LineKind
from procesregie.model.party import Party
from tests.capture.neighbourhood import EVENING, NOW, PROPOSAL, SHORT, context, dossier, read

K = LineKind

SAID: list[tuple[str, LineKind, str, str]] = [
    # typed, kind, who speaks (short names), text
    ("de ketelruimte mag", K.NOTE, "", "de ketelruimte mag"),
    ("@haardstee de ketelruimte mag, als het meekomt", K.NOTE, "haardstee", "de ketelruimte mag, als het meekomt"),
    ("+ jongeren doen mee vanaf de tweede ronde", K.ADDITION, "", "jongeren doen mee vanaf de tweede ronde"),
    ("= drie hoofdstukken", K.AGREED, "", "drie hoofdstukken"),
    ("< @toren-b wie draagt het risico?", K.CONCERN, "toren-b", "wie draagt het risico?"),
    ("? wat als het net tot 2029 vol is", K.OPEN_END, "", "wat als het net tot 2029 vol is"),
    ("! pilot met 40 woningen", K.DECISION, "", "pilot met 40 woningen"),
    ("> @stroomland netcapaciteit per straat", K.STEP, "stroomland", "netcapaciteit per straat"),
    ("@moskee", K.HEARD, "moskee", ""),
    ("@moskee @kerk", K.HEARD, "moskee kerk", ""),
    ("in @velthoek", K.CAME, "velthoek", ""),
    ("In @velthoek, @kerk", K.CAME, "velthoek kerk", ""),
    ("in @velthoek en @kerk", K.CAME, "velthoek kerk", ""),
    ("uit @velthoek", K.LEFT, "velthoek", ""),
    ("out @velthoek", K.LEFT, "velthoek", ""),
    ("@velthoek in", K.CAME, "velthoek", ""),
    ("@velthoek, @kerk UIT", K.LEFT, "velthoek kerk", ""),
    ("@ggd afgemeld", K.APOLOGIES, "ggd", ""),
    ("@ggd afgemeld, ziek", K.APOLOGIES, "ggd", "ziek"),
    ("@velthoek in principe wel", K.NOTE, "velthoek", "in principe wel"),
    ("@velthoek uit ervaring: nee", K.NOTE, "velthoek", "uit ervaring: nee"),
    ("@ggd afgemeld bij de gemeente", K.NOTE, "ggd", "afgemeld bij de gemeente"),
    ("aantekening: @velthoek in", K.NOTE, "velthoek", "in"),
    ("< @velthoek uit", K.CONCERN, "velthoek", "uit"),
    ("afgemeld @ggd", K.APOLOGIES, "ggd", ""),
    ("afgemeld: @ggd ziek", K.APOLOGIES, "ggd", "ziek"),
    ("apologies @ggd", K.APOLOGIES, "ggd", ""),
    # words say the same as signs
    ("besluit: pilot", K.DECISION, "", "pilot"),
    ("Voorstel: pilot", K.DECISION, "", "pilot"),
    ("decision: pilot", K.DECISION, "", "pilot"),
    ("ACTIE: @kerk zaal", K.STEP, "kerk", "zaal"),
    ("stap: @kerk zaal", K.STEP, "kerk", "zaal"),
    ("step: @kerk hall", K.STEP, "kerk", "hall"),
    ("action: @kerk hall", K.STEP, "kerk", "hall"),
    ("eens: drie", K.AGREED, "", "drie"),
    ("agreed: three", K.AGREED, "", "three"),
    ("vraag: wie", K.OPEN_END, "", "wie"),
    ("question: who", K.OPEN_END, "", "who"),
    ("kanttekening: kosten", K.CONCERN, "", "kosten"),
    ("concern: costs", K.CONCERN, "", "costs"),
    ("aanvulling: jongeren", K.ADDITION, "", "jongeren"),
    ("addition: youth", K.ADDITION, "", "youth"),
    ("note: gewoon", K.NOTE, "", "gewoon"),
    ("aantekening: @kerk gewoon", K.NOTE, "kerk", "gewoon"),
    # notes after all
    ("!geen spatie", K.NOTE, "", "!geen spatie"),
    ("besluit:zonder spatie", K.NOTE, "", "besluit:zonder spatie"),
    ("Let op: dit is een notitie", K.NOTE, "", "Let op: dit is een notitie"),
    ("!", K.NOTE, "", "!"),
    ("-5 graden", K.NOTE, "", "-5 graden"),
    ("- gewoon een punt", K.NOTE, "", "gewoon een punt"),
    ("* gewoon een punt", K.NOTE, "", "gewoon een punt"),
    ("• gewoon een punt", K.NOTE, "", "gewoon een punt"),
    ("- @kerk zegt", K.NOTE, "kerk", "zegt"),
    ("- actie: @kerk zaal", K.STEP, "kerk", "zaal"),
    ("- ! geen besluit", K.NOTE, "", "! geen besluit"),
    ("\\! geen besluit", K.NOTE, "", "! geen besluit"),
    ("\\@kerk zegt niets", K.NOTE, "", "@kerk zegt niets"),
    ("< \\@kerk staat er", K.CONCERN, "", "@kerk staat er"),
    ("\\", K.NOTE, "", "\\"),
    ("", K.NOTE, "", ""),
    ("in de zaal", K.NOTE, "", "in de zaal"),
    ("in @velthoek geloven we", K.NOTE, "", "in @velthoek geloven we"),
    # several speak
    ("@toren-a, @toren-b: allebei", K.NOTE, "toren-a toren-b", "allebei"),
    ("@toren-a en @toren-b zijn het eens", K.NOTE, "toren-a toren-b", "zijn het eens"),
    ("@toren-a @toren-a dubbel", K.NOTE, "toren-a", "dubbel"),
    ("@toren-a's plan", K.NOTE, "", "@toren-a's plan"),
    ("@kerk ? geen vraag", K.NOTE, "kerk", "? geen vraag"),
]


@pytest.mark.parametrize(("text", "kind", "by", "rest"), SAID)
def test_a_line_is_what_its_sign_or_word_says(text: str, kind: LineKind, by: str, rest: str) -> None:
    line = read(text).line
    assert (line.kind, " ".join(SHORT[ref] for ref in line.by), line.text) == (kind, by, rest)
    assert line.at == NOW
    assert not line.unclear


@pytest.mark.parametrize("text", [text for text, *_ in SAID])
def test_typed_again_it_is_the_same_line(text: str) -> None:
    line = read(text).line
    assert read(typed(line, context().names)).line == line


POSITIONS: list[tuple[str, str, Stand | None, str]] = [
    (": @toren-b bezwaar kosten niet onderbouwd", "toren-b", Stand.OBJECTION, "kosten niet onderbouwd"),
    (": @toren-b bezwaar: kosten", "toren-b", Stand.OBJECTION, "kosten"),
    (": @toren-b bezwaar - kosten", "toren-b", Stand.OBJECTION, "kosten"),
    (": @toren-b bezwaar -5 graden", "toren-b", Stand.OBJECTION, "-5 graden"),
    (": @toren-b beargumenteerd bezwaar", "toren-b", Stand.OBJECTION, ""),
    (": @toren-b objection costs", "toren-b", Stand.OBJECTION, "costs"),
    (": @westerdiek @eigenaren niet onze voorkeur", "westerdiek eigenaren", Stand.NOT_PREFERRED, ""),
    (": @westerdiek akkoord, niet onze voorkeur", "westerdiek", Stand.NOT_PREFERRED, ""),
    (": @westerdiek akkoord maar niet  onze voorkeur te duur", "westerdiek", Stand.NOT_PREFERRED, "te duur"),
    (": @westerdiek accept, not our preference", "westerdiek", Stand.NOT_PREFERRED, ""),
    (": @westerdiek Not Our Preference", "westerdiek", Stand.NOT_PREFERRED, ""),
    (": @westerdiek akkoord", "westerdiek", Stand.CONSENT, ""),
    (": @westerdiek Consent.", "westerdiek", Stand.CONSENT, ""),
    (": @westerdiek consent, mits de planning klopt", "westerdiek", Stand.CONSENT, "mits de planning klopt"),
    (": @kerk kanttekening parkeren", "kerk", Stand.CONCERN, "parkeren"),
    (": @kerk concern parking", "kerk", Stand.CONCERN, "parking"),
    (": @kerk stapt opzij", "kerk", Stand.ASIDE, ""),
    (": @kerk stands aside", "kerk", Stand.ASIDE, ""),
    (": @kerk voorbehoud leden", "kerk", Stand.SUBJECT, "leden"),
    (": @kerk onder voorbehoud achterban", "kerk", Stand.SUBJECT, ""),
    (": @kerk subject to constituency", "kerk", Stand.SUBJECT, ""),
    (": @kerk geen antwoord", "kerk", Stand.NO_ANSWER, ""),
    (": @kerk no answer", "kerk", Stand.NO_ANSWER, ""),
    (": @kerk nog niet gevraagd", "kerk", Stand.NOT_ASKED, ""),
    (": @kerk not asked", "kerk", Stand.NOT_ASKED, ""),
    ("standpunt: @kerk bezwaar te hard", "kerk", Stand.OBJECTION, "te hard"),
    ("position: @kerk objection", "kerk", Stand.OBJECTION, ""),
    (": rest consent", "haardstee moskee stroomland", Stand.CONSENT, ""),
    (": de rest consent", "haardstee moskee stroomland", Stand.CONSENT, ""),
    (": overigen geen antwoord", "haardstee moskee stroomland", Stand.NO_ANSWER, ""),
    # what is no position is kept, and read back
    (": @kerk weet het niet", "kerk", None, "weet het niet"),
    (": @kerk consenteert", "kerk", None, "consenteert"),
    (": @kerk voor", "kerk", None, "voor"),
    (": consent", "", None, "consent"),
    (": rest weet niet", "", None, "rest weet niet"),
]


@pytest.mark.parametrize(("text", "by", "position", "reason"), POSITIONS)
def test_a_position_is_who_what_and_why(text: str, by: str, position: Stand | None, reason: str) -> None:
    line = read(text).line
    assert (line.kind, " ".join(SHORT[ref] for ref in line.by)) == (K.POSITION, by)
    assert (line.position, line.text) == (position, reason)
    assert line.on == PROPOSAL
    assert line.unclear is (position is None)
    for code in ("nl", "en"):
        there = context(names=Names(dossier(language=code)))
        assert parse(typed(line, there.names), there).line == line


def test_rest_says_whom_it_became_and_never_includes_who_has_spoken() -> None:
    found = read(": rest consent")
    assert found.echo[0].said(language("nl")) == "rest: haardstee, moskee en stroomland"
    nobody = read(": rest consent", undecided=())
    assert nobody.line.by == ()
    assert nobody.line.unclear
    assert typed(nobody.line, context().names) == ": rest consent"


def test_a_position_before_there_is_a_proposal_is_kept_and_marked() -> None:
    found = read(": @kerk consent", proposal="")
    assert (found.line.position, found.line.on, found.line.unclear) == (Stand.CONSENT, "", True)
    assert "voorstel" in found.echo[0].said(language("nl"))


def test_an_unknown_name_in_a_position_leaves_the_others_theirs() -> None:
    found = read(": @kerk @iemand bezwaar wat @niemand zegt")
    line = found.line
    assert (line.by, line.position, line.text) == (("kerk",), Stand.OBJECTION, "wat @niemand zegt")
    assert line.who == ("iemand", "niemand")
    assert line.unclear
    assert typed(line, context().names) == ": @kerk @iemand bezwaar wat @niemand zegt"


def test_names_and_threads_in_the_text_are_mentioned_and_stay_as_typed() -> None:
    line = read("< @toren-b volgens @Haardstee en @joke klopt het niet (@stroomland) #Kosten #2029 mail a@kerk").line
    assert line.by == ("vve-toren-b",)
    assert line.text == "volgens @Haardstee en @joke klopt het niet (@stroomland) #Kosten #2029 mail a@kerk"
    assert line.mentions == ("stroomland", "woningstichting-haardstee")
    assert line.threads == ("kosten",)
    assert not line.unclear


def test_a_thread_follows_a_space() -> None:
    assert read("#kosten te hoog").line.threads == ()
    assert read("< #kosten te hoog").line.threads == ("kosten",)
    assert read("te hoog#kosten").line.threads == ()


def test_an_unknown_name_stays_text_and_is_asked_about() -> None:
    found = read("@onbekend zegt dat @haardstee wacht")
    assert found.line.by == ()
    assert found.line.text == "@onbekend zegt dat @haardstee wacht"
    assert (found.line.who, found.line.mentions) == (("onbekend",), ("woningstichting-haardstee",))
    assert found.line.unclear
    assert found.echo[0].said(language("nl")) == "wie? @onbekend is niemand aan deze tafel"
    assert read("@kerk @onbekend zegt").line.text == "@onbekend zegt"
    assert read("in @onbekend").line.kind is K.NOTE


def test_a_person_speaks_for_a_party() -> None:
    assert read("@joke de ketelruimte mag").line.by == ("woningstichting-haardstee/joke",)
    line = read("> @jan-peter netcapaciteit").line
    assert line.by == ("stroomland/jan-peter",)
    assert typed(line, context().names) == "> @jan-peter netcapaciteit"


def test_a_step_keeps_its_words_and_has_its_date() -> None:
    found = read("> @stroomland netcapaciteit per straat voor 2 april")
    assert found.line.due == date(2026, 4, 2)
    assert found.line.text == "netcapaciteit per straat voor 2 april"
    assert found.echo[0].said(language("nl")) == "→ do 2 april 2026"
    assert read("< netcapaciteit voor 2 april").line.due is None


def test_a_step_whose_date_was_moved_is_typed_with_the_new_one() -> None:
    line = read("> @stroomland netcapaciteit voor vrijdag").line
    moved = line.model_copy(update={"due": date(2026, 4, 2)})
    assert typed(moved, context().names) == "> @stroomland netcapaciteit voor 2 april 2026"
    undated = read("> zaal boeken").line.model_copy(update={"due": date(2026, 4, 2)})
    assert typed(undated, Names(dossier(language="en"))) == "> zaal boeken by 2 April 2026"
    literal = read("> \\zaal boeken voor 2 april").line
    assert literal.due is None
    assert typed(literal, context().names) == "> \\zaal boeken voor 2 april"


def test_a_relative_date_is_counted_from_the_session_not_from_the_moment_of_typing() -> None:
    line = read("> zaal boeken morgen", on=date(2026, 3, 5)).line
    assert line.due == date(2026, 3, 6)
    assert typed(line, context().names, on=date(2026, 3, 5)) == "> zaal boeken morgen"


@pytest.mark.parametrize(
    "text", ["( bestuurder @kerk twijfelt #macht", "terzijde: iets", "aside: x", "- terzijde: y", "( \\z"]
)
def test_an_aside_leaves_nothing_in_the_line(text: str) -> None:
    found = read(text)
    assert found.line == Line(at=NOW, kind=K.ASIDE, item="bron")
    assert found.private == text.split(maxsplit=2 if text.startswith("-") else 1)[-1]
    assert read(typed(found.line, context().names, found.private)) == found


def test_what_looks_like_an_aside_and_is_not_says_so() -> None:
    found = read("(bestuurder twijfelt)")
    assert found.line.kind is K.NOTE
    assert found.echo[0].said(language("nl")).startswith("Dit is gedeeld")


def test_a_sign_without_its_space_is_a_note_and_says_so() -> None:
    for text in (">@moskee soep", "!flood it", "?wie"):
        found = read(text)
        assert found.line.kind is K.NOTE and found.line.text == text
        assert found.echo[0].said(language("nl")) == f"Een aantekening: {text[0]} telt pas met een spatie erachter"
    assert not read("+1").echo and not read("<10 huizen").echo and not read(r"\!echt").echo


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("# bron", "bron"),
        ("# De Warmtebron", "bron"),
        ("# warmtebron", "warmtebron"),
        ("# rond", "rondvraag"),
        ("# isolatie", "isolatie-eerst"),
        ("# iets heel anders", "iets heel anders"),
    ],
)
def test_an_item_is_one_of_the_programme_a_topic_or_words(text: str, item: str) -> None:
    line = read(text).line
    assert (line.kind, line.item, line.text) == (K.ITEM, item, text[2:])
    assert read(typed(line, context().names)).line == line


def test_every_line_says_what_it_is_about() -> None:
    assert read("de ketelruimte mag").line.item == "bron"


def test_a_paste_is_one_note_byte_for_byte() -> None:
    text = "! geen besluit\r\n> @kerk niets\n\n  e\u0301 \x1b[2J  \n"
    line = pasted(text, context(), "@haardstee ").line
    assert (line.kind, line.text, line.pasted) == (K.NOTE, text, True)
    assert line.by == ("woningstichting-haardstee",)
    assert (line.who, line.mentions, line.due) == ((), (), None)
    assert read(text).line == pasted(text, context()).line
    assert again(line, typed(line, context().names), context()).line == line


def test_a_paste_after_a_sign_is_of_that_kind() -> None:
    assert pasted("a\nb", context(), "+ @kerk").line.kind is K.ADDITION
    found = pasted("a\nb", context(), "( ")
    assert (found.line.text, found.private) == ("", "a\nb")
    assert pasted("a\nb", context(), "half getypt ").line.text == "half getypt a\nb"
    assert pasted("a\nb", context(), ": @kerk ").line.text == ": @kerk a\nb"


def test_a_paste_is_split_into_lines_by_its_speaker() -> None:
    paste = pasted(
        "- de ketelruimte mag\n\nactie: @stroomland net meten voor vrijdag\n@kerk wij ook\n# rondvraag\n? wie betaalt\n"
        "! pilot\n: @kerk consent",
        context(),
        "@haardstee",
    ).line
    lines = [captured.line for captured in split(paste, context())]
    assert [(line.kind, " ".join(SHORT[ref] for ref in line.by), line.text, line.item) for line in lines] == [
        (K.NOTE, "haardstee", "de ketelruimte mag", "bron"),
        (K.STEP, "stroomland", "net meten voor vrijdag", "bron"),
        (K.NOTE, "kerk", "wij ook", "bron"),
        (K.ITEM, "", "rondvraag", "rondvraag"),
        (K.OPEN_END, "haardstee", "wie betaalt", "rondvraag"),
        (K.DECISION, "", "pilot", "rondvraag"),
        (K.POSITION, "kerk", "", "rondvraag"),
    ]
    assert lines[-1].unclear
    assert lines[-1].on == ""


@pytest.mark.parametrize("kind", TURNS)
def test_turned_and_turned_back_it_is_the_same_line(kind: LineKind) -> None:
    line = read("< @toren-b wie draagt het risico voor 2 april #kosten").line
    turned = turn(line, kind, context())
    assert turned.line.kind is kind
    back = turn(turned.line, K.CONCERN, context(), turned.private)
    assert back.line == line


def test_turning_into_an_aside_takes_the_text_out_of_the_line() -> None:
    turned = turn(read("< @toren-b twijfelt").line, K.ASIDE, context())
    assert turned.private == "@toren-b twijfelt"
    assert turned.line == Line(at=NOW, kind=K.ASIDE, item="bron")


def test_a_turned_paste_stays_whole() -> None:
    line = pasted("! a\n> b", context(), "@kerk").line
    turned = turn(line, K.ADDITION, context())
    assert (turned.line.text, turned.line.by, turned.line.pasted) == ("! a\n> b", ("kerk",), True)
    hidden = turn(line, K.ASIDE, context())
    assert turn(hidden.line, K.NOTE, context(), hidden.private).line.text == "@kerk ! a\n> b"


def test_a_correction_stays_where_it_was_said_and_keeps_what_was_done_with_it() -> None:
    line = read("> zaal boeken").line.model_copy(update={"became": "steps/2026-03-12-zaal-boeken", "item": "opening"})
    found = again(line, "> @kerk zaal boeken voor vrijdag", context(at=None)).line
    assert (found.at, found.item, found.became) == (NOW, "opening", line.became)
    assert (found.by, found.due) == (("kerk",), date(2026, 3, 13))
    position = read(": @kerk consent").line.model_copy(update={"became": "decisions/x", "on": "elders/anna/bbbbbb"})
    found = again(position, ": @kerk bezwaar", context()).line
    assert (found.on, found.became) == ("elders/anna/bbbbbb", "")


def test_a_name_that_is_known_by_now_is_read_when_the_line_is_typed_again() -> None:
    for text, kind in (("@nieuw", K.HEARD), ("in @nieuw", K.CAME), ("@nieuw zegt iets", K.NOTE)):
        line = read(text).line
        assert (line.kind, line.by) == (K.NOTE, ())
        there = context(names=Names(dossier({"table/nieuw": Party(title="Nieuw")})))
        found = again(line, typed(line, there.names), there).line
        assert (found.kind, found.by, found.who, found.unclear) == (kind, ("nieuw",), (), False)


def test_what_was_typed_is_composed_and_its_control_characters_stay() -> None:
    line = read("  cafe\u0301 \x1b[2J\x1f ").line
    assert line.text == "caf\u00e9 \x1b[2J\x1f"


def test_nothing_said_after_a_sign_is_read_back() -> None:
    assert read("+ @kerk").line.unclear
    assert context().on == EVENING

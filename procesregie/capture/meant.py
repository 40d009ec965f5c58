"""Which record is meant by a word: an id, a title, what one types after an ``@``. For fields and for commands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from procesregie.capture.names import Names, folded, party_of
from procesregie.capture.values import Unread
from procesregie.language import CODES, N_, language
from procesregie.model.address import ROOMS, Room, is_address
from procesregie.model.dossier import Dossier
from procesregie.model.ids import slug

ONE: dict[str, str] = {
    "process": N_("Process"),
    "agenda": N_("Topic"),
    "table": N_("Party"),
    "roles": N_("Role"),
    "steps": N_("Next step"),
    "sessions": N_("Session"),
    "decisions": N_("Decision"),
}
"""What one record of a room is called."""
LISTED = 12
"""More names than this are not listed in a sentence."""

_NONE = {
    "agenda": N_("There is no topic “{word}” here."),
    "table": N_("Nobody at this table is called “{word}”."),
    "roles": N_("There is no role “{word}” here."),
    "steps": N_("There is no step “{word}” here."),
    "sessions": N_("There is no session “{word}” here."),
    "decisions": N_("There is no decision “{word}” here."),
}


def record_meant(dossier: Dossier, room: Room, word: str) -> str:
    """The id of the record of `room` that `word` means: its id, its title, what begins one or stands in one.

    For a party also what one types after an ``@``, with or without it. :class:`Unread` when there is none, or
    more than one.
    """
    known = dossier.room(room)
    name = word.strip().removeprefix("@").removeprefix(f"{room}/")
    if name in known:
        return name
    if room == "table":
        found = Names(dossier).resolve(name)
        if found is not None:
            return party_of(found)
    return _one(word, slug(name), {id: slug(str(getattr(record, "title", ""))) for id, record in known.items()}, room)


def _one(word: str, said: str, titles: dict[str, str], room: Room) -> str:
    """The one of `titles` (slug by id) that `said` is, begins, or stands in, taken in that order."""
    if said:
        for fits in (
            [id for id, title in titles.items() if said == title],
            [id for id, title in titles.items() if id.startswith(said) or title.startswith(said)],
            [id for id, title in titles.items() if said in id or said in title],
        ):
            if fits:
                return _only(word, fits)
    raise _nothing(_NONE[room], word, said, titles)


def _only(word: str, fits: list[str]) -> str:
    """The only one of `fits`; :class:`Unread` when there are several."""
    if len(fits) == 1:
        return fits[0]
    raise Unread(
        N_("“{word}” could be any of these: {listed}."),
        N_("Write one of these ids."),
        word=word.strip(),
        listed=_listed(fits),
    )


def _nothing(what: str, word: str, said: str, known: Collection[str]) -> Unread:
    if close := get_close_matches(said, known, 1):
        return Unread(what, N_("Did you mean {meant}?"), word=word.strip(), meant=close[0])
    if known and len(known) <= LISTED:
        return Unread(what, N_("Available: {listed}"), word=word.strip(), listed=", ".join(sorted(known)))
    return Unread(what, word=word.strip())


def _listed(ids: Collection[str]) -> str:
    shown = sorted(ids)[:LISTED]
    return ", ".join(shown) + ("…" if len(ids) > LISTED else "")


def row_meant(names: Mapping[str, str], word: str) -> str:
    """The key of the row that `word` means, of those called `names` (by key): its key, what it is called, or a part of that."""
    said = slug(word)
    called = {key: slug(name) for key, name in names.items()}
    for fits in (
        [key for key in names if said == key],
        [key for key, name in called.items() if said == name],
        [key for key, name in called.items() if said and said in name],
    ):
        if fits:
            return _only(word, fits)
    raise _nothing(N_("There is nothing here called “{word}”."), word, said, names)


def ref_meant(dossier: Dossier, word: str) -> str:
    """Who is meant by `word`, as ``party`` or ``party/person``; :class:`Unread` when nobody, or several."""
    found = Names(dossier).resolve(word.strip().removeprefix("@"))
    return found or record_meant(dossier, "table", word)


def person_meant(dossier: Dossier, party: str, word: str) -> str:
    """The id of the person of `party` that `word` means: their id, their name, or a word of it."""
    holder = dossier.parties.get(party)
    people = holder.people if holder else {}
    said = slug(word.strip().removeprefix("@").removeprefix(f"{party}/"))
    if said in people:
        return said
    names = {id: slug(person.name or person.function) for id, person in people.items()}
    for fits in (
        [id for id, name in names.items() if said == name],
        [id for id, name in names.items() if said and said in f"{id}-{name}"],
    ):
        if fits:
            return _only(word, fits)
    if holder is None:
        raise Unread(N_("Who is “{word}”? First say which party it is about."), word=word.strip())
    raise _nothing(N_("Nobody in this party is called “{word}”."), word, said, people)


def room_meant(word: str) -> Room:
    """The room that `word` names: ``table``, or what it or one of its records is called in either language."""
    from procesregie.change.words import AREAS

    names: dict[str, Room] = {}
    for room in ROOMS:
        called = [folded(language(code)(message)) for message in (AREAS[room], ONE[room]) for code in CODES]
        names.update(dict.fromkeys((room, *called, *(name.split()[-1] for name in called)), room))
    found = names.get(folded(word.strip().strip("/")))
    if found is None:
        raise Unread(N_("There is no area “{word}”. Available: {listed}"), word=word.strip(), listed=", ".join(ROOMS))
    return found


def address_meant(dossier: Dossier, word: str) -> str:
    """The address of the record that `word` means: ``process``, an address, or a room and a word for one in it.

    What stands beside a record (``decisions/x/after``, ``sessions/x/log-anna``) need not be there yet.
    """
    word = word.strip().strip("/")
    if dossier.get(word) is not None:
        return word
    room, _, rest = word.partition("/")
    if not rest:
        raise Unread(
            N_("“{word}” is not the address of a record."), N_("Write it as table/haardstee, or process."), word=word
        )
    found = room_meant(room)
    name, _, beside = rest.partition("/")
    address = f"{found}/{record_meant(dossier, found, name)}"
    if beside:
        address = f"{address}/{beside}"
        if not is_address(address):
            raise Unread(
                N_("“{word}” is not the address of a record."),
                N_("Write it as table/haardstee, or process."),
                word=word,
            )
    return address

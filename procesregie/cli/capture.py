"""``procesregie capture SESSION``: lines on standard input become lines of a session, by the one grammar."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import click

from procesregie.cli.find import complete_session, day_named, fitting, parties_named, session_named
from procesregie.cli.group import argument, option
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible_line
from procesregie.model.ids import ID
from procesregie.model.session import Presence, SessionKind

if TYPE_CHECKING:
    from procesregie.capture.grammar import Captured
    from procesregie.desk.desk import Desk
    from procesregie.desk.recording import Recording


class NotWritten(Trouble):
    """The folder did not take the lines; the journal has them."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(
            N_("The lines are safe, but not in the folder yet: {why}"),
            N_("They come back the next time you capture in this session."),
            why=str(trouble),
        )


@dataclass(frozen=True)
class Wanted:
    """What was asked of the session on the command line."""

    word: str
    title: str
    date: str
    kind: str | None
    confidential: bool


@declare("capture", N_("Takes lines from standard input into a session (made if it is new)."))
@argument("session", metavar=N_("SESSION"), shell_complete=complete_session)
@option("--title", default="", metavar=N_("TEXT"), help=N_("What a new session is called."))
@option("--date", default="", metavar=N_("DATE"), help=N_("The day of a new session (2026-03-12); today if not given."))
@option(
    "--kind",
    type=click.Choice([kind.value for kind in SessionKind]),
    metavar=N_("KIND"),
    help=N_("The form of a new session: network table, steering group, round …"),
)
@option("--present", default="", metavar=N_("A,B,C"), help=N_("Who is present, by short name."))
@option(
    "--as", "recorder", default="", metavar=N_("NAME"), help=N_("Who is typing; otherwise the name git knows you by.")
)
@option("--confidential", is_flag=True, help=N_("A new session whose log stays private."))
@option(
    "--take-out",
    "outs",
    multiple=True,
    metavar=N_("LINE"),
    help=N_("Takes this line out instead, if nothing came of it; can be given more than once."),
)
@option("-v", "--verbose", is_flag=True, help=N_("Says how each line was understood."))
@option("--private", is_flag=True, help=N_("Includes what is private."))
def command(
    settings: Settings, session: str, recorder: str, outs: tuple[str, ...], verbose: bool, private: bool, **wanted: Any
) -> int:
    """Reads until the end of the input; every line is safe before the next one is read."""
    from procesregie.desk.recorder import recorder_of

    desk = settings.desk()
    there = dict.fromkeys(parties_named(desk.dossier, wanted.pop("present")), Presence.PRESENT)
    name, made = _session(desk, Wanted(session, **wanted))
    who = recorder or recorder_of(desk) or "recorder"
    if outs:
        return _take_out(settings, desk, name, who, outs)
    heard: list[Captured] = []
    with _ending_calmly(), desk.recording(name, who) as recording:
        if there:
            recording.check_in(there)
        _mention(settings, recording, name)
        before = len(_own(recording))
        for text in _lines(settings):
            captured = recording.add(text)
            heard.append(captured)
            if verbose:
                settings.out.line(_understood(text, captured, private or not recording.confidential))
        keys = _own(recording)[before:]
    if recording.trouble is not None:
        raise NotWritten(recording.trouble)
    _report(settings, recording, heard, keys, made, private)
    return 0


def _take_out(settings: Settings, desk: Desk, session: str, who: str, outs: tuple[str, ...]) -> int:
    """Takes lines out of the log: by their addresses, or the six characters that are their keys."""
    from procesregie.cli.respond import NoSuchLine

    with desk.recording(session, who) as recording:
        known = dict(recording.lines())
        found = []
        for word in outs:
            fits = [address for address in known if word in (address, address.rpartition("/")[2])]
            if len(fits) != 1:
                raise NoSuchLine(word)
            found += fits
        for address in found:
            said = recording.take_out(address)
            shown = _("(confidential)") if recording.confidential or not said.text else visible_line(said.text)
            settings.out.line(_("Taken out: {text}", text=shown))
    if recording.trouble is not None:
        raise NotWritten(recording.trouble)
    settings.out.data({"session": session, "taken_out": found})
    return 0


class NotConfidential(Trouble):
    """A session that exists is confidential or not; a line typed into it must not find that out too late."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("“{name}” already exists and is not confidential; nothing was taken down."),
            N_("Make it confidential first: procesregie set sessions/{name} confidential=yes"),
            name=name,
        )


@contextmanager
def _ending_calmly() -> Iterator[None]:
    """SIGTERM and a closed window end the input like ctrl+c does: what was read is written."""

    def end(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = [signal.signal(one, end) for one in signals]
    try:
        yield
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)


def _session(desk: Desk, wanted: Wanted) -> tuple[str, bool]:
    """The session meant, and whether it was made just now."""
    found = fitting(wanted.word, desk.dossier.sessions)
    dated = ID.fullmatch(wanted.word) is not None and wanted.word[:4].isdigit() and wanted.word[4:5] == "-"
    if found and (wanted.word in found or not (wanted.title or wanted.date or dated)):
        name = session_named(desk.dossier.sessions, wanted.word)
        if wanted.confidential and not desk.dossier.sessions[name].confidential:
            raise NotConfidential(name)
        return name, False
    if not (wanted.title or wanted.date or dated):
        return session_named(desk.dossier.sessions, wanted.word), False  # raises, with the sessions there are
    return _make(desk, wanted, dated), True


def _make(desk: Desk, wanted: Wanted, dated: bool) -> str:
    on = day_named(wanted.date or wanted.word[:10]) if wanted.date or dated else desk.clock.today()
    fields: dict[str, Any] = {"title": wanted.title or _words(wanted.word, dated), "date": on}
    if wanted.kind:
        fields["kind"] = wanted.kind
    if wanted.confidential:
        fields["confidential"] = True
    if dated:
        desk.set(f"sessions/{wanted.word}", fields)
        return wanted.word
    return desk.create("sessions", fields.pop("title"), **fields).removeprefix("sessions/")


def _words(word: str, dated: bool) -> str:
    words = word[10:].strip("-").replace("-", " ") if dated else word
    return words.capitalize() or word


def _mention(settings: Settings, recording: Recording, name: str) -> None:
    """What whoever types should know before they begin."""
    note = settings.out.note
    if recording.recovered:
        note(
            say_many(
                "{n} line from an earlier run was brought back.",
                "{n} lines from an earlier run were brought back.",
                recording.recovered,
            )
        )
    if recording.session.outcome is not None:
        note(
            _(
                "“{title}” is closed; commit what you add with `procesregie draft --corrects {session}`.",
                title=recording.session.title,
                session=name,
            )
        )
    if sys.stdin.isatty():
        note(_("“{title}”: one line at a time; ctrl+d when you are done.", title=recording.session.title))


def _lines(settings: Settings) -> Iterator[str]:
    """The lines of the input without their ends; empty ones are left out. What is no UTF-8 is read as Windows wrote it."""
    for number, raw in enumerate(sys.stdin.buffer, 1):
        raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
            settings.out.note(_("line {n} is not UTF-8; it was read as Windows-1252. Look it over.", n=number))
        if text.strip():
            yield text.rstrip("\r\n")


def _own(recording: Recording) -> list[str]:
    """Addresses of the lines of this recorder's log, in order."""
    prefix = f"{recording.id}/{recording.recorder}/"
    return [address for address, _line in recording.lines() if address.startswith(prefix)]


def _understood(text: str, captured: Captured, shown: bool) -> str:
    """A line as it was typed, what is confidential left out, and what was made of it."""
    if captured.private or not shown:
        text = _("(confidential)")
    return "  → ".join(part for part in (visible_line(text), _echo(captured)) if part)


def _echo(captured: Captured) -> str:
    return " · ".join(echo.said(spoken()) for echo in captured.echo)


def _report(
    settings: Settings, recording: Recording, heard: list[Captured], keys: list[str], made: bool, private: bool
) -> None:
    unclear = sum(captured.line.unclear for captured in heard)
    sentence = say_many("{n} line in “{title}”", "{n} lines in “{title}”", len(heard), title=recording.session.title)
    if unclear:
        sentence += ", " + say_many("{n} to read back", "{n} to read back", unclear)
    settings.out.note(sentence + ".")
    shown = private or not recording.confidential
    settings.out.data(
        {
            "session": recording.id,
            "recorder": recording.recorder,
            "made": made,
            "confidential": recording.confidential,
            "recovered": recording.recovered,
            "unclear": unclear,
            "lines": [_data(address, captured, shown, private) for address, captured in zip(keys, heard, strict=True)],
        }
    )


def _data(address: str, captured: Captured, shown: bool, private: bool) -> dict[str, Any]:
    from procesregie.model.declare import to_data

    if not shown:
        return {"address": address}
    data = {"address": address, "kind": captured.line.kind.value, **to_data(captured.line), "echo": _echo(captured)}
    if private and captured.private:
        data["aside"] = captured.private
    return data

"""Overview: where do we stand. Every row is a record in another area, one key away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.model.address import owner_of
from procesregie.model.dossier import Dossier
from procesregie.tui import signs
from procesregie.tui.areas.all import area_of, index_of
from procesregie.tui.areas.area import Area, Entry, Heading, Later, Row, View, broken_entry, entry_of, grouped
from procesregie.tui.layout import Block, Card, Items, Pairs, Paragraph, Title
from procesregie.tui.text import ACCENT, assembled, joined, line, muted, plain

if TYPE_CHECKING:
    from procesregie.insight.preparation import Preparation
    from procesregie.insight.views import Row as Listed
    from procesregie.model.process import Process
    from procesregie.tui.frame import Frame

MOST_OPEN = 5
"""Open ends shown at most, the oldest; preparing a session shows them all."""
MOST_OF_A_KIND = 12
"""Steps, decisions or sessions of one kind listed here; their own areas have them all."""
MOST_QUESTIONS = 3
"""Questions of the mirror listed here; the mirror asks the rest."""
ROOMS = {
    "due": "steps",
    "slipped": "steps",
    "proposed": "decisions",
    "review": "decisions",
    "waiting": "decisions",
    "adopt": "sessions",
}
"""Which room the records are of, by why they stand here: what comes before the colon in the key of a row."""
MOST_CHANGES = 12
"""Changes listed here; History tells the rest."""


class Overview(Area):
    name = N_("Overview")
    help = N_(
        "Where the process stands: the issue and the phase, the next session and what it starts from, "
        "steps that are due or have slipped, a few questions from the mirror, and what has changed since "
        "the last commit. Enter takes you to the record itself, s starts the session; m moves the date of"
        " a step, d says that it is done, a writes down where a party now stands on a decision, r what "
        "came of looking at it again. o makes the hand-over pack: what a successor has to know."
    )
    keys = frozenset({"session", "prepare", "wrap_up", "move_date", "done", "position", "review", "hand_over_pack"})
    reads = frozenset({"hand_over_pack"})
    skip = frozenset({"issue", "intent", "id", "format", "phases"})

    def __init__(self) -> None:
        super().__init__()
        self._wordings: tuple[tuple[str, str], list[Block]] | None = None
        """How the wording changed, as of a commit and in a language."""
        self._prepared: tuple[Dossier, date, Preparation] | None = None

    # -- keys: what the area of a record does, here as well

    def do(self, frame: Frame, action: str) -> None:
        if action == "hand_over_pack":
            frame.app.action_hand_over()
        else:
            area_of(frame.address).do(frame, action)

    def allows(self, frame: Frame, action: str) -> bool | None:
        if action == "hand_over_pack":
            return True
        if frame.address.partition("/")[0] not in ("steps", "decisions"):
            return False
        area = area_of(frame.address)
        return action in area.keys and bool(area.allows(frame, action))

    # -- the list

    def entries(self, view: View) -> Iterator[Row]:
        if view.seen is not None:
            yield from view.seen.rows()
            return
        dossier = view.dossier
        prepared = self._prepare(view)
        due = frozenset(prepared.due)
        yield self._process(dossier)
        if view.since and view.since.hindrance:
            yield Heading(_("Nothing can be committed now"))
            yield Entry("hindrance", assembled(line(f"{signs.LATE} ", ACCENT), line(view.since.hindrance)))
        yield from self._broken_anywhere(dossier)
        yield from self._next(view, prepared)
        slipped = [id for id in prepared.slipped if id not in due]
        yield from self._some(view, _("Proposals waiting"), "proposed", prepared.proposals)
        yield from self._some(view, _("Minutes to adopt"), "adopt", prepared.to_adopt)
        if prepared.open_ends:
            yield Heading(_("Open ends"), len(prepared.open_ends))
            yield from self._open_ends(prepared)
        yield from self._some(view, _("Steps due"), "due", prepared.due)
        yield from self._some(view, _("Steps that slipped"), "slipped", slipped)
        yield from self._some(view, _("Decisions to look at again"), "review", prepared.to_review)
        yield from self._some(view, _("Open for absentees"), "waiting", prepared.waiting)
        yield from grouped([(_("Texts"), self._texts(view))])
        yield from self._questions(view)
        yield from self._since(view)

    def _prepare(self, view: View) -> Preparation:
        """What the next session starts from; kept while nothing changes, since every row the cursor comes on asks for it."""
        from procesregie.insight.preparation import prepare

        kept = self._prepared
        if kept is None or kept[0] is not view.dossier or kept[1] != view.today:
            self._prepared = kept = (view.dossier, view.today, prepare(view.dossier, view.today))
        return kept[2]

    def _process(self, dossier: Dossier) -> Entry:
        process = dossier.process
        phase = process.phase_now()
        words = _("phase: {phase}", phase=_(phase.phase.value)) if phase else _("the process as a whole")
        return Entry("process", assembled(muted(f"{signs.OPEN} "), line(process.title), "  ", muted(words)), "process")

    def _next(self, view: View, prepared: Preparation) -> Iterator[Row]:
        from procesregie.insight.views.sessions import session_row

        yield Heading(_("Next session"))
        if prepared.session is None:
            yield Entry("none", muted(_("None planned. Press 6, then n.")))
            return
        session = view.dossier.sessions[prepared.session]
        yield entry_of(
            session_row(prepared.session, session, view.today, spoken(), next=True), f"next:{prepared.session}"
        )

    def _some(self, view: View, heading: str, why: str, ids: Sequence[str]) -> Iterator[Row]:
        """Records of one kind under their heading: the first of them, and where the others are."""
        if ids:
            yield Heading(heading, len(ids))
            yield from (entry_of(self._row(view, why, id), f"{why}:{id}") for id in ids[:MOST_OF_A_KIND])
        if more := ids[MOST_OF_A_KIND:]:
            there = f"{ROOMS[why]}/{more[0]}"
            words = _("… and {n} more: {key} shows them all", n=len(more), key=index_of(there) + 1)
            yield Entry(f"more:{why}", muted(words), there)

    def _row(self, view: View, why: str, id: str) -> Listed:
        """A record as its own area lists it."""
        if ROOMS[why] == "steps":
            from procesregie.insight.views.steps import step_row

            return step_row(view.dossier, id, view.dossier.steps[id], view.today, spoken())
        if ROOMS[why] == "sessions":
            from procesregie.insight.views.sessions import session_row

            return session_row(id, view.dossier.sessions[id], view.today, spoken())
        from procesregie.insight.views.decisions import decision_row

        return decision_row(id, view.dossier.decisions[id], view.today, spoken())

    def _open_ends(self, prepared: Preparation) -> Iterator[Entry]:
        for where, said in prepared.open_ends[:MOST_OPEN]:
            address = f"sessions/{where.split('/')[0]}"
            yield Entry(f"open:{where}", assembled(muted("? "), line(said.text)), address)
        more = len(prepared.open_ends) - MOST_OPEN
        if more > 0:
            to_come = prepared.session
            all_of_them = _("… and {n} more: {key} shows them all", n=more, key="p")
            words = all_of_them if to_come else _("… and {n} more", n=more)
            yield Entry("open:more", muted(words), f"sessions/{to_come or prepared.since}")

    def _texts(self, view: View) -> Iterator[Entry]:
        """How every text settles, as a small line."""
        for text in view.since.texts if view.since else ():
            if text.line:
                still = muted(_("fine-tuning") if text.fine_tuned is not None else _("it is still moving"))
                shown = assembled(muted(f"{signs.OPEN} "), line(text.name), "  ", line(text.line, ACCENT), "  ", still)
                yield Entry(f"text:{text.name}", shown)

    def _questions(self, view: View) -> Iterator[Row]:
        if view.mirror is None or not view.mirror.open:
            return
        from procesregie.tui.areas.mirror import question_entry

        yield Heading(f"{_('Mirror')}  {len(view.mirror.open)}")
        shown = view.mirror.few(MOST_QUESTIONS)
        yield from (question_entry(asked) for asked in shown)
        if more := len(view.mirror.open) - len(shown):
            yield Entry("ask:more", muted(_("… and {n} more: {key} shows them all", n=more, key=9)), "mirror")

    def _broken_anywhere(self, dossier: Dossier) -> Iterator[Row]:
        files = sorted({p.file for p in dossier.problems if p.weight == "broken"})
        return grouped([(_("Cannot be read"), [broken_entry(f, f"broken:{f}") for f in files])])

    def _since(self, view: View) -> Iterator[Row]:
        if view.since is None or not view.since.changes:
            return
        yield Heading(since_in_words(view))
        shown = 0
        for group in view.since.groups:
            for sentence in group.sentences:
                if shown == MOST_CHANGES:
                    yield Entry("changes", muted(_("… and more: 8 shows them all")), "history")
                    return
                key = f"change:{shown}"
                yield Entry(key, assembled(muted(f"{sentence.sign} "), line(sentence.text)), sentence.change.address)
                shown += 1

    def detail(self, view: View, key: str) -> Card | Later:
        if view.seen is not None:
            return view.seen.card()
        from procesregie.tui.areas.sessions import Sessions

        why, _sep, id = key.partition(":")
        if key == "process":
            return self._process_card(view)
        if why == "ask":
            from procesregie.tui.areas.mirror import Mirror

            return Mirror().detail(view, key)
        if why == "text":
            return self._text_card(view, id)
        if why == "next":
            return Sessions().card(view, f"sessions/{id}")
        if key == "hindrance" and view.since:
            return Card.of_text(view.since.hindrance)
        if key in ("none", "changes"):
            return Card()
        return self._elsewhere(view, key)

    def _text_card(self, view: View, name: str) -> Card:
        from procesregie.tui.converged import converging_blocks

        found = next((text for text in view.since.texts if text.name == name), None) if view.since else None
        return Card([Title(line(name)), *converging_blocks(found, view.today)]) if found is not None else Card()

    def enter(self, frame: Frame, entry: Entry) -> None:
        """A text opens its story."""
        if entry.key.startswith("text:"):
            frame.story_of(f"texts/{entry.key[5:]}")
        else:
            super().enter(frame, entry)

    def _process_card(self, view: View) -> Card | Later:
        """At once without, and as soon as git was asked with, how the wording of issue and intent changed."""
        desk, last = view.desk, view.since.last if view.since else None
        if desk is None or last is None or view.then is not None:
            return process_card(view.dossier)
        key = (last.sha, spoken().code)
        if self._wordings is not None and self._wordings[0] == key:
            return process_card(view.dossier, self._wordings[1])

        def read() -> Card:
            from procesregie.tui.areas.wording import wording_blocks

            self._wordings = (key, wording_blocks(desk))
            return process_card(view.dossier, self._wordings[1])

        return read

    def _elsewhere(self, view: View, key: str) -> Card | Later:
        from procesregie.tui.areas.all import area_of

        if key.startswith("broken:"):
            return area_of(key[7:].removesuffix(".toml")).detail(view, f"{signs.BROKEN} {key[7:]}")
        address = self._leads(view, key)
        return area_of(address).card(view, owner_of(address)) if address else Card()

    def _leads(self, view: View, key: str) -> str:
        """Where the row `key` leads; empty for nowhere. A row that is a record says so by its key."""
        why, _sep, id = key.partition(":")
        if why in ROOMS:
            return f"{ROOMS[why]}/{id}"
        rows = (*self._open_ends(self._prepare(view)), *self._since(view))
        return next((row.address for row in rows if isinstance(row, Entry) and row.key == key), "")


def process_card(dossier: Dossier, after: Iterable[Block] = ()) -> Card:
    """The process: its issue, intent and phase first, then everything else that was said of it, and `after`."""
    from procesregie.tui.card import record_card

    process = dossier.process
    before: list[Block] = []
    if process.issue:
        before.append(Paragraph(plain(process.issue.rstrip("\n")), _("Issue")))
    if process.intent:
        before.append(Paragraph(plain(process.intent.rstrip("\n")), _("Intent")))
    if phase := process.phase_now():
        since = _("{phase}, since {day}", phase=_(phase.phase.value), day=spoken().day(phase.since))
        reason = line(phase.reason if len(process.phases) == 1 else "")
        before.append(Pairs(((_("Phase"), joined([line(since if phase.since else _(phase.phase.value)), reason])),)))
    if len(process.phases) > 1:
        before.append(Items(tuple(_phase_moves(process)), _("From phase to phase")))
    if not before:
        before.append(
            Paragraph(muted(_("Nothing has been written yet about the issue and the intent. Press e to write it.")))
        )
    return record_card(dossier, "process", before=before, after=after, skip=Overview.skip)


def _phase_moves(process: Process) -> Iterator[tuple[str, Content]]:
    """Every phase that began, the latest first; one that went back says so."""
    from procesregie.model.process import Phase

    order = list(Phase)
    moves = sorted(process.phases.values(), key=lambda move: move.since or date.min)
    for before, move in reversed(list(zip([None, *moves], moves, strict=False))):
        back = before is not None and order.index(move.phase) < order.index(before.phase)
        said = _("back to {phase}", phase=_(move.phase.value)) if back else _(move.phase.value)
        yield (
            signs.BACK if back else signs.OPEN,
            joined([line(said), muted(spoken().day(move.since)), line(move.reason)]),
        )


def since_in_words(view: View, *, outcome: bool = True) -> str:
    """``3 changes since 26 Feb (draft)``, or that nothing changed; without the `outcome` where there is little room."""
    since = view.since
    if since is None:
        return ""
    changes = say_many("{n} change", "{n} changes", since.changes) if since.changes else _("no changes")
    if since.last is None:
        return changes
    day = spoken().near(since.last.date.date(), view.today)
    if not outcome:
        return _("{changes} since {day}", changes=changes, day=day)
    how = _(since.last.outcome) if since.last.outcome else _("by hand")
    return _("{changes} since {day} ({outcome})", changes=changes, day=day, outcome=how)

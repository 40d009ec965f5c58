"""A field changed by keys, whatever it is, and where that must be found: in the file, in ``show`` and in the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import dropwhile, takewhile
from typing import Any

from textual.content import Content
from textual.widgets import OptionList

from procesregie.change.sentence import Sentence
from procesregie.language import Language, spoken
from procesregie.model.declare import FieldOf
from procesregie.tui.forms.editors import Editor, LineEditor, TextEditor
from procesregie.tui.forms.form import RowForm
from procesregie.tui.forms.picked import NOTHING
from procesregie.tui.forms.rows import ADD, RowsEditor
from procesregie.tui.pick import Pick, PickMany
from tests.tui.hand import Hand

MARK = "Zz9"
"""What is typed into a field: it stands nowhere in the stories."""
DAY, CLOCK = date(2027, 6, 1), time(9, 5)
PLAIN = ("line", "text")
"""Fields in which one writes."""


@dataclass(frozen=True)
class Altered:
    """A field, or a whole row, that is no longer what it was."""

    path: tuple[str, ...]
    """``("issue",)``, ``("urgency", "ggd", "view")``; ``("urgency", "ggd")`` for a row that came or went."""
    label: str
    """The message id of what it is called."""
    said: str
    """How what stands there now is said; empty of a row that went."""
    holds: Callable[[Any], bool]
    """Whether what the file has there is it; None for nothing."""
    sign: str = "~"
    """``+`` it came, ``-`` it went."""


class Changing(Hand):
    """Changes the fields of the form on top."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.came, self.went = False, False
        """Whether a row was added, and taken out, in the forms until now."""

    async def alter(self, name: str) -> list[Altered]:
        """Changes a field; of rows, what one writes and something one does not write in the first of them."""
        editor = await self.reach(name)
        if not isinstance(editor, RowsEditor):
            return [await self.write(editor, (name,))]
        if not editor.was:
            return [await self._add(editor)]
        found = await self._alter_row(editor)
        if not self.came and not editor.of.meaning.about:
            self.came = True
            found.append(await self._add(editor))
        if not self.went and len(editor.was) > 1:
            self.went = True
            found.append(await self._take_out(editor, but=found[0].path[1]))
        return found

    # -- a field

    async def write(self, editor: Editor, path: tuple[str, ...]) -> Altered:
        """Something else in a field that is no list of rows."""
        form, label = editor.of.meaning.form, editor.of.meaning.label
        if isinstance(editor, TextEditor):
            await self.press("ctrl+end", lambda: editor.cursor_location == editor.document.end)
            await self.type(f" {MARK}" if editor.text else MARK, lambda: editor.text.endswith(MARK))
            return Altered(path, label, MARK, lambda value: MARK in str(value))
        if isinstance(editor, LineEditor):
            typed, said, value = self._typed(editor)
            if editor.value:  # a key that does nothing would come after what is typed
                await self.press("end", lambda: editor.cursor_position == len(editor.value))
            if editor.value and form != "line":
                await self.press("ctrl+u", lambda: not editor.value)
            await self.type(typed, lambda: editor.value.endswith(typed))
            return Altered(path, label, said, lambda there: MARK in str(there) if form == "line" else there == value)
        if form == "flag":
            was = editor.read()
            await self.press("space", lambda: editor.read() is not was)
            now = editor.read()
            return Altered(path, label, spoken()("yes" if now else "no"), lambda there: there in (now, None))
        key, said = await self.pick(editor)
        return Altered(
            path, label, said, lambda there: key in there if isinstance(there, list) else there in (key, None)
        )

    def _typed(self, editor: LineEditor) -> tuple[str, str, Any]:
        """What is typed into a line, how it is said, and what stands in the file."""
        meaning, lang = editor.of.meaning, spoken()
        if meaning.form == "day":
            return DAY.isoformat(), lang.day(DAY), DAY
        if meaning.form == "time":
            return f"{CLOCK:%H:%M}", f"{CLOCK:%H:%M}", CLOCK
        if meaning.form == "number":
            most = meaning.most or 77
            number = most - 1 if str(most) == editor.value else most
            return str(number), str(number), number
        return f" {MARK}", MARK, None

    async def pick(self, editor: Editor) -> tuple[str, str]:
        """Another than what stands in a field, of what there is to pick: its key, and how it was called there."""
        form = self.form
        await self.press("enter", self.picking)
        picking = self.app.screen
        assert isinstance(picking, Pick)
        listed = picking.query_one(OptionList)
        await self.until(lambda: listed.highlighted is not None, editor.of.name)
        now = set(picking.taken if picking.taken is not None else [str(editor.read())])
        for _option in listed.options:
            at = listed.highlighted
            if listed.options[at or 0].id not in (*now, NOTHING):
                break
            await self.press("down", lambda at=at: listed.highlighted != at)  # type: ignore[misc]
        option = listed.options[listed.highlighted or 0]
        assert option.id not in (*now, NOTHING, None), f"nothing else to pick for {editor.of.name}"
        assert isinstance(option.prompt, Content) and option.id
        said = option.prompt.plain.removeprefix("[ ] ").split("  ")[0]
        if isinstance(picking, PickMany):
            await self.press("enter", lambda: option.id in (picking.taken or ()))
            await self.press("f2", lambda: self.app.screen is form)
        else:
            await self.press("enter", lambda: self.app.screen is form)
        await self.until(lambda: form.focused is editor, editor.of.name)
        return option.id, said

    # -- rows

    async def _alter_row(self, rows: RowsEditor) -> list[Altered]:
        form, table = self.form, rows.of.name
        await self.press("home", lambda: rows.highlighted == 0)
        key = rows.options[0].id
        assert key and key != ADD, f"no row in {table}"
        await self.press("enter", self.in_form(RowForm))
        offered = list(self.form.offered())
        written = next(one for one in offered if _is_written(one))
        picked = min(
            (one for one in offered if not _is_written(one) and not _is_of_people(one)), key=_how_told, default=None
        )
        found = [
            await self.write(await self.reach(one.name), (table, key, one.name))
            for one in offered
            if one in (written, picked)
        ]
        before = rows.value
        await self.press("f2", lambda: rows.value != before and form.focused is rows)
        return found

    async def _add(self, rows: RowsEditor) -> Altered:
        """A row more, with its first words."""
        form = self.form
        await self.press("end", lambda: rows.highlighted == len(rows.options) - 1)
        if rows.of.meaning.room:
            await self.press("enter", self.picking)
        await self.press("enter", self.in_form(RowForm))
        written = next(one for one in self.form.offered() if _is_written(one))
        await self.write(await self.reach(written.name), (written.name,))
        before = rows.value
        await self.press("f2", lambda: rows.value != before and form.focused is rows)
        [key] = rows.value.keys() - (rows.was or {}).keys()
        return Altered((rows.of.name, key), rows.of.meaning.label, MARK, lambda row: MARK in str(row), "+")

    async def _take_out(self, rows: RowsEditor, but: str) -> Altered:
        """A row that was there less, another one than `but`."""
        at = next(n for n, option in enumerate(rows.options) if option.id in rows.was and option.id != but)
        await self.press("home", lambda: rows.highlighted == 0)
        for n in range(at):
            await self.press("down", lambda n=n: rows.highlighted == n + 1)  # type: ignore[misc]
        key = rows.options[at].id or ""
        await self.press("delete", lambda: key not in rows.value)
        return Altered((rows.of.name, key), rows.of.meaning.label, "", lambda row: row is None, "-")


def _is_written(one: FieldOf) -> bool:
    return one.meaning.form in PLAIN and not _is_of_people(one)


def _how_told(one: FieldOf) -> bool:
    """A word that is chosen before a day or a party: it has a name of its own in each language."""
    return one.meaning.form != "choice"


def _is_of_people(one: FieldOf) -> bool:
    """Whether a field names people, of whom a party may have nobody else."""
    return one.meaning.of_person or one.meaning.points == "person"


# -- where it must be found


def in_file(before: Mapping[str, Any], after: Mapping[str, Any], changed: Iterable[Altered]) -> None:
    """The file holds what was changed, and nothing else is different."""
    found, wanted = different(before, after), {one.path for one in changed}
    assert found == wanted, found ^ wanted
    for one in changed:
        assert one.holds(_at(after, one.path)), (one.path, _at(after, one.path))


def different(before: Mapping[str, Any], after: Mapping[str, Any], *at: str) -> set[tuple[str, ...]]:
    """The paths of what differs: fields, rows that came or went, fields of rows."""
    found = set[tuple[str, ...]]()
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        if (isinstance(was, dict) and isinstance(now, dict)) or (not at and isinstance(was or now, dict)):
            found |= different(was or {}, now or {}, *at, key)
        elif was != now:
            found.add((*at, key))
    return found


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        data = (data or {}).get(key)
    return data


def in_show(out: str, after: Mapping[str, Any], changed: Iterable[Altered], lang: Language) -> None:
    """``show`` says it under its label; of a row, in what it says of that row."""
    lines = out.splitlines()
    for one in changed:
        within = block(lines, lambda said, one=one: said.endswith(f"({'.'.join(one.path[:2])})"))  # type: ignore[misc]
        if len(one.path) == 2:
            assert bool(within) == (one.sign == "+") and one.said in " ".join(within), (one.path, within)
            continue
        label = f"{lang(one.label)}:"
        said = block(within if len(one.path) == 3 else lines, lambda said, label=label: said.startswith(label))  # type: ignore[misc]
        if _at(after, one.path) is None:  # it is what it is by itself again
            assert not said, (one.path, said)
        else:
            assert one.said in " ".join(said), (one.path, said)


def block(lines: list[str], begins: Callable[[str], bool]) -> list[str]:
    """The first line that `begins`, and what stands further in under it."""
    from_here = list(dropwhile(lambda line: not begins(line.strip()), lines))
    if not from_here:
        return []
    at = _indent(from_here[0])
    return [from_here[0], *takewhile(lambda line: _indent(line) > at, from_here[1:])]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def in_words(sentences: Iterable[Sentence], address: str, changed: Iterable[Altered], lang: Language) -> None:
    """A sentence says it; where it is gathered with many others of its table, that so many came, went, are different."""
    for one in changed:
        [about] = [s for s in sentences if any(c.address == address and c.path == one.path for c in s.changes)]
        said = " ".join([about.text, *about.detail])
        if len(about.changes) > 1 and not about.detail:
            rows = {c.path[1] for c in about.changes if (c.sign if len(c.path) == 2 else "~") == one.sign}
            words = {"+": "{n} new", "-": "{n} gone", "~": "{n} changed"}[one.sign]
            assert lang.many(words, words, len(rows)) in said, (one.path, said)
        elif one.sign == "-":
            assert about.sign == "-" and said.endswith(lang("empty")), (one.path, said)
        else:
            assert one.said in said, (one.path, said)

"""Writes what the program itself knows into its docs: the fields of the model, the keys of the screens.

python tools/docs.py           bring docs/format.md and docs/keys.md up to date
python tools/docs.py --check   exit 1 when they are not
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procesregie.model.declare import Meaning

ROOT = Path(__file__).parent.parent
START, END = "<!-- made by tools/docs.py -->", "<!-- end of what tools/docs.py makes -->"
SCREENS = (
    ("Everywhere", "Overal", "app", "ProcesregieApp"),
    ("The areas", "De onderdelen", "frame", "Frame"),
    ("A form", "Een formulier", "forms.form", "Form"),
    ("Preparing", "Voorbereiden", "sessions.preparing", "PrepareScreen"),
    ("Check-in", "Inchecken", "sessions.checkin", "CheckIn"),
    ("A session", "Een sessie", "sessions.capture", "CaptureScreen"),
    ("Positions", "Standpunten", "sessions.positions", "Positions"),
    ("Wrap-up", "Afronden", "sessions.wrapup", "WrapUpScreen"),
    ("The minutes, the hand-over pack", "Het verslag, het overdrachtsdossier", "sessions.paper", "Paper"),
    ("The minutes", "Het verslag", "sessions.minutes", "MinutesScreen"),
)
KEYS = {"question_mark": "?", "slash": "/", "full_stop": ".", "space": "␣", "exclamation_mark": "!", "escape": "Esc",
        "enter": "Enter", "asterisk": "*", "right": "→", "left": "←", "left_square_bracket": "[", "right_square_bracket": "]", "up": "↑", "down": "↓"}  # fmt: skip


def keys() -> Iterator[str]:
    """A table of keys for every screen."""
    from importlib import import_module

    from textual.binding import Binding

    from procesregie.language import language
    from procesregie.tui.sheet import SHARE

    nl = language("nl")
    for english, dutch, module, name in SCREENS:
        screen = getattr(import_module(f"procesregie.tui.{module}"), name)
        yield f"### {english} · {dutch}"
        yield ""
        yield "| key | does | doet |"
        yield "|---|---|---|"
        own = getattr(screen, "KEYS", None)  # of a panel, whose keys stand in its screen's as well
        everywhere = [SHARE] if name == "ProcesregieApp" else []  # of every screen, whatever is over it
        for binding in own or [*screen.BINDINGS, *everywhere]:
            if isinstance(binding, Binding) and binding.description and (own or "panel(" not in binding.action):
                pressed = " ".join(f"`{KEYS.get(key, key)}`" for key in binding.key.split(","))
                told = [binding.description, binding.tooltip] if binding.tooltip else [binding.description]
                yield f"| {pressed} | {': '.join(told)} | {': '.join(map(nl, told))} |"
        yield ""


def tables() -> Iterator[str]:
    """A table of fields for every model, rows under the record they stand in."""
    from procesregie.model.address import TEMPLATES, file_of, model_of
    from procesregie.model.declare import Part

    for template in TEMPLATES:
        address = template.format("x", "anna")
        seen: set[type[Part]] = set()
        yield from _table(model_of(address), f"`{file_of(address)}`", "###", seen)


def _table(model: type, heading: str, level: str, seen: set[type]) -> Iterator[str]:
    from procesregie.model.declare import fields

    seen.add(model)
    yield f"{level} {heading}"
    yield ""
    yield (model.__doc__ or "").split("\n")[0]
    yield ""
    yield "| key | holds | Dutch | English |"
    yield "|---|---|---|---|"
    rows = []
    for field in fields(model):
        meaning = field.meaning
        yield f"| `{field.name}`{' (required)' if field.required else ''} | {_holds(meaning)} | {_dutch(meaning.label)} | {meaning.label} |"
        if meaning.row is not None and meaning.row not in seen:
            rows.append((meaning.row, f"`[{field.name}.<key>]`"))
    yield ""
    for row, name in rows:
        yield from _table(row, name, "####", seen)


def _holds(meaning: Meaning) -> str:
    if meaning.words is not None:
        several = "any of " if meaning.form == "choices" else ""
        return several + ", ".join(f"`{word.value}`" for word in meaning.words)
    if meaning.form == "rows":
        return _rows(meaning)
    if meaning.form in ("ref", "refs"):
        return f"{'ids' if meaning.form == 'refs' else 'id'} in `{meaning.room}/`"
    if meaning.of_person:
        return "id of a person"
    limits = f" {meaning.least}–{meaning.most}" if meaning.most is not None else ""
    words = {"line": "text", "text": "long text", "lines": "texts", "day": "date", "moment": "date and time"}
    return (
        words.get(meaning.form, {"time": "time", "number": "number", "flag": "`true` or `false`"}.get(meaning.form, ""))
        + limits
    )


def _rows(meaning: Meaning) -> str:
    if meaning.room:
        return f"rows, keyed by an id in `{meaning.room}/`"
    if meaning.about.endswith("/"):
        return f"rows, keyed by the name of a file in `{meaning.about}`"
    return f"rows, keyed as `{meaning.about}` of the record it belongs to" if meaning.about else "rows"


def _dutch(label: str) -> str:
    from procesregie.language import language

    return language("nl")(label)


PAGES = {"docs/format.md": tables, "docs/keys.md": keys}


def page(now: str, made: Iterable[str]) -> str:
    """`now` with what stands between its two marks made anew."""
    head, _, rest = now.partition(START)
    _, _, tail = rest.partition(END)
    return f"{head}{START}\n\n" + "\n".join(made) + f"\n{END}{tail}"


def main(arguments: list[str]) -> int:
    behind = []
    for name, make in PAGES.items():
        file = ROOT / name
        now = file.read_text(encoding="utf-8")
        made = page(now, make())
        if made != now:
            behind.append(name)
            if "--check" not in arguments:
                file.write_text(made, encoding="utf-8")
    if behind and "--check" in arguments:
        print(f"behind the program: {', '.join(behind)} (python tools/docs.py)")
        return 1
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))

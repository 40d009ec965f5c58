"""Wrap-up: from what was said to the commit, step by step. Every step can be skipped; nothing waits to be saved."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from procesregie.language import N_
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.tui.bars import KeyBar
from procesregie.tui.half_typed import say_the_name_is_back
from procesregie.tui.layout import Hanging
from procesregie.tui.sessions.rows import Rows
from procesregie.tui.sessions.wrapclosing import Closing
from procesregie.tui.sessions.wrapping import Wrapping
from procesregie.tui.sessions.wrapsteps import STEPS, CheckingOut, Committing, WrapStep
from procesregie.tui.text import ACCENT, MUTED, STRONG, joined, line, muted


class StepBar(Widget):
    """The numbered steps; a click on one goes there."""

    auto_links = False
    content: reactive[Content] = reactive(Content(""))

    def render(self) -> RenderResult:
        return self.content


class WrapUpScreen(Closing):
    """The wrap-up of one session; its result is whether it was closed."""

    CSS_PATH = "sessions.tcss"
    TITLE = N_("Wrap-up")
    HELP = N_(
        "From what was said to the commit, step by step. → goes on, Esc goes one step back and from the "
        "first step back to the session; a number goes to a step. Everything is saved at once and nothing"
        " has to be filled in: what is missing is mentioned at the end, never demanded. The last step "
        "closes the session: o as a draft, ! as a decision, and then Enter."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n + 1), f"go({n})", show=False) for n in range(len(STEPS))),
        Binding("right,n", "on", N_("go on"), key_display="→", id="wrap.on", tooltip=N_("the next step")),
        Binding("o", "draft", N_("as a draft"), id="wrap.draft"),
        Binding("exclamation_mark", "decide", N_("as a decision"), id="wrap.decide"),
        Binding("enter", "edit", N_("correct"), id="wrap.edit"),
        Binding("enter", "take", N_("save"), id="wrap.take", tooltip=N_("what is typed in the line below")),
        Binding("enter", "leave_line", N_("go on"), id="wrap.leave_line"),
        Binding("a", "add", N_("add"), id="wrap.add"),
        Binding("w", "weight", N_("weight"), id="wrap.weight"),
        Binding("p", "stands", N_("positions"), id="wrap.stands"),
        Binding("p", "party", N_("new party"), id="wrap.party", tooltip=N_("the unknown name becomes a party")),
        Binding("i", "same", N_("is …"), id="wrap.same", tooltip=N_("the unknown name is somebody who is there")),
        Binding("space", "settle", N_("settled"), id="wrap.settle", tooltip=N_("it was answered, or adopted, in this session; again: it was not")),
        Binding("space", "fine", N_("right as it is"), id="wrap.fine"),
        Binding("k,f2", "kind", N_("kind"), id="wrap.kind"),
        Binding("o", "owner", N_("whose"), id="wrap.owner"),
        Binding("d", "due", N_("when"), id="wrap.due"),
        Binding("f", "form", N_("form"), id="wrap.form"),
        Binding("x", "remove", N_("take out"), id="wrap.remove", tooltip=N_("takes this line out of the log; asks first")),
        Binding("u", "bring_back", N_("bring back"), id="wrap.bring_back", tooltip=N_("brings back the line that was last taken out")),
        Binding("x", "drop", N_("not after all"), id="wrap.drop", tooltip=N_("it is not one after all: the line stays, as a note")),
        Binding("s,f3", "split", N_("split"), show=False, id="wrap.split"),
        Binding("t", "summary", N_("in one line"), id="wrap.summary", tooltip=N_("what the commit is called")),
        Binding("m", "turn", N_("minutes/commit"), id="wrap.turn"),
        Binding("escape,left", "back", N_("back"), id="wrap.back"),
    ]  # fmt: skip

    def __init__(self, wrapping: Wrapping) -> None:
        super().__init__()
        self.wrapping = wrapping
        self.wrapping.summary = self.kept_summary.text
        self.steps: tuple[WrapStep, ...] = tuple(step(wrapping) for step in STEPS)
        self.at = 0
        """The step that is shown."""
        self.heading = 0
        """The step that was asked for last: keys come faster than records are made."""

    @property
    def step(self) -> WrapStep:  # type: ignore[override]
        return self.steps[self.at]

    @property
    def under(self) -> str:  # type: ignore[override]
        option = self.query_one(Rows).highlighted_option
        return (option.id or "") if option else ""

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield StepBar(id="steps")
        yield Static(id="intro")
        yield Rows(id="rows", markup=False, compact=True)
        with VerticalScroll(id="preview", can_focus=False):
            yield Static(id="preview-text")
        yield from self.line_below()
        yield KeyBar(id="keys", greys=False)

    def on_mount(self) -> None:
        session = self.wrapping.recording.session
        self.query_one("#head", Static).update(joined([line(_("Wrap-up"), STRONG), line(session.title)]))
        self.query_one(Rows).focus()
        self.show()
        if self.kept_summary.changed:
            say_the_name_is_back(self.app)

    # -- going along the steps

    def action_go(self, at: int) -> None:
        """Goes to the step `at`; on the way past the first, proposals and steps become records."""
        self.heading = at
        self._go()

    @work(group="going", exclusive=True)
    async def _go(self) -> None:
        at = self.heading
        if at > 0:
            try:
                await self.app.write(self.wrapping.begin)
            except Trouble as trouble:
                self.heading = self.at
                self.app.tell_trouble(trouble)
                return
        self.close_line()
        self.at = at
        self.query_one(Rows).highlighted = None
        self.show()
        self.refresh_bindings()
        if isinstance(self.step, CheckingOut):
            self._ask_score()

    def action_on(self) -> None:
        """The next step."""
        if self.heading + 1 < len(self.steps):
            self.action_go(self.heading + 1)

    def action_back(self) -> None:
        """The step before; from the first, back to the session."""
        if self.heading > 0:
            self.action_go(self.heading - 1)
        else:
            self.dismiss(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Shows the keys that mean something in this step."""
        if self.busy:
            return None
        if action in ("take", "leave_line"):
            return self.has_class("-typing") and (action == "take") == bool(self.prompt.value.strip())
        if action == "edit" and self.has_class("-typing"):
            return False
        if action == "bring_back" and not self.wrapping.recording.taken_out:
            return False
        if any(action in step.actions for step in STEPS):
            if action not in self.step.actions:
                return False
            return True if self.step.may(action, self.under) else None
        if action == "on":
            return self.at + 1 < len(self.steps)
        return True

    def why_greyed(self, key: Binding) -> str:
        return _("The commit is being made. One moment …") if self.busy else super().why_greyed(key)

    def seen(self) -> None:
        """A line that is not for everybody goes, also where it is being corrected: what was typed is kept."""
        self.wrapping.shared = self.app.shared
        if self.half is not None and self.wrapping.hides(self.half.place.removeprefix(self.place(""))):
            self.close_line()
        self.show()

    # -- the line below

    def typed(self, text: str) -> None:
        super().typed(text)
        self.refresh_bindings()

    def pressed(self, event: events.Key) -> bool:
        """Enter takes what was typed, Esc leaves it where it was."""
        text = self.prompt.value
        if event.key == "escape":
            self.close_line()
        elif event.key == "enter" and text.strip():
            self.action_take()
        elif event.key == "enter" or (event.key == "right" and not text and isinstance(self.step, CheckingOut)):
            self.action_leave_line()
        else:
            return False
        return True

    def action_take(self) -> None:
        """Takes what was typed in the line below; at the check-out the next one is typed right after it."""
        self.take_line()
        if isinstance(self.step, CheckingOut):
            self._ask_score()

    def _ask_score(self) -> None:
        self.write_line("score", "", self._score)

    def action_leave_line(self) -> None:
        """Leaves the line below, where nothing was typed; at the check-out, to the next step."""
        self.close_line()
        if isinstance(self.step, CheckingOut):
            self.action_on()

    # -- what is shown

    def show(self) -> None:
        """The step as it stands now, the cursor on the row it was on."""
        if not self.query(Rows):  # the screen went while something was written
            return
        rows, under = self.query_one(Rows), self.under
        at = rows.highlighted
        found = list(self.step.rows())
        rows.set_options(Option(Hanging(row.lead, row.text), row.key or None, disabled=not row.key) for row in found)
        keys = [row.key for row in found]
        if under and under in keys:
            rows.highlighted = keys.index(under)
        else:
            near = range(min(at or 0, len(keys)), len(keys))
            rows.highlighted = next((i for i in (*near, *range(len(keys))) if keys[i]), None)
        self.set_class(not found, "-nothing")
        said = _(self.step.intro) if found else _(self.step.none)
        self.query_one("#intro", Static).update(muted(said))
        self._show_steps()
        self.set_class(isinstance(self.step, Committing), "-committing")
        if isinstance(self.step, Committing):
            self.preview()
        self.refresh_bindings()

    def _show_steps(self) -> None:
        wide = self.size.width >= 100
        parts = []
        for n, step in enumerate(self.steps):
            waiting = step.waiting() if n == 0 or self.wrapping.begun else 0
            here = n == self.at
            name = f" {_(step.title)}" if here or wide else ""
            count = f" · {waiting}" if waiting and (here or wide) else ""
            text = line(f" {n + 1}{name}{count} ", f"{STRONG} {ACCENT}" if here else MUTED)
            parts.append(text.stylize(Style.from_meta({"@click": f"screen.go({n})"})))
        self.query_one(StepBar).content = Content("").join(parts)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if "edit" in self.step.actions:
            self.action_edit()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.refresh_bindings()
        if isinstance(self.step, Committing):
            self.preview()

    def on_resize(self) -> None:
        self._show_steps()

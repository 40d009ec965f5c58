"""``procesregie status``: where the process stands, and what is open since the last commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from procesregie.cli import changes
from procesregie.cli.group import command as declare
from procesregie.cli.settings import Settings
from procesregie.language import N_, say_many, spoken
from procesregie.language import say as _
from procesregie.language.trouble import Trouble
from procesregie.language.visible import visible_line

if TYPE_CHECKING:
    from procesregie.change.words import Group
    from procesregie.desk.desk import Desk
    from procesregie.history.state import State
    from procesregie.insight.preparation import Preparation
    from procesregie.model.declare import Record


@declare(
    "status",
    N_(
        "Shows what changed since the last commit, the next session, the steps due, and whether you are "
        "ahead or behind."
    ),
)
def command(settings: Settings) -> int:
    """Tells where the process stands."""
    from procesregie.insight.preparation import prepare

    desk = settings.desk()
    ahead = prepare(desk.dossier, desk.clock.today())
    state, groups, trouble = _git(desk)
    if settings.json:
        settings.out.data(_data(desk, ahead, state, groups, trouble))
    else:
        _tell(settings, desk, ahead, state, groups, trouble)
    return 0


def _git(desk: Desk) -> tuple[State | None, list[Group], Trouble | None]:
    """What git says, what changed in words, and what is in the way; a record without git can still be read."""
    from procesregie.desk.standing import changes_now

    try:
        state = desk.repository.state()
        return state, changes_now(desk, spoken(), state), state.trouble
    except Trouble as trouble:
        return None, [], trouble


def _tell(
    settings: Settings,
    desk: Desk,
    ahead: Preparation,
    state: State | None,
    groups: list[Group],
    trouble: Trouble | None,
) -> None:
    out, dossier = settings.out, desk.dossier
    phase = dossier.process.phase_now()
    out.line(" · ".join(part for part in (dossier.process.title, _(phase.phase.value) if phase else "") if part))
    if trouble is not None:
        out.note(str(trouble))
    if state is not None:
        if position := _position(state):
            out.line(position)
        if desk.repository.shallow:
            out.line(_("This copy holds only the newest part of the history; `git fetch --unshallow` brings the rest."))
        out.line()
        out.line(_("Since the last commit") if groups else _("Nothing changed since the last commit."))
        changes.tell(out, groups)
    if ahead.session:
        out.line()
        session = dossier.sessions[ahead.session]
        day = spoken().day(session.date, "full")
        out.line(_("Next session: {title}, {day} ({session})", title=session.title, day=day, session=ahead.session))
    _list(settings, _("Proposals waiting"), (_named(dossier.decisions[name], name) for name in ahead.proposals))
    _list(settings, _("Minutes to adopt"), (_named(dossier.sessions[name], name) for name in ahead.to_adopt))
    _list(settings, _("Open ends"), (f"{visible_line(said.text)} ({where})" for where, said in ahead.open_ends))
    _list(settings, _("Steps due"), (_step(desk, name) for name in ahead.due))
    slipped = [name for name in ahead.slipped if name not in ahead.due]
    _list(settings, _("Steps that slipped"), (_step(desk, name) for name in slipped))
    _list(
        settings, _("Decisions to look at again"), (_named(dossier.decisions[name], name) for name in ahead.to_review)
    )
    _list(settings, _("Open for absentees"), (_named(dossier.decisions[name], name) for name in ahead.waiting))
    carried = (f"{_named(dossier.topics[name], name)} · {n}×" for name, n in ahead.carried)
    _list(settings, _("Planned and not reached"), carried)
    _list(settings, _("Not heard for some time"), (_named(dossier.parties[name], name) for name in ahead.silent))


def _position(state: State) -> str:
    parts = [state.branch]
    if state.ahead:
        parts.append(say_many("{n} commit to send (↑)", "{n} commits to send (↑)", state.ahead))
    if state.behind:
        parts.append(say_many("{n} commit to take in (↓)", "{n} commits to take in (↓)", state.behind))
    return " · ".join(part for part in parts if part)


def _list(settings: Settings, heading: str, items: Iterable[str]) -> None:
    found = list(items)
    if found:
        settings.out.line()
        settings.out.line(heading)
        for item in found:
            settings.out.line(f"  {item}")


def _named(record: Record, name: str) -> str:
    return f"{getattr(record, 'title', '')} ({name})"


def _step(desk: Desk, name: str) -> str:
    step = desk.dossier.steps[name]
    owner = desk.dossier.name(f"table/{step.owner}") if step.owner else _("nobody yet")
    late = step.due is not None and step.due < desk.clock.today()
    slipped = _("slipped {n}×", n=len(step.moves)) if step.moves else ""
    when = spoken().near(step.due, desk.clock.today()) + (f" ({_('overdue')})" if late else "") if step.due else ""
    return " · ".join(part for part in (when, owner, step.title, slipped) if part)


def _data(
    desk: Desk, ahead: Preparation, state: State | None, groups: list[Group], trouble: Trouble | None
) -> dict[str, Any]:
    dossier = desk.dossier
    process = dossier.process
    phase = process.phase_now()

    def each(names: Iterable[str], of: Callable[[str], dict[str, Any]]) -> list[dict[str, Any]]:
        return [of(name) for name in names]

    return {
        "process": {
            "title": process.title,
            "folder": str(desk.root),
            "language": process.language.value,
            "phase": phase.phase.value if phase else None,
        },
        "as_of": desk.clock.today(),
        "git": {**_git_data(state, trouble), "shallow": state is not None and desk.repository.shallow},
        "changes": changes.data(groups),
        "next_session": _session_data(desk, ahead.session) if ahead.session else None,
        "proposals": each(ahead.proposals, lambda n: {"id": n, "title": dossier.decisions[n].title}),
        "minutes_to_adopt": list(ahead.to_adopt),
        "open_ends": [{"address": where, "text": said.text} for where, said in ahead.open_ends],
        "to_review": list(ahead.to_review),
        "open_for_absentees": list(ahead.waiting),
        "carried_over": dict(ahead.carried),
        "silent": list(ahead.silent),
        "steps_slipped": each(ahead.slipped, lambda n: _step_data(desk, n)),
        "steps_due": each(ahead.due, lambda n: _step_data(desk, n)),
        "problems": len(dossier.problems),
    }


def _git_data(state: State | None, trouble: Trouble | None) -> dict[str, Any]:
    return {
        "branch": state.branch if state else None,
        "upstream": (state.upstream or None) if state else None,
        "ahead": state.ahead if state else 0,
        "behind": state.behind if state else 0,
        "operation": (state.operation or None) if state else None,
        "trouble": str(trouble) if trouble else None,
    }


def _session_data(desk: Desk, name: str) -> dict[str, Any]:
    session = desk.dossier.sessions[name]
    return {"id": name, "title": session.title, "date": session.date}


def _step_data(desk: Desk, name: str) -> dict[str, Any]:
    step = desk.dossier.steps[name]
    return {
        "id": name,
        "title": step.title,
        "owner": step.owner or None,
        "due": step.due,
        "slipped": len(step.moves),
        "overdue": step.due is not None and step.due < desk.clock.today(),
    }

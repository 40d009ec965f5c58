"""The list of commands: what there is, and the module in which it lives."""

from __future__ import annotations

from procesregie.cli.group import Commands
from procesregie.language import N_

MODULES = {
    "demo": "procesregie.cli.demo",
    "new": "procesregie.cli.new",
    "status": "procesregie.cli.status",
    "check": "procesregie.cli.check",
    "mirror": "procesregie.cli.mirror",
    "list": "procesregie.cli.list",
    "whom": "procesregie.cli.whom",
    "add": "procesregie.cli.add",
    "set": "procesregie.cli.set",
    "move": "procesregie.cli.move",
    "leave": "procesregie.cli.leave",
    "withdraw": "procesregie.cli.withdraw",
    "forget": "procesregie.cli.forget",
    "capture": "procesregie.cli.capture",
    "respond": "procesregie.cli.respond",
    "input": "procesregie.cli.input",
    "close": "procesregie.cli.close",
    "draft": "procesregie.cli.draft",
    "log": "procesregie.cli.log",
    "show": "procesregie.cli.show",
    "diff": "procesregie.cli.diff",
    "story": "procesregie.cli.story",
    "at": "procesregie.cli.at",
    "verify": "procesregie.cli.verify",
    "search": "procesregie.cli.search",
    "export": "procesregie.cli.export",
    "private": "procesregie.cli.private",
    "git-setup": "procesregie.cli.git_setup",
}

commands = Commands(
    MODULES,
    name="procesregie",
    help=N_("The log of a collaboration process, as a folder of files in git. Without a command, the interface opens."),
    context_settings={"help_option_names": ["-h", "--help"]},
)

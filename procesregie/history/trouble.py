"""What can stand between the record and git: one class per cause, each with a sentence and a remedy.

Git's own words are always under the sentence, as ``detail``. No cause is ever read from those words:
they are in the user's language. It comes from git's state, its exit codes and its machine-readable trace.
"""

from __future__ import annotations

from typing import ClassVar

from procesregie.language import N_
from procesregie.language.trouble import Trouble


class GitTrouble(Trouble):
    """Git could not do something. Nothing of the record is lost: the files are as they were."""

    sentence: ClassVar[str] = N_("Git could not do this.")
    advice: ClassVar[str] = N_("What git itself said is below; your files are as they were.")
    may_ask: ClassVar[bool] = False
    """Git may have wanted to ask something (a passphrase): worth running once more with the terminal."""

    def __init__(self, detail: str = "", **values: object) -> None:
        super().__init__(self.sentence, self.advice, detail=detail, **values)


class GitFailed(GitTrouble):
    """A git command ended badly, for a reason that has no class of its own."""

    def __init__(self, detail: str, status: int) -> None:
        super().__init__(detail)
        self.status = status


class NoGit(GitTrouble):
    sentence = N_("Git is not installed, or cannot be found.")
    advice = N_("Install git and open the process again; until then it can be read and edited, not closed.")


class NotARepository(GitTrouble):
    sentence = N_("Not in a git repository: {folder}")
    advice = N_("Make it one with `procesregie git-setup --init`, or open the folder that is.")


class BareRepository(GitTrouble):
    sentence = N_("{folder} is inside git's own storage, where you do not work on files.")
    advice = N_("Clone the repository and open the clone.")


class DubiousOwnership(GitTrouble):
    sentence = N_("Git does not trust {folder}, because it belongs to another user.")
    advice = N_("If you trust it: git config --global --add safe.directory {top}")


class NoIdentity(GitTrouble):
    sentence = N_("Git does not know who you are, and every commit carries a name.")
    advice = N_(
        'Tell it once: git config --global user.name "Your Name" and git config --global user.email you@example.org'
    )


class DetachedHead(GitTrouble):
    sentence = N_("The repository is at an older commit, on no branch; anything closed here would get lost.")
    advice = N_("Go back to your branch first (git switch main, or the name of yours).")


class InProgress(GitTrouble):
    """A merge, rebase, cherry-pick, revert, bisect or am is under way."""

    sentence = N_("The repository is in the middle of something: {operation}.")
    advice = N_("Finish or stop that first (git status says how); until then the process is read-only.")


class Unmerged(GitTrouble):
    sentence = N_("{file} has a conflict that nobody has settled yet.")
    advice = N_("Choose what stays, then tell git with: git add {file}")


class IndexLocked(GitTrouble):
    sentence = N_("Another git program is busy in this repository.")
    advice = N_("Try again in a moment. If nothing is running, remove {file}")


class HookRefused(GitTrouble):
    sentence = N_("The hook {hook} of this repository refused the commit.")
    advice = N_("What it said is below. Put right what it asks for and close again; nothing is lost.")


class SigningFailed(GitTrouble):
    sentence = N_("The commit could not be signed.")
    advice = N_("Your git is set to sign commits; see whether your key is there and unlocked, then close again.")
    may_ask = True


class NoSpace(GitTrouble):
    sentence = N_("The disk with the repository is full.")
    advice = N_("Make room and close again; nothing is lost.")


class NotYours(GitTrouble):
    sentence = N_("You may not write in the repository ({file}).")
    advice = N_("Ask whoever owns it for permission to write there; nothing is lost.")


class NothingToCommit(GitTrouble):
    sentence = N_("Nothing has changed since the last commit.")
    advice = ""
    code = 0


class Ignored(GitTrouble):
    """Git is told to ignore files of the record: they would silently stay out of every commit."""

    sentence = N_("Git is told to ignore {files}.")
    advice = N_("It was left out of the commit. `git check-ignore -v` says which rule does that.")


class LeftOut(GitTrouble):
    """A commit was made, but a path that was named is not in it."""

    sentence = N_("Not in the commit, though it was meant to be: {files}.")
    advice = N_("See whether a hook in the repository took it out.")


class MessageAltered(GitTrouble):
    """A commit was made, but a hook changed the lines that say what it is."""

    sentence = N_("A hook of this repository changed the end of the commit's message.")
    advice = N_("The session's own file says how it was closed, so nothing is lost.")


class NotTagged(GitTrouble):
    sentence = N_("The tag {tag} could not be set; the commit is made and nothing depends on the tag.")
    advice = N_("`procesregie verify --mend` sets it again.")


class NoSuchMoment(GitTrouble):
    sentence = N_("There is no moment called {text} in this history.")
    advice = N_("Name a commit, a tag, a session or a date.")


class NoDecisionYet(NoSuchMoment):
    sentence = N_("No decision has been taken in this history yet.")
    advice = ""


class BeforeTheFirst(NoSuchMoment):
    sentence = N_("This history begins on {first}; there is nothing from before that.")
    advice = N_("Name that day, or a later one.")

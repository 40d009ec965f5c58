"""How a text settles."""

from __future__ import annotations

from pathlib import Path

from procesregie.folder.store import Folder
from procesregie.insight.converge import converging
from tests.history.made import process, put

WORDS = [f"woord{n}" for n in range(100)]
SESSION = 'title = "Tafel {n}"\ndate = 2026-03-{n:02}\noutcome = "draft"\n[texts.brief]\nversion = "0.{n}"\nasked = "Klopt het?"\n'
LOG = 'recorder = "a"\n[lines.aaaaaa]\ntext = "korter"\nresponse = "adopted"\n[lines.bbbbbb]\ntext = "langer"\nresponse = "declined"\n'


def test_words_in_and_out_until_only_fine_tuning_is_left(tmp_path: Path) -> None:
    repository = process(tmp_path)
    versions = [
        WORDS[:60],
        WORDS,
        [*WORDS[:96], "een", "twee", "drie", "vier"],
        [*WORDS[:96], "een", "twee", "drie", "vijf"],
    ]
    for n, words in enumerate(versions, 1):
        put(tmp_path, "texts/brief.md", " ".join(words) + "\n")
        put(tmp_path, f"sessions/t{n}/session.toml", SESSION.format(n=n))
        if n == 2:
            put(tmp_path, "sessions/t2/log-a.toml", LOG)
        repository.commit(f"draft: {n}\n\nOutcome: draft\nSession: t{n}\n")
    (brief,) = converging(repository, Folder(tmp_path).load())
    assert [(one.called, one.words, *one.changed, round(one.share, 2)) for one in brief.versions] == [
        ("0.1", 60, 60, 0, 1.0),
        ("0.2", 100, 40, 0, 0.25),
        ("0.3", 100, 4, 4, 0.04),
        ("0.4", 100, 1, 1, 0.01),
    ]
    assert brief.fine_tuned == brief.versions[2]
    assert brief.line == "▅▂▁"
    assert [one.asked for one in brief.versions] == ["Klopt het?"] * 4
    assert [[address for address, _ in one.lines] for one in brief.versions] == [[], ["t2/a/aaaaaa"], [], []]
    put(tmp_path, "texts/brief.md", "Iets heel anders.\n")
    repository.commit("met de hand\n")
    (brief,) = converging(repository, Folder(tmp_path).load(), "brief")
    assert brief.fine_tuned is None, "it moves again"
    assert brief.versions[-1].called == ""
    assert converging(repository, Folder(tmp_path).load(), "geen") == []

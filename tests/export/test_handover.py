"""The hand-over pack: what a successor has to know stands in it, in either language; what only you keep does not."""

from __future__ import annotations

from dataclasses import replace

from procesregie.export.handover import handover
from procesregie.language import language
from procesregie.model.dossier import Dossier
from procesregie.model.process import Process
from tests.samples.conftest import Told, dichtbij, told

__all__ = ["dichtbij", "told"]


def test_a_successor_reads_what_there_is_to_hold_on_to_and_what_is_open(dichtbij: Told) -> None:  # noqa: F811
    here, today = dichtbij.desk.dossier, dichtbij.story.as_of
    sheet = handover(here, today, language("nl"))
    for part in (
        "# Overdracht: Dichtbij en Doenbaar\n\nZoals het op 22 januari 2026 was.\n\n## Wat wordt overgedragen\n",
        "- Opvolger: Joël Noordhuis, secretaris van de Directeurenkring Sociaal\n",
        "  - verkennen · 5 september 2025 · Reden: We beginnen",
        "  - cliënt · Mijden we · Liever: inwoner",
        "- Open eindjes:\n  - is dit nog wel het doel van de bond",
        "Beraad Ervaringskennis, Toon Verhaegh · Verhaal van vijf minuten oefenen\n",
        "- “Schreef de bedoeling” (Beraad Ervaringskennis): dat heeft nog niemand erkend.",
        "- Vervangen:\n  - 6 nov 2025 · Drie hoofdstukken · richting\n",
        "  - Jeugdregio's: Anaïs Rozema, Sander Böhm\n",
    ):
        assert part in sheet, part
    assert "Op 5 december werd het een hoofdstuk" not in sheet, "what was answered is not open"
    assert "Het tekort" not in sheet, "motives are nobody else's"
    assert "## What is open\n" in handover(here, today, language("en"))


def test_an_empty_process_has_little_to_hand_over_and_names_are_left_out_where_that_is_said(
    dichtbij: Told,  # noqa: F811
) -> None:
    today = dichtbij.story.as_of
    bare = Dossier({"process": Process(title="*Wilgenhof*")})
    assert handover(bare, today, language("en")) == "# Hand-over: \\*Wilgenhof\\*\n\nAs of 22 January 2026.\n"
    here = dichtbij.desk.dossier
    hidden = replace(here, records={**here.records, "process": here.process.model_copy(update={"names": False})})
    assert "Sander Böhm" in handover(here, today, language("nl"))
    assert "Sander Böhm" not in handover(hidden, today, language("nl")).partition("## Onderwerpen")[2]

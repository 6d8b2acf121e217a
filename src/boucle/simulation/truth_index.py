"""What stands in `truth/`: the numbers, and an index that says what each is and in which unit."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# Path in `truth.json` (`*` is any code), unit, definition.
_NUMBERS = (
    ("arguments", "", "what the company was made with; the same arguments give the same bytes"),
    ("channels.*.listed_as", "", "channel of the agreement under which its rules list it"),
    ("channels.*.effect_on_win", "factor", "what being found here does to the chance of a win"),
    ("channels.*.anyway_share", "share", "of those it finds, who would come without it"),
    ("channels.*.win_share", "share", "mean true chance of a win of the leads it found"),
    ("channels.*.win_share_by_origin", "share", "the same of the leads that it opened"),
    ("channels.*.n_leads_found", "leads", "leads, all passes, of the people it found"),
    ("channels.*.n_leads_opened", "leads", "leads whose opening gesture came through it"),
    ("channels.*.n_won", "wins", "wins that ever come of the leads it found, also after the end"),
    ("channels.*.won_amount", "CAD", "true amount of those wins"),
    ("channels.*.n_won_only_with_it", "wins",
     "wins of this company less those of the same people without the channel, same luck"),
    ("channels.*.won_amount_only_with_it", "CAD", "the same of amounts"),
    ("channels.*.cycle_stretch", "factor", "what it does to waits of sales"),
    ("channels.*.median_days_to_lead", "days", "from being found to the first lead, civil"),
    ("channels.*.median_days_to_won", "days", "from the lead to the win, civil, whenever it comes"),
    ("lead_types.*.win_share", "share", "parameter: mean chance of a win in first passes"),
    ("lead_types.*.mean_win_chance", "share", "mean true chance of this company's leads"),
    ("lead_types.*.n_leads", "leads", "leads of the type, all passes"),
    ("lead_types.*.n_ever_won", "wins", "of them, won in the end"),
    ("quality[]", "share", "win_share and n_leads by channel that found the lead and persona"),
    ("persona_effects.*", "factor", "what the persona does to the chance of a win"),
    ("speed_effects.*", "factor", "what the open time until the first attempt does to that chance"),
    ("stages.*.n_ended", "stays", "stays in the stage that end, also after the last day"),
    ("stages.*.next_shares.*", "share", "of those stays, how many end in each next stage or exit"),
    ("stages.*.p25_days", "days", "by when a quarter of the stays that end have ended, civil"),
    ("stages.*.median_days", "days", "by when half of them have"),
    ("stages.*.p75_days", "days", "by when three quarters of them have"),
    ("waits.*", "open hours or days", "medians of log-normal waits; spread: of their logarithm"),
    ("representatives[].user_id", "", "who; the other offices have the same habits"),
    ("representatives[].slowness", "factor", "their waits against a typical colleague's"),
    ("representatives[].forgets_share", "share", "activities never written down"),
    ("representatives[].late_entry_share", "share", "facts that are typed days later"),
    ("representatives[].skill", "factor", "what they do to the chance of a win"),
    ("scenario[].with", "", "leads opened since the change, their wins and amount, as it is here"),
    ("scenario[].without", "", "the same of the same people without any change"),
    ("n_duplicates", "contacts", "second records of a person"),
    ("n_bad_dates.*", "rows", "dates written as none can be, by file"),
    ("n_blank_sources", "touchpoints", "touchpoints without source, medium and campaign"),
    ("n_rows.*", "rows", "rows of each canonical table"),
)  # fmt: skip
_COLUMNS = {
    "leads": {
        "lead_id": ("", "key of the lead"),
        "contact_id": ("", "its person, as first recorded"),
        "lead_type": ("", "true type"),
        "found_channel": ("", "channel that truly found the person"),
        "origin_channel": ("", "channel of the gesture that opened the lead"),
        "win_chance": ("share", "true chance of a win"),
        "comes_anyway": ("", "whether the person would have come without the channel"),
        "exit": ("", "how the lead ends in time, also after the last day"),
        "amount": ("CAD", "what the deal is worth if there is one"),
        "found_at": ("UTC", "when the person was found"),
        "opened_at": ("UTC", "when the lead was opened"),
        "mql_at": ("UTC", "when it became an MQL"),
        "handed_over_at": ("UTC", "when sales got it"),
        "first_attempt_at": ("UTC", "first human attempt, written down or not"),
        "qualified_at": ("UTC", "when sales qualified it"),
        "deal_at": ("UTC", "when the deal was made"),
        "left_at": ("UTC", "when it ended"),
        "first_attempt_open_seconds": ("open seconds", "from the hand-over to the first attempt"),
        "is_late": ("", "whether that was more than the lead type's deadline, or never"),
    },
    "contacts": {
        "contact_id": ("", "key of the record"),
        "persona": ("", "true persona"),
        "is_duplicate": ("", "whether it is a second record"),
        "same_as": ("", "whose first record that is"),
        "found_channel": ("", "true first source, seen or not"),
        "found_at": ("UTC", "when that was"),
    },
    "touchpoints": {
        "touchpoint_id": ("", "key of the touchpoint"),
        "channel": ("", "true channel, also where the source was left blank"),
        "person_id": ("", "first record of the person who truly made it"),
    },
}


def write(folder: Path, told: dict[str, Any]) -> None:
    """Write ``truth.json``, and ``index.json``, which says what each number and column is."""
    index = {
        "truth.json": [
            {"path": path, "unit": unit, "definition": definition}
            for path, unit, definition in _NUMBERS
        ],
        **{
            table: [
                {"column": name, "unit": unit, "definition": definition}
                for name, (unit, definition) in columns.items()
            ]
            for table, columns in _COLUMNS.items()
        },
    }
    for name, content in (("truth.json", told), ("index.json", index)):
        text = json.dumps(content, ensure_ascii=False, indent=1, default=date.isoformat)
        (folder / name).write_text(text + "\n", encoding="utf-8")

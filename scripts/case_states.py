"""Write ``docs/case-states.md`` from the table of states: ``python scripts/case_states.py``."""

from __future__ import annotations

from pathlib import Path

from clinic_api.cases.state_documentation import case_states_page

PAGE = Path(__file__).parents[1] / "docs" / "case-states.md"

if __name__ == "__main__":
    PAGE.write_text(case_states_page(), encoding="utf-8")

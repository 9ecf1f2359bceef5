"""Cases with a real opinion, for tests of their reports: a simulated recording is examined and its pictures kept, as
the worker does it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import diagnostics as dx
from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from diagnostics.figures import draw_finding, plot_data
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import admit

_RECORDINGS = Path(__file__).parents[2] / "sample_signals" / "recordings"


@lru_cache(maxsize=4)
def examined(name: str) -> dx.Examination:
    """Return the examination of a simulated recording."""
    machine = dx.Machine.load(_RECORDINGS / f"{name}.machine.yaml")
    return dx.examine(dx.read(_RECORDINGS / f"{name}.flac"), machine)


def admit_examined(
    database: Database,
    hospital: Hospital,
    settings: Settings,
    folder: Path,
    name: str = "bearing_outer_race",
    **columns: Any,
) -> str:
    """Add a case in consultation whose opinion is that of the recording ``name``; return its id."""
    examination = examined(name)
    document = json.loads(json.dumps(examination.to_json()))
    case_id = admit(database, hospital, **({"urgency": document["urgency"]} | columns))
    with database.session() as session:
        case = session.get_one(Case, case_id)
        row = session.query(Examination).filter_by(case_id=case_id, recording_id=case.recording_id).one()
        row.document, row.verdict, row.urgency = document, document["verdict"], document["urgency"]
        session.add_all(_figures(examination, row.id, settings, folder))
    return case_id


def _figures(
    examination: dx.Examination, examination_id: str, settings: Settings, folder: Path
) -> list[ExaminationFigure]:
    storage = storage_of(settings)
    plots = () if examination.detail is None else examination.detail.plots[: len(examination.findings)]
    rows = []
    for index, plot in enumerate(plots):
        if plot is not None:
            kept = storage.store_stream([json.dumps(plot_data(plot)).encode()], 10**7).sha256
            for language in ("en", "zh"):
                path = folder / f"{index}_{language}.png"
                draw_finding(examination, path, number=index, lang=language)
                rows.append(
                    ExaminationFigure(
                        examination_id=examination_id,
                        index=index,
                        language=language,
                        finding_index=index,
                        caption={"en": "Finding", "zh": "问题"},
                        sha256=storage.store_stream([path.read_bytes()], 10**7).sha256,
                        plot_sha256=kept,
                    )
                )
    return rows

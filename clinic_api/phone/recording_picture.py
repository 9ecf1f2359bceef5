"""The beginning of a recording as a small picture: what was wrong with one that could not be judged shows at a look."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response
from sqlalchemy import select

from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.errors import NotFound
from clinic_api.examinations.models import Examination
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, factory_scope
from clinic_api.phone.holders import MayFollow
from clinic_api.signals.desk import ViewingDeskOf
from clinic_api.signals.queries import ViewQuery
from clinic_api.signals.schemas import SignalView
from clinic_api.signals.waves import signal_view

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_WIDTH: Final = 340
_HEIGHT: Final = 120
_FOOT: Final = 18
_SHORT_S: Final = 1.0
_SHOWN_S: Final = 0.1
"""Of a recording that is not short: enough turns to see a wave, few enough to see flat tops."""
_HEADERS: Final = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}


@router.get("/f/{token}/recording.svg")
def read_recording_picture(principal: MayFollow, database: DatabaseOf, desk: ViewingDeskOf) -> Response:
    """Draw the beginning of the recording of the link's case, of the channel that could not be judged."""
    recording_id, channel = _recording(database, principal)
    opened = desk.open_now(recording_id, principal)
    until_s = opened.duration_s if opened.duration_s <= _SHORT_S else _SHOWN_S
    view = signal_view(opened, ViewQuery(channel=channel, to_s=until_s, pixels=_WIDTH))
    return Response(drawn(view), media_type="image/svg+xml", headers=_HEADERS)


def drawn(view: SignalView) -> str:
    """Return ``view`` as an SVG picture: the span of each column, the time below, the greatest value above."""
    columns = [(low, high) for low, high in zip(view.minimum, view.maximum, strict=True) if None not in (low, high)]
    most = max((max(abs(low or 0.0), abs(high or 0.0)) for low, high in columns), default=0.0) or 1.0
    middle, reach, step = (_HEIGHT - _FOOT) / 2, (_HEIGHT - _FOOT) / 2 - 4, _WIDTH / max(len(columns), 1)
    tops = [f"{step * n:.1f},{middle - reach * (high or 0.0) / most:.1f}" for n, (_, high) in enumerate(columns)]
    feet = [f"{step * n:.1f},{middle - reach * (low or 0.0) / most:.1f}" for n, (low, _) in enumerate(columns)]
    shape = " ".join([*tops, *reversed(feet)])
    text = 'font-family="sans-serif" font-size="11" fill="#4b5d63"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#ffffff"/>'
        f'<line x1="0" x2="{_WIDTH}" y1="{middle}" y2="{middle}" stroke="#d5dee3"/>'
        f'<polygon points="{shape}" fill="#0b6e69" stroke="#0b6e69" stroke-width="1" stroke-linejoin="round"/>'
        f'<text x="4" y="{_HEIGHT - 5}" {text}>0 s</text>'
        f'<text x="{_WIDTH - 4}" y="{_HEIGHT - 5}" text-anchor="end" {text}>{view.to_s:.3g} s</text></svg>'
    )


def _recording(database: Database, principal: Principal) -> tuple[str, str]:
    """Return the recording of the link's case, and the channel whose note kept it from being judged, else the first."""
    with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
        case = session.get(Case, principal.case_id or "")
        if case is None or case.factory_id != principal.factory_id or case.recording_id is None:
            raise NotFound()
        wanted = Examination.case_id == case.id, Examination.recording_id == case.recording_id
        examination = session.scalar(select(Examination).where(*wanted).order_by(Examination.id).limit(1))
        quality: list[dict[str, Any]] = [] if examination is None else examination.document["quality"]
        blocking = (note["channel"] for note in quality if note["level"] == "blocking" and note["channel"])
        return case.recording_id, next(blocking, "1")

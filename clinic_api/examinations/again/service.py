"""Examining again: the machine under other assumptions, the samples into the cage, what comes out compared and kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.database import Database, database_now
from clinic_api.errors import Invalid, NotFound, ServiceUnavailable
from clinic_api.examinations.again.child import request_of
from clinic_api.examinations.again.differences import differences
from clinic_api.examinations.again.models import ReExamination
from clinic_api.examinations.again.schemas import (
    Overrides,
    ReExaminationCreate,
    ReExaminationList,
    ReExaminationRead,
    ReExaminationSummary,
    WhatIfRead,
)
from clinic_api.examinations.service import get_examination
from clinic_api.kit.caged import CageBusy, CageFailed, run_caged
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.signals.desk import ViewingDesk
from clinic_api.signals.opening import Opened
from diagnostics.machine import Machine, Sensor
from diagnostics.sandbox import SandboxMode
from diagnostics.sandbox.walls import Limits
from diagnostics.texts import Catalogue, Text

__all__ = ["ReExaminations", "what_if"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_LIMITS: Final = Limits(memory_bytes=3 << 30, cpu_seconds=60, wall_seconds=60.0, output_bytes=1 << 20)
_MOST_VALUES: Final = 1 << 25
"""Samples of all channels that are handed over: at least as many as an examination looks at (`quality.preparation`)."""
_TURN: Final = threading.BoundedSemaphore(1)
_WAIT_SECONDS: Final = 1.0
"""For the one examination at a time of an API process; a second one is told to come again, for whoever waits holds a
turn of the API that others need.
"""


@dataclass(frozen=True)
class _Base:
    """The examination that is repeated."""

    examination_id: str
    recording_id: str
    document: Mapping[str, Any]


def what_if(desk: ViewingDesk, principal: Principal, examination_id: str, asked: Overrides) -> WhatIfRead:
    """Return what a visible examination comes to under other assumptions; nothing is kept, and no transaction is open
    meanwhile.

    Raises `Invalid` (``overrides_missing``, ``machine_missing``, ``bearing_not_of_machine``,
    ``channels_without_sensor``, ``stretch_empty``, ``what_if_failed`` and what the examination refuses) and
    `ServiceUnavailable` ``what_if_busy``.
    """
    base = _base(desk.database, principal, examination_id)
    told = asked.told()
    if not told:
        raise Invalid("overrides_missing", _TEXTS("overrides_missing"))
    opened = desk.open_now(base.recording_id, principal)
    machine = _assumed(opened, asked)
    stretch = opened.stretch("1", asked.from_s or 0.0, asked.to_s)
    request = request_of(
        opened.copy,
        opened.name,
        machine,
        start=stretch.start,
        stop=stretch.stop,
        most_samples=_MOST_VALUES // len(opened.copy.about.channels),
    )
    document = _examined(request, desk.settings.parser_sandbox)
    document["provenance"]["overrides"] = told
    return WhatIfRead(
        examination_id=base.examination_id,
        overrides=told,
        verdict_before=base.document["verdict"],
        verdict=document["verdict"],
        document=document,
        differences=differences(base.document, document),
    )


def _base(database: Database, principal: Principal, examination_id: str) -> _Base:
    with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
        examination = get_examination(Repository(session, principal), examination_id)
        return _Base(examination.id, examination.recording_id, examination.document)


def _assumed(opened: Opened, asked: Overrides) -> Machine:
    """Return the machine as it is assumed to be. A stated speed counts, so the tachometer, which would win, is left
    out.
    """
    machine = opened.described()
    known = {bearing.id for bearing in machine.bearings}
    for component in asked.bearings:
        if component not in known:
            text = _TEXTS("bearing_not_of_machine", component=component, known=", ".join(sorted(known)) or "–")
            raise Invalid("bearing_not_of_machine", text)
    bearings = tuple(
        replace(bearing, designation=asked.bearings[bearing.id], geometry=None, multipliers=None)
        if bearing.id in asked.bearings
        else bearing
        for bearing in machine.bearings
    )
    sensors = _looked_at(opened, machine, asked)
    if asked.speed_rpm is not None:
        machine = replace(machine, speed_rpm=asked.speed_rpm)
        sensors = tuple(sensor for sensor in sensors if sensor.quantity != "tachometer")
    if not sensors:
        raise Invalid("channels_without_sensor", _TEXTS("channels_without_sensor"))
    return replace(machine, bearings=bearings, sensors=sensors)


def _looked_at(opened: Opened, machine: Machine, asked: Overrides) -> tuple[Sensor, ...]:
    """Return the sensors on the channels that are asked for, all without."""
    if asked.channels is None:
        return machine.sensors
    on_channels = [opened.sensor(opened.channel_index(key)) for key in asked.channels]
    wanted = {sensor.channel for sensor in on_channels if sensor is not None}
    return tuple(sensor for sensor in machine.sensors if sensor.channel in wanted)


def _examined(request: bytes, mode: SandboxMode) -> dict[str, Any]:
    if not _TURN.acquire(timeout=_WAIT_SECONDS):
        raise ServiceUnavailable("what_if_busy", _TEXTS("what_if_busy"))
    try:
        answer = json.loads(run_caged("clinic_api.examinations.again.child", request, limits=_LIMITS, mode=mode))
    except CageBusy:
        raise ServiceUnavailable("what_if_busy", _TEXTS("what_if_busy")) from None
    except CageFailed:
        raise Invalid("what_if_failed", _TEXTS("what_if_failed", seconds=_LIMITS.wall_seconds)) from None
    finally:
        _TURN.release()
    if "refused" in answer:
        refused = answer["refused"]
        raise Invalid(refused["code"], Text(refused["en"], refused["zh"]))
    document: dict[str, Any] = answer["document"]
    return document


class ReExaminations:
    """Repeated examinations that are kept, on behalf of the principal of ``repository``."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._session: Session = repository.session
        self._principal = repository.principal

    def keep(self, found: WhatIfRead, asked: ReExaminationCreate) -> ReExaminationRead:
        """Keep what came out beside the examination, and say so on the time line of its case."""
        examination = get_examination(self._repository, found.examination_id)
        principal, now = self._principal, database_now(self._session)
        asked_by = {"en": principal.name_en, "zh": principal.name_zh}
        provenance = {**found.document["provenance"], "reason": asked.reason, "asked_by": asked_by}
        row = ReExamination(
            id=new_id("rex"),
            factory_id=examination.factory_id,
            examination_id=examination.id,
            overrides=found.overrides,
            reason=asked.reason,
            document={**found.document, "provenance": provenance},
            differences=[difference.model_dump(mode="json") for difference in found.differences],
            account_id=principal.account_id,
            asked_by_en=principal.name_en,
            asked_by_zh=principal.name_zh,
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        if examination.case_id is not None:
            case = self._session.get_one(Case, examination.case_id, with_for_update=True)
            if case.state != CaseState.MERGED:
                values = {"overrides": _in_words(found.overrides), "summary": Text(**row.document["summary"])}
                write_line(self._session, case, "re_examined", at=now, by=principal, values=values)
        return ReExaminationRead(**_summary(row).model_dump(), document=row.document)

    def all(self, examination_id: str) -> ReExaminationList:
        """Return what was kept of a visible examination, the newest first."""
        examination = get_examination(self._repository, examination_id)
        statement = self._repository.select_visible(ReExamination)
        own = statement.where(ReExamination.examination_id == examination.id).order_by(ReExamination.id.desc())
        return ReExaminationList(items=[_summary(row) for row in self._session.scalars(own.limit(100))])

    def read(self, examination_id: str, re_examination_id: str) -> ReExaminationRead:
        """Return one of them; raises `NotFound` ``re_examination_not_found``."""
        examination = get_examination(self._repository, examination_id)
        try:
            row = self._repository.get_visible(ReExamination, re_examination_id)
        except NotFound:
            row = None
        if row is None or row.examination_id != examination.id:
            raise NotFound("re_examination_not_found", _TEXTS("re_examination_not_found"))
        return ReExaminationRead(**_summary(row).model_dump(), document=row.document)


def _summary(row: ReExamination) -> ReExaminationSummary:
    return ReExaminationSummary.model_validate(
        {
            "id": row.id,
            "examination_id": row.examination_id,
            "overrides": row.overrides,
            "reason": row.reason,
            "verdict": row.document["verdict"],
            "summary": row.document["summary"],
            "differences": row.differences,
            "asked_by": TextRead(en=row.asked_by_en, zh=row.asked_by_zh),
            "created_at": row.created_at,
        }
    )


def _in_words(overrides: Mapping[str, Any]) -> Text:
    """Return other assumptions as one line."""
    words = []
    if "speed_rpm" in overrides:
        words.append(_TEXTS("override_speed", rpm=overrides["speed_rpm"]))
    for component, designation in overrides.get("bearings", {}).items():
        words.append(_TEXTS("override_bearing", component=component, designation=designation))
    words += [_TEXTS(f"override_{name}", at=overrides[name]) for name in ("from_s", "to_s") if name in overrides]
    if "channels" in overrides:
        words.append(_TEXTS("override_channels", channels=", ".join(overrides["channels"])))
    return Text(", ".join(text.en for text in words), "，".join(text.zh for text in words))

"""How the service is: what needs somebody, the last backup, a check on demand, room and versions."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import (
    BackupRecordRead,
    CheckPartRead,
    JobsOverview,
    ServiceCheckRead,
    StorageStateRead,
    SystemRead,
)
from dashboard.components.acting import draw_anew_after_action, press, show_outcome
from dashboard.components.facts import person_of, show_fact, size_of, span_of
from dashboard.components.live import show_live
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_system"]

_PLACE: Final = "system"
_LOOK_AGAIN_SECONDS: Final = 3.0
_LEVELS: Final = {
    "ok": (":material/check_circle:", "green"),
    "warning": (":material/warning:", "orange"),
    "failed": (":material/error:", "red"),
}


def show_system(visit: Visit) -> None:
    """Draw the state of the service, what needs attention first."""
    words, operation = visit.words, visit.hospital.operation
    st.title(words.of("pages", "system"), anchor=False)
    show_outcome(visit, _PLACE)
    system, jobs = operation.system(), operation.jobs_overview()
    _show_attention(visit, system, jobs)
    left, right = st.columns(2, gap="large")
    with left:
        _show_backup(visit, system)
        _show_storage(words, system.storage)
    with right:
        show_live(visit, _show_check)
        _show_versions(words, system)


def _show_attention(visit: Visit, system: SystemRead, jobs: JobsOverview) -> None:
    """Draw one line for each thing somebody has to see to, with the way there where it is another page."""
    words = visit.words
    needs: list[tuple[str, str, str]] = []
    if not any(process.at_work for process in jobs.processes if process.kind == "worker"):
        needs.append(("jobs", words("system.no_worker"), words.of("pages", "jobs")))
    if dead := sum(kind.dead for kind in jobs.kinds):
        needs.append(("jobs", words("system.dead_jobs", count=dead), words.of("pages", "jobs")))
    if dead := sum(each.dead for each in visit.hospital.operation.outbox_counts()):
        needs.append(("jobs", words("system.dead_outbox", count=dead), words.of("pages", "jobs")))
    if waiting := visit.hospital.people.identities():
        needs.append(("accounts", words("system.waiting", count=len(waiting)), words.of("pages", "accounts")))
    if system.backup.last is None or system.backup.overdue:
        needs.append(("", words("system.backup_due"), ""))
    for year in visit.hospital.house_rules.calendar().missing:
        needs.append(("calendar", words("system.missing_year", year=year), words.of("pages", "calendar")))
    if system.storage.disk_low:
        st.warning(words("system.disk_low", free=size_of(system.storage.disk_free_bytes)), icon=":material/hard_drive:")
    if not needs:
        st.success(words("system.nothing"), icon=":material/check_circle:")
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**{words('system.attention')}**")
        for page, told, name in needs:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f":material/priority_high: {plain(told)}", width="stretch")
                if page:
                    _link(visit, page, name)


def _link(visit: Visit, page: str, name: str) -> None:
    parameters = {"view": "dead"} if page == "jobs" else {}
    visit.link(page, name, icon=":material/arrow_forward:", **parameters)


def _show_backup(visit: Visit, system: SystemRead) -> None:
    words, backup = visit.words, system.backup
    st.subheader(words("system.backup"), anchor=False)
    with st.container(border=True):
        if backup.last is None:
            st.warning(words("system.never_backed_up"), icon=":material/backup:")
        elif backup.overdue:
            st.warning(words("system.backup_overdue", date=words.date(backup.last.at)), icon=":material/backup:")
        else:
            due = words.date(backup.due_by) if backup.due_by else "–"
            st.success(words("system.backup_ok", date=words.date(backup.last.at), due=due), icon=":material/backup:")
        if backup.last_failure:
            text = words.pick(backup.last_failure.problem.text) if backup.last_failure.problem else ""
            st.warning(plain(words("system.backup_failed", date=words.date(backup.last_failure.at), reason=text)))
        columns = st.columns(3)
        with columns[0]:
            show_fact(words("system.backup_size"), size_of(backup.last.size_bytes or 0) if backup.last else "–")
        with columns[1]:
            show_fact(words("system.backup_contents"), _contents(words, backup.last))
        with columns[2]:
            never = words("system.never_tried")
            show_fact(words("system.restore_tried"), words.date(backup.last_trial.at) if backup.last_trial else never)
        st.caption(words("system.backup_how"))
    with st.expander(words("system.backups")):
        _show_backups(visit)


def _contents(words: Words, record: BackupRecordRead | None) -> str:
    if record is None or record.rows is None:
        return "–"
    return words("system.rows_and_files", rows=record.rows, files=record.contents or 0)


def _show_backups(visit: Visit) -> None:
    words = visit.words
    records = visit.hospital.operation.backups().items
    if not records:
        st.caption(words("system.no_backups"))
        return
    st.dataframe(
        [
            {
                "at": words.date(record.at),
                "kind": words.of("backup_kind", record.kind),
                "result": words("system.good") if record.problem is None else words.pick(record.problem.text),
                "size": "–" if record.size_bytes is None else size_of(record.size_bytes),
                "seconds": span_of(words, record.seconds),
                "folder": record.folder,
            }
            for record in records
        ],
        hide_index=True,
        column_config={
            "at": st.column_config.TextColumn(words("system.when")),
            "kind": st.column_config.TextColumn(words("system.kind"), width="small"),
            "result": st.column_config.TextColumn(words("system.result")),
            "size": st.column_config.TextColumn(words("system.backup_size"), width="small"),
            "seconds": st.column_config.TextColumn(words("system.took"), width="small"),
            "folder": st.column_config.TextColumn(words("system.folder"), width="large"),
        },
    )


def _show_storage(words: Words, storage: StorageStateRead) -> None:
    st.subheader(words("system.storage"), anchor=False)
    with st.container(border=True):
        used = storage.disk_total_bytes - storage.disk_free_bytes
        free, total = size_of(storage.disk_free_bytes), size_of(storage.disk_total_bytes)
        st.progress(used / max(storage.disk_total_bytes, 1), text=words("system.disk", free=free, total=total))
        columns = st.columns(3)
        with columns[0]:
            show_fact(words("system.files"), words("system.files_value", count=storage.contents))
        with columns[1]:
            show_fact(words("system.files_size"), size_of(storage.content_bytes))
        with columns[2]:
            show_fact(words("system.database_size"), size_of(storage.database_bytes))
        st.caption(words.of("storage_place", storage.place))


def _show_versions(words: Words, system: SystemRead) -> None:
    st.subheader(words("system.versions"), anchor=False)
    with st.container(border=True):
        versions = system.versions
        schema = versions.schema_revision
        if versions.schema_revision != versions.schema_newest:
            st.warning(words("system.schema_old", newest=versions.schema_newest), icon=":material/database:")
        columns = st.columns(2)
        with columns[0]:
            show_fact(words("system.program"), versions.hospital)
            show_fact(words("system.database"), versions.database)
        with columns[1]:
            show_fact("Python", versions.python)
            show_fact(words("system.schema"), schema)
        st.caption(words.of("broker", system.broker))


def _show_check(visit: Visit) -> None:
    """Draw the newest check; while one is waited for, this part looks again by itself."""
    draw_anew_after_action()
    words = visit.words
    st.subheader(words("system.check"), anchor=False)
    with st.container(border=True):
        check = visit.hospital.operation.newest_check()
        waits = check is not None and check.finished_at is None
        st.button(
            words("system.check_now"),
            key="system_check",
            icon=":material/health_and_safety:",
            disabled=waits,
            on_click=press,
            args=(_PLACE, words("system.check_asked"), visit.hospital.operation.check),
        )
        if check is None:
            st.caption(words("system.check_explained"))
        elif waits:
            st.fragment(_wait_for_check, run_every=_LOOK_AGAIN_SECONDS)(visit, check.id)
        else:
            _show_results(words, check)


def _wait_for_check(visit: Visit, check_id: str) -> None:
    """Say that a worker is at it, until the result is there."""
    check = visit.hospital.operation.newest_check()
    if check is not None and (check.id != check_id or check.finished_at is not None):
        st.rerun()
    st.info(visit.words("system.check_waits"), icon=":material/hourglass_top:")


def _show_results(words: Words, check: ServiceCheckRead) -> None:
    date = words.date(check.finished_at) if check.finished_at else ""
    st.caption(plain(words("system.checked", date=date, name=person_of(words, check.asked_by))))
    if check.problem:
        st.warning(plain(words.pick(check.problem.text)))
    for part in check.results or ():
        _show_part(words, part)


def _show_part(words: Words, part: CheckPartRead) -> None:
    icon, color = _LEVELS[part.level]
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(words.of("check_level", part.level), icon=icon, color=color)  # type: ignore[arg-type]
            st.markdown(f"**{plain(words.of('check_part', part.name))}**", width="content")
        st.text(words.pick(part.text))

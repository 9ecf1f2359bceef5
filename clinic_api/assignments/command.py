"""``clinic queue``: see the queue, plan it and give its cases out from the command line, with the reason of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import select

from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.assignments.board import QueueFilter, queue_page
from clinic_api.assignments.bulk import assign_many
from clinic_api.assignments.plan_schemas import (
    BulkAssignment,
    BulkAssignmentRequest,
    BulkResult,
    QueuePlanRead,
    QueuePlanRequest,
)
from clinic_api.assignments.queue_plan import plan_queue
from clinic_api.cases.repository import CaseRepository
from clinic_api.database import Database
from clinic_api.errors import Forbidden, NotFound
from clinic_api.kit.fields import TextRead
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import PageParameters
from clinic_api.kit.permissions import ROLE_PERMISSIONS, Permission
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import transaction_of
from clinic_api.migrations import tables
from clinic_api.settings import load_settings_or_exit
from diagnostics.texts import Catalogue
from experts.matching.quiet import solver_kept_quiet

__all__ = ["assign_by_command", "list_queue", "plan_by_command"]

CASES_TABLE: Final = tables.METADATA.tables["cases"]  # importing them makes every foreign key of a model lead somewhere
_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_PAGE: Final = 200
_BULK: Final = 200


def list_queue(email: str, *, language: Language) -> None:
    """Print the open cases in the order of the queue: id, urgency, state, department, doctor or proposed doctor."""
    with _acting(email, Permission.QUEUE_READ) as (database, principal), transaction_of(database, principal) as session:
        repository, cursor = CaseRepository(session, principal), None
        while True:
            page = queue_page(repository, PageParameters(cursor=cursor, limit=_PAGE), QueueFilter())
            for case in page.items:
                who = case.assignment or case.proposal
                name = "-" if who is None else (who.doctor_name_zh if language == "zh" else who.doctor_name_en)
                mark = "" if case.assignment or who is None else "? "
                print(f"{case.id}\t{case.urgency or '-'}\t{case.state}\t{case.department or '-'}\t{mark}{name}")
            cursor = page.next_cursor
            if cursor is None:
                return


def plan_by_command(
    email: str, *, absent: Sequence[str], replan: bool, gives_out: bool, as_json: bool, language: Language
) -> int:
    """Print who should have each waiting case and why, and with ``gives_out`` assign all of it.

    Returns 0, or 1 where a case of the plan was refused on giving out.
    """
    with _acting(email, Permission.CASE_ASSIGN) as (database, principal):
        with solver_kept_quiet():
            plan = plan_queue(database, principal, QueuePlanRequest(absent_doctor_ids=list(absent), replan=replan))
        if as_json:
            print(plan.model_dump_json(indent=1))
        else:
            _print_plan(plan, language)
        if not gives_out:
            return 0
        refused = 0
        for result in _give_out(database, principal, plan):
            refused += _print_result(result, language)
        return 1 if refused else 0


def assign_by_command(email: str, case_id: str, doctor_id: str, *, reason: str | None, language: Language) -> int:
    """Give one case to one doctor; returns 1 and says why where it is refused."""
    with _acting(email, Permission.CASE_ASSIGN) as (database, principal):
        item = BulkAssignment(case_id=case_id, doctor_id=doctor_id, reason=reason)
        result = assign_many(database, principal, BulkAssignmentRequest(items=[item]))
        return 1 if _print_result(result, language) else 0


def _give_out(database: Database, principal: Principal, plan: QueuePlanRead) -> Iterator[BulkResult]:
    """Assign the waiting cases of a plan; those that have a doctor already stay as they are."""
    items = [
        BulkAssignment(case_id=each.case_id, doctor_id=each.doctor_id, case_version=each.case_version)
        for each in plan.assignments
        if each.current_doctor_id is None and each.case_version is not None
    ]
    for k in range(0, len(items), _BULK):
        yield assign_many(database, principal, BulkAssignmentRequest(items=items[k : k + _BULK]))


def _print_plan(plan: QueuePlanRead, language: Language) -> None:
    def say(text: TextRead) -> str:
        return text.zh if language == "zh" else text.en

    for each in plan.assignments:
        print(f"{each.case_id} → {say(each.doctor_name)} ({each.doctor_id})")
        for reason in each.reasons:
            print(f"    + {say(reason)}")
        for other in each.alternatives:
            print(f"    - {say(other.doctor_name)}: {say(other.why_not)}")
    for unplanned in plan.unassigned:
        print(f"{unplanned.case_id} → –\n    ! {say(unplanned.reason)}")
    for waiting in plan.not_ready:
        print(f"{waiting.case_id} → – ({waiting.state})\n    ! {say(waiting.reason)}")
    for change in plan.changes or ():
        print(f"≠ {say(change.text)}")
    counts = {"planned": len(plan.assignments), "nobody": len(plan.unassigned), "waiting": len(plan.not_ready)}
    print(_TEXTS("plan_counts", **counts, left_out=plan.left_out).in_language(language))


def _print_result(result: BulkResult, language: Language) -> int:
    """Print what was given out and refused; returns how many were refused."""
    for item in result.items:
        if item.text is not None:
            print(f"{item.case_id}: {item.text.zh if language == 'zh' else item.text.en}")
    print(_TEXTS("given_out", count=result.assigned, of=len(result.items)).in_language(language))
    return len(result.items) - result.assigned


@contextmanager
def _acting(email: str, permission: Permission) -> Iterator[tuple[Database, Principal]]:
    """Act in the database of the settings for the account with ``email``.

    Raises `NotFound` ``account_not_found`` and `Forbidden` where its role may not do this.
    """
    database = Database(load_settings_or_exit().database_url)
    try:
        with database.session(read_only=True) as session:
            account = session.scalars(
                select(Account).where(Account.email == email.strip().lower(), Account.disabled_at.is_(None))
            ).one_or_none()
            if account is None:
                raise NotFound("account_not_found")
            principal = principal_of_account(account)
        if permission not in ROLE_PERMISSIONS[principal.role]:
            raise Forbidden()
        yield database, principal
    finally:
        database.dispose()

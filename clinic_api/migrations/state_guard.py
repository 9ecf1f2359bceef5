"""The database's own guard of case states: nothing leads a case along a way that the table of states does not hold."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

__all__ = ["guard_states", "unguard_states"]

_TRIGGER = "cases_state_guarded"
_FUNCTION = "refuse_illegal_state"


def guard_states(pairs: Iterable[tuple[str, str]]) -> None:
    """Refuse every change of ``cases.state`` that is none of ``pairs`` (from, to), and leaving ``needs_information``
    for a working state other than ``paused_in``. Call it anew when the table of states changes.
    """
    ways = sorted(pairs)
    listed = ", ".join(f"'{source}>{target}'" for source, target in ways)
    ends = ", ".join(sorted({f"'{target}'" for _, target in ways} - {f"'{source}'" for source, _ in ways}))
    illegal = (
        f"OLD.state <> NEW.state AND ((OLD.state || '>' || NEW.state) NOT IN ({listed}) "
        f"OR (OLD.state = 'needs_information' AND NEW.state NOT IN ({ends}) "
        f"AND NEW.state <> coalesce(OLD.paused_in, '')))"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a case cannot go from % to %', OLD.state, NEW.state "
            "USING ERRCODE = 'check_violation'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE OF state ON cases FOR EACH ROW "
            f"WHEN ({illegal}) EXECUTE FUNCTION {_FUNCTION}()"
        )
        return
    refusal = "SELECT RAISE(ABORT, 'a case cannot go from one state to the other')"
    op.execute(
        f"CREATE TRIGGER {_TRIGGER} BEFORE UPDATE OF state ON cases FOR EACH ROW WHEN {illegal} BEGIN {refusal}; END"
    )


def unguard_states() -> None:
    """Take the guard away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {_TRIGGER} ON cases")
        op.execute(f"DROP FUNCTION {_FUNCTION}()")
        return
    op.execute(f"DROP TRIGGER {_TRIGGER}")

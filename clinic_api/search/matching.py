"""Conditions that find rows by words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, column, literal, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.expression import cast

from clinic_api.errors import Invalid
from clinic_api.kit.repository import Repository
from clinic_api.search.models import SearchDocument
from clinic_api.search.words import Needle, needles_of

__all__ = ["cases_with", "machines_with"]

_VECTOR: ColumnElement[str] = literal_column("array_to_tsvector(string_to_array(search_documents.tokens, ' '))")
"""As the GIN index has it, to the letter: with a parameter in it PostgreSQL would not know it again."""
_WORDS = table("search_words", column("rowid"))  # FTS5


def cases_with(
    repository: Repository,
    query: str,
    case_id: InstrumentedAttribute[str],
    equipment_id: InstrumentedAttribute[str | None],
) -> ColumnElement[bool]:
    """Return the condition for cases in which, or in whose machine, every word of ``query`` is found by the principal.

    Raises `Invalid` ``search_without_words``.
    """
    return and_(
        *(
            or_(
                case_id.in_(_found(repository, needle, SearchDocument.case_id)),
                equipment_id.in_(_found(repository, needle, SearchDocument.equipment_id)),
            )
            for needle in _needles(query)
        )
    )


def machines_with(repository: Repository, query: str, equipment_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition for machines in whose description every word of ``query`` is found by the principal.

    Raises `Invalid` ``search_without_words``.
    """
    return and_(
        *(equipment_id.in_(_found(repository, needle, SearchDocument.equipment_id)) for needle in _needles(query))
    )


def _needles(query: str) -> Sequence[Needle]:
    needles = needles_of(query)
    if not needles:
        raise Invalid("search_without_words")
    return needles


def _found(repository: Repository, needle: Needle, subject: InstrumentedAttribute[str | None]) -> ColumnElement[str]:
    postgresql = repository.session.get_bind().dialect.name == "postgresql"
    matches = _matches_postgresql(needle) if postgresql else _matches_sqlite(needle)
    visible = repository.visible(SearchDocument)
    return select(subject).where(subject.is_not(None), visible, matches).scalar_subquery()


def _matches_postgresql(needle: Needle) -> ColumnElement[bool]:
    """Tokens hold letters and digits only, so nothing in them means anything to PostgreSQL."""
    lexemes = " & ".join(f"'{token}'" for token in needle.tokens) + (":*" if needle.is_prefix else "")
    found: ColumnElement[bool] = _VECTOR.op("@@", is_comparison=True)(cast(literal(lexemes), TSQUERY))
    if len(needle.tokens) == 1:
        return found
    return and_(found, SearchDocument.tokens.contains(" ".join(needle.tokens)))


def _matches_sqlite(needle: Needle) -> ColumnElement[bool]:
    phrase = '"' + " ".join(needle.tokens) + '"' + ("*" if needle.is_prefix else "")
    hits = select(_WORDS.c.rowid).where(literal_column("search_words").op("MATCH")(phrase))
    return SearchDocument.id.in_(hits)

"""Cursor paging, newest first: ``?cursor=&limit=`` in, ``{"items": [...], "next_cursor": ...}`` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from clinic_api.errors import Invalid
from clinic_api.kit.ids import is_id

__all__ = ["MAX_LIMIT", "Page", "PageParameters", "Paging", "fetch_page", "page_parameters"]

Item = TypeVar("Item")
Row = TypeVar("Row")

MAX_LIMIT = 200


class Page(BaseModel, Generic[Item]):
    """Some items, and where the next ones begin (null at the end)."""

    items: list[Item]
    next_cursor: str | None = None


@dataclass(frozen=True)
class PageParameters:
    """Where to begin and how many items to give."""

    cursor: str | None
    limit: int


def page_parameters(cursor: str | None, limit: int) -> PageParameters:
    """Return the page that a request asks for; raises `Invalid` ``cursor_invalid``."""
    if cursor is not None and not is_id(cursor):
        raise Invalid("cursor_invalid")
    return PageParameters(cursor, limit)


async def _page_of_request(
    cursor: Annotated[str | None, Query(description="next_cursor of the page before", max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 50,
) -> PageParameters:
    return page_parameters(cursor, limit)


Paging = Annotated[PageParameters, Depends(_page_of_request)]
"""Parameter type of a list route."""


def fetch_page(
    session: Session, statement: Select[Row], id_column: InstrumentedAttribute[str], page: PageParameters
) -> tuple[Sequence[Row], str | None]:
    """Return the rows of ``statement`` on ``page`` by descending id, and the cursor of the next page."""
    if page.cursor is not None:
        statement = statement.where(id_column < page.cursor)
    rows: Sequence[Any] = session.execute(statement.order_by(id_column.desc()).limit(page.limit + 1)).scalars().all()
    if len(rows) <= page.limit:
        return rows, None
    kept = rows[: page.limit]
    return kept, getattr(kept[-1], id_column.key)

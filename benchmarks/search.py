"""How long a search takes: ``python -m benchmarks.search`` (PostgreSQL at 127.0.0.1:5432 or CLINIC_TEST_POSTGRES_URL).

Fills a database of its own with 100 000 cases, makes the index of their words, and asks for pages of 20, beside the
same page without words. Everything is removed at the end.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from benchmarks.service import COORDINATOR, EMAIL, fill, temporary_database
from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.service import CaseService
from clinic_api.database import Database
from clinic_api.kit.pagination import PageParameters
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.migrations import upgrade
from clinic_api.search.indexing import index_missing
from clinic_api.settings import Settings

GOAL_MS = 100.0
REPEATS = 40
QUERIES = {
    "without words": None,
    "a word that every case has": "轴承",
    "words that one case has": "bearing 4711",
    "a run of Chinese": "轴承异响",
    "the beginning of a word": "noi",
    "a machine's name": "风机12",
    "a machine and a complaint": "Fan 12 noisy",
    "what nobody wrote": "齿轮 gearbox",
}


def _percentiles_ms(database: Database, email: str, query: str | None) -> tuple[float, float]:
    taken = []
    with database.session(read_only=True) as session:
        principal = principal_of_account(session.query(Account).filter_by(email=email).one())
    for _ in range(REPEATS):
        began = time.perf_counter()
        with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
            CaseService(CaseRepository(session, principal)).page(PageParameters(None, 20), CaseFilter(q=query))
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    return taken[REPEATS // 2], taken[int(0.95 * REPEATS)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    options = parser.parse_args()
    with temporary_database() as url, tempfile.TemporaryDirectory() as folder:
        upgrade(url)
        settings = Settings(data_dir=Path(folder), database_url=url, argon2_memory_kib=64, argon2_time_cost=1)
        fill(settings, options.cases)
        database = Database(url)
        began = time.perf_counter()
        with database.session() as session:
            session.execute(text("SET LOCAL statement_timeout = 0"))
            count = index_missing(session)
        took = time.perf_counter() - began
        with database.session() as session:
            session.execute(text("ANALYZE search_documents"))
        print(f"index of {count} rows made in {took:.0f} s")
        print(f"{'page of 20':32s} {'coordinator p50 p95 (ms)':>26s} {'factory p50 p95 (ms)':>26s}")
        for name, query in QUERIES.items():
            hospital, factory = (_percentiles_ms(database, email, query) for email in (COORDINATOR, EMAIL))
            mark = "" if max(hospital[1], factory[1]) <= GOAL_MS else "MISSED"
            print(f"{name:32s} {hospital[0]:13.1f} {hospital[1]:12.1f} {factory[0]:13.1f} {factory[1]:12.1f}  {mark}")
        database.dispose()


if __name__ == "__main__":
    main()

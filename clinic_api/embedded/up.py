"""``clinic up``: the whole service on this machine, kept running."""

from __future__ import annotations

from pathlib import Path

from clinic_api.embedded.processes import Supervisor, texts
from clinic_api.embedded.signals import stops_on_signals
from clinic_api.embedded.stack import EmbeddedStack, data_dir_lock, socket_folder
from clinic_api.migrations import upgrade
from clinic_api.settings import load_settings_or_exit

__all__ = ["run_up"]


def run_up(*, port_base: int, data_dir: Path | None, language: str) -> None:
    """Migrate, start everything and watch it until a signal ends it; raises `StackRefused` or `ProcessFailed`."""
    folder = (data_dir or load_settings_or_exit().data_dir).resolve()
    with stops_on_signals(), data_dir_lock(folder), socket_folder() as sockets, Supervisor() as supervisor:
        stack = EmbeddedStack(port_base, folder, sockets)
        stack.refuse_taken_ports()
        upgrade(stack.database_url)
        stack.start_all(supervisor)
        print(texts("running", url=stack.url).in_language(language), flush=True)
        supervisor.watch()

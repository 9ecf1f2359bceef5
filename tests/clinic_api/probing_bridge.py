"""A bridge that is killed at a chosen moment: ``python probing_bridge.py before_commit|before_ack``, settings from the
environment.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from clinic_api.database import Database
from clinic_api.proactive.mqtt.bridge import Bridge
from clinic_api.settings import get_settings


class KilledBridge(Bridge):
    """Ends by SIGKILL, which nothing can tidy up after."""

    def take(self, *message: Any) -> Any:
        if sys.argv[1] == "before_commit":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().take(*message)

    def acknowledge(self, message: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    settings = get_settings()
    KilledBridge(settings, Database(settings.database_url)).run()

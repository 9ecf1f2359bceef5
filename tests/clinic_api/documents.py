"""Running the commands of the documentation against a real server."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from fastapi.testclient import TestClient

_DOCS = Path(__file__).parents[2] / "docs"
LONGEST_SECONDS = 60


def blocks_of(name: str) -> list[str]:
    """Return the blocks of shell commands of a page of ``docs``."""
    return re.findall(r"```sh\n(.*?)```", (_DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


def token_of(client: TestClient) -> str:
    """Return the token that a logged-in client sends."""
    return client.headers["Authorization"].removeprefix("Bearer ")


def run_block(block: str, environment: dict[str, str], folder: Path) -> str:
    """Run a block in ``folder`` and return what it printed; a command or an answer that fails is shown."""
    ready = block.replace("curl -sS", "curl -sS --fail-with-body")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", ready],
        env=os.environ | environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{ready}\n{done.stdout}\n{done.stderr}"
    return done.stdout

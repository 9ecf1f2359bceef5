from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

ROOT = Path(__file__).resolve().parents[2]


def compose_file() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return document


def test_compose_file_is_valid_and_has_the_six_parts_of_the_design() -> None:
    services = set(PyCompose.from_yaml(yaml.safe_dump(compose_file())).service_names())

    assert {"proxy", "api", "worker", "dashboard", "db", "redis"} <= services


def test_compose_check_refuses_a_broken_file() -> None:
    document = compose_file()
    document["services"]["api"]["depends_on"] = 7

    with pytest.raises(ValueError, match="depends_on"):
        PyCompose.from_yaml(yaml.safe_dump(document))


def test_every_clinic_command_of_the_compose_file_exists() -> None:
    commands = [service.get("command", []) for service in compose_file()["services"].values()]
    used = {command[1] for command in commands if command and command[0] == "clinic"}

    usage = subprocess.run(
        [sys.executable, "-m", "clinic_api.cli", "--help"], capture_output=True, text=True, check=True
    ).stdout

    assert used == {"migrate", "api", "worker", "deliver", "dashboard"}
    assert used <= set(usage.split())


def test_proxy_configuration_is_valid(tmp_path: Path) -> None:
    caddy = shutil.which("caddy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert caddy is not None

    checked = subprocess.run(
        [caddy, "validate", "--config", str(ROOT / "deploy" / "Caddyfile"), "--adapter", "caddyfile"],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
        timeout=60,
    )

    assert checked.returncode == 0, checked.stderr

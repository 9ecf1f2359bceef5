from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "clinic_client"
OURS = {"benchmarks", "clinic_api", "dashboard", "diagnostics", "experts", "sample_signals", "tests"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_client_is_what_the_openapi_of_the_service_generates(tmp_path: Path) -> None:
    generated = tmp_path / "clinic_client"

    finished = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "client.sh"), str(generated)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )

    assert finished.returncode == 0, finished.stderr
    fresh, kept = files_in(generated), files_in(CLIENT)
    assert sorted(fresh) == sorted(kept), "run `make client`: the routes or schemas of clinic_api have changed"
    changed = [name for name, content in fresh.items() if kept[name] != content]
    assert changed == [], "run `make client`: the routes or schemas of clinic_api have changed"


def test_the_client_imports_nothing_of_ours() -> None:
    foreign = {
        (path.name, module)
        for path in CLIENT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in imported_packages(node)
        if module in OURS
    }

    assert foreign == set()


def imported_packages(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module.split(".")[0]]
    return []

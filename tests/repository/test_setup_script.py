from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_setup(folder: Path, python_script: str | None) -> subprocess.CompletedProcess[str]:
    """Run a copy of the setup script where the only ``python3`` is ``python_script``."""
    (folder / "scripts").mkdir()
    for name in ("scripts/setup.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    programs = folder / "bin"
    programs.mkdir()
    for tool in ("sh", "cat", "cksum", "cut", "dirname", "printf", "pwd", "rm"):
        (programs / tool).symlink_to(str(shutil.which(tool)))
    if python_script is not None:
        (programs / "python3").write_text(f"#!/bin/sh\n{python_script}\n")
        (programs / "python3").chmod(0o755)
    return subprocess.run(
        [str(programs / "sh"), str(folder / "scripts" / "setup.sh")],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_old_python_gives_one_clear_line(tmp_path: Path) -> None:
    old = 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac'

    finished = run_setup(tmp_path, old)

    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1
    assert "3.11 or newer" in finished.stderr
    assert "Python 3.9.2" in finished.stderr


def test_no_python_at_all_gives_one_clear_line(tmp_path: Path) -> None:
    finished = run_setup(tmp_path, None)

    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1
    assert "no python3" in finished.stderr


def test_a_python_without_venv_gives_one_clear_line(tmp_path: Path) -> None:
    bare = 'case "$2" in *ensurepip*) exit 1;; esac\n[ "$1" = --version ] && echo "Python 3.12.1"\nexit 0'

    finished = run_setup(tmp_path, bare)

    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1
    assert "python3-venv" in finished.stderr

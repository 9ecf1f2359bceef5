"""`python -m sample_signals --out DIR`: make the recordings again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sample_signals.recording_files import write_recordings
from sample_signals.recording_set import RECORDINGS


def main(arguments: list[str] | None = None) -> int:
    """Write the recordings; 0 when done, 2 when the folder cannot be written or a name is unknown."""
    names = [plan.name for plan in RECORDINGS]
    parser = argparse.ArgumentParser(
        prog="python -m sample_signals",
        description="Make the simulated recordings. / 生成仿真录音。",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to / 输出文件夹")
    parser.add_argument(
        "--only", nargs="+", choices=names, metavar="NAME", help=f"these only / 仅生成这些: {', '.join(names)}"
    )
    chosen = parser.parse_args(arguments)
    plans = [plan for plan in RECORDINGS if chosen.only is None or plan.name in chosen.only]
    try:
        written = write_recordings(plans, chosen.out)
    except OSError as error:
        reason = error.strerror or str(error)
        sys.stderr.write(
            f"Cannot write to {chosen.out}: {reason}. Choose another folder with --out.\n"
            f"无法写入 {chosen.out}：{reason}。请用 --out 指定其他文件夹。\n"
        )
        return 2
    sys.stdout.write("".join(f"{path}\n" for path in written))
    return 0


if __name__ == "__main__":
    sys.exit(main())

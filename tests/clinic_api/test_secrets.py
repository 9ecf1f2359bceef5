from __future__ import annotations

import multiprocessing
from pathlib import Path

from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256, first_broken_link
from clinic_api.kit.secrets import derived_key, signing_key, token_of, verify_signature
from clinic_api.settings import Settings


def _key_in_other_process(data_dir: str, queue: multiprocessing.Queue[bytes]) -> None:
    queue.put(derived_key(Settings(data_dir=Path(data_dir)), "test"))


def test_many_processes_make_one_secret(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[bytes] = context.Queue()
    processes = [context.Process(target=_key_in_other_process, args=(str(tmp_path), queue)) for _ in range(4)]
    for process in processes:
        process.start()
    keys = {queue.get(timeout=60) for _ in processes}
    for process in processes:
        process.join(60)

    assert len(keys) == 1
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_purposes_and_subjects_have_their_own_tokens(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    tokens = {token_of(settings, purpose, subject) for purpose in ("label", "link") for subject in ("a", "b")}

    assert len(tokens) == 4
    assert token_of(settings, "label", "a") in tokens


def test_signature_fits_its_content_only(tmp_path: Path) -> None:
    key = signing_key(Settings(data_dir=tmp_path))
    signature = key.sign(b"report")

    assert verify_signature(key.public_key(), signature, b"report")
    assert not verify_signature(key.public_key(), signature, b"Report")


def test_chain_shows_an_edited_a_dropped_and_a_swapped_line() -> None:
    contents = [{"text": f"line {number}"} for number in range(4)]
    lines, previous = [], CHAIN_START
    for content in contents:
        previous = chained_sha256(previous, content)
        lines.append((content, previous))

    assert first_broken_link(lines) is None
    assert first_broken_link([*lines[:2], ({"text": "other"}, lines[2][1]), lines[3]]) == 2
    assert first_broken_link([lines[0], *lines[2:]]) == 1
    assert first_broken_link([lines[0], lines[2], lines[1], lines[3]]) == 1

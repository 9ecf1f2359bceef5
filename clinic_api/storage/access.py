"""The storage as a parameter of routes, and the files routes send."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from fastapi import Depends

from clinic_api.errors import ServiceUnavailable
from clinic_api.kit.unit_of_work import SettingsOf
from clinic_api.settings import Settings
from clinic_api.storage.bucket import BucketStorage
from clinic_api.storage.local import Storage
from diagnostics.texts import Catalogue

__all__ = ["StorageOf", "file_to_send", "storage_folder", "storage_of"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


def storage_folder(data_dir: Path) -> Path:
    """Return where below ``data_dir`` the contents lie."""
    return data_dir / "storage"


def storage_of(settings: Settings) -> Storage:
    """Return the storage of these settings: a folder, or a bucket with the folder as its cache."""
    return Storage(storage_folder(settings.data_dir)) if settings.bucket_url is None else _bucket_of(settings)


@lru_cache(maxsize=4)
def _bucket_of(settings: Settings) -> BucketStorage:
    """One for the process: it keeps its connections, and knows when it last looked after its cache."""
    return BucketStorage(storage_folder(settings.data_dir), settings)


def file_to_send(storage: Storage, sha256: str) -> Path:
    """Return a file with the content that a row names; a content lost from the storage is said, not hidden."""
    try:
        return storage.fetch(sha256)
    except FileNotFoundError:
        raise ServiceUnavailable("content_missing", _TEXTS("content_missing")) from None


async def _storage(settings: SettingsOf) -> Storage:
    return storage_of(settings)


StorageOf = Annotated[Storage, Depends(_storage)]
"""Parameter type: the storage of the settings the app was made with."""

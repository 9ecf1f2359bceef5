from typing import Literal

BackupRecordReadKind = Literal["backup", "trial"]

BACKUP_RECORD_READ_KIND_VALUES: set[BackupRecordReadKind] = {
    "backup",
    "trial",
}


def check_backup_record_read_kind(value: str) -> BackupRecordReadKind:
    if value in BACKUP_RECORD_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {BACKUP_RECORD_READ_KIND_VALUES!r}"
    )

"""Where the bytes of recordings and figures lie: a content-addressed folder, named by SHA-256, never by what a client
says.

Only bytes belong here; who may see them is decided by the rows that name them.
"""

from clinic_api.storage.local import ContentTooLarge, Storage, StorageFull, StoredContent, UploadWriter
from clinic_api.storage.names import display_name

__all__ = [
    "ContentTooLarge",
    "Storage",
    "StorageFull",
    "StoredContent",
    "UploadWriter",
    "display_name",
]

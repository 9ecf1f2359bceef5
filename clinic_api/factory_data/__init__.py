"""All data of one factory: the export as a zip with a manifest, and deletion with what the law lets stay."""

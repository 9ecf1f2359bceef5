"""Resumable uploads of recordings by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload)."""

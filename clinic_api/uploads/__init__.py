"""Resumable uploads (tus) and the quotas they count against."""

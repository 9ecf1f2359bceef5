"""The audit: who did what to accounts, keys, exports and settings; lines are added only and chained by hash."""

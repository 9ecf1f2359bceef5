"""Running the service: backup and restore, the check, metrics, logs.

Nothing here knows what a case is about; it sees tables, stored contents and processes.
"""

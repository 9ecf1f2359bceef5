"""The report of a case: one content for PDF, phone page and dashboard; issued once, checked by anyone."""

"""Finding cases and machines by words, department, state, urgency, doctor and dates; saved filters; export as CSV."""

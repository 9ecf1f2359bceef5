"""Further recordings of a case: what a doctor asked to have measured, or another try where nothing could be judged."""

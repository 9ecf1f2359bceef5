"""From the signed diagnosis to discharge: diagnoses, prescriptions, follow-up measurements, confirmed findings,
satisfaction."""

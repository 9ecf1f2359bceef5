"""What the diagnosis and the alarms decide by: shown, not changed. Recalibrations are in `outcomes`."""

"""Photos and documents that belong to a machine, a case, a prescription item or a hazard; never rendered inline."""

"""Who takes a case: the directory of doctors and specialties, triage of complaints, matching of cases to
doctors.

Pure functions over frozen dataclasses: nothing here reads a database or a clock. Of the project's other
packages only the texts and the fault vocabulary of `diagnostics` may be imported.
"""

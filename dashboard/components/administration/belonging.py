"""What an account's role belongs to: a factory, a doctor's record, or nothing."""

from __future__ import annotations

from dashboard.components.fields import Form
from dashboard.components.people import factory_names
from dashboard.visit import FACTORY_ROLES, Visit

__all__ = ["belonging", "show_belonging"]


def show_belonging(visit: Visit, form: Form) -> None:
    """Draw the field for what the chosen role of ``form`` belongs to."""
    words, role = visit.words, form.text("role")
    hint = words("accounts.choose")
    if role in FACTORY_ROLES:
        names = factory_names(visit)
        form.select("factory", words("accounts.factory"), list(names), lambda each: names.get(each, each), hint=hint)
    elif role == "doctor":
        doctors = {doctor.id: words.name(doctor) for doctor in visit.kept("doctors", visit.hospital.doctors)}
        form.select("doctor", words("accounts.doctor"), list(doctors), lambda each: doctors.get(each, each), hint=hint)


def belonging(form: Form) -> dict[str, str]:
    """Return what was chosen for the role, by the API's names; nothing for a role that belongs to nothing."""
    role = form.text("role")
    chosen = {
        "factory_id": form.text("factory") if role in FACTORY_ROLES else "",
        "doctor_id": form.text("doctor") if role == "doctor" else "",
    }
    return {name: value for name, value in chosen.items() if value}

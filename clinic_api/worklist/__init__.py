"""A doctor's work list: what needs the doctor now, and what the others are waited for."""

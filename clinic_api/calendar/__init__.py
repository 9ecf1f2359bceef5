"""The working calendar: the years that ship with the service, and what administrators have added or corrected."""

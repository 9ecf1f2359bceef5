"""A new ticket in four short steps: which machine, what is noticed, what shows it, checked and sent."""

from dashboard.components.ticket.check import show_check
from dashboard.components.ticket.machine import show_machine
from dashboard.components.ticket.notice import show_notice
from dashboard.components.ticket.receipt import show_receipt
from dashboard.components.ticket.recording import show_recording
from dashboard.components.ticket.steps import STEPS, show_steps, show_ways
from dashboard.components.ticket.ticket import Ticket

__all__ = [
    "STEPS",
    "Ticket",
    "show_check",
    "show_machine",
    "show_notice",
    "show_receipt",
    "show_recording",
    "show_steps",
    "show_ways",
]

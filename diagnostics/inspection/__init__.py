"""What is inside a recording, before any machine is known: channels, rate, length, level, quality, what is uncertain,
and a machine description to start from.
"""

from diagnostics.inspection.draft import draft_description
from diagnostics.inspection.inspect import ChannelSummary, Inspection, inspect_recording
from diagnostics.inspection.report import inspection_report

__all__ = ["ChannelSummary", "Inspection", "draft_description", "inspect_recording", "inspection_report"]

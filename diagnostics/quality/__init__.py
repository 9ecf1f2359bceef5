"""Is the recording fit to judge from? Checks that run before any diagnosis; defects of a recording are never
faults of a machine."""

from diagnostics.quality.checks import ChannelQuality, check_channel
from diagnostics.quality.copies import find_duplicates
from diagnostics.quality.runs import longest_finite_stretch

__all__ = ["ChannelQuality", "check_channel", "find_duplicates", "longest_finite_stretch"]

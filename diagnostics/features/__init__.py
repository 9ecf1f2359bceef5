"""One table of figures per recording: what is compared with a machine's own history, and nothing that judges by itself.

Here belongs how each figure is measured, its name, unit and meaning. Names hold the unit (``order_1_mm_s``); a figure
that cannot be measured in a recording is absent, never a gap. `FEATURES_VERSION` counts up when any of them is measured
otherwise: figures of two versions are not compared.
"""

from __future__ import annotations

from diagnostics.features.extraction import feature_table, prepared_features
from diagnostics.features.kinds import KINDS, FeatureKind
from diagnostics.features.table import FEATURES_VERSION, Feature, FeatureTable
from diagnostics.features.writing import long_csv, wide_csv

__all__ = [
    "FEATURES_VERSION",
    "KINDS",
    "Feature",
    "FeatureKind",
    "FeatureTable",
    "feature_table",
    "long_csv",
    "prepared_features",
    "wide_csv",
]

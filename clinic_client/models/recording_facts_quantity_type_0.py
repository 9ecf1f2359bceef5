from typing import Literal

RecordingFactsQuantityType0 = Literal[
    "acceleration", "current", "displacement", "sound_pressure", "velocity"
]

RECORDING_FACTS_QUANTITY_TYPE_0_VALUES: set[RecordingFactsQuantityType0] = {
    "acceleration",
    "current",
    "displacement",
    "sound_pressure",
    "velocity",
}


def check_recording_facts_quantity_type_0(value: str) -> RecordingFactsQuantityType0:
    if value in RECORDING_FACTS_QUANTITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RECORDING_FACTS_QUANTITY_TYPE_0_VALUES!r}"
    )

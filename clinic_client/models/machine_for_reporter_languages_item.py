from typing import Literal

MachineForReporterLanguagesItem = Literal["en", "zh"]

MACHINE_FOR_REPORTER_LANGUAGES_ITEM_VALUES: set[MachineForReporterLanguagesItem] = {
    "en",
    "zh",
}


def check_machine_for_reporter_languages_item(
    value: str,
) -> MachineForReporterLanguagesItem:
    if value in MACHINE_FOR_REPORTER_LANGUAGES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MACHINE_FOR_REPORTER_LANGUAGES_ITEM_VALUES!r}"
    )

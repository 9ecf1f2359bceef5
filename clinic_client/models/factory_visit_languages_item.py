from typing import Literal

FactoryVisitLanguagesItem = Literal["en", "zh"]

FACTORY_VISIT_LANGUAGES_ITEM_VALUES: set[FactoryVisitLanguagesItem] = {
    "en",
    "zh",
}


def check_factory_visit_languages_item(value: str) -> FactoryVisitLanguagesItem:
    if value in FACTORY_VISIT_LANGUAGES_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FACTORY_VISIT_LANGUAGES_ITEM_VALUES!r}"
    )

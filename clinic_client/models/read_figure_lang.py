from typing import Literal

ReadFigureLang = Literal["en", "zh"]

READ_FIGURE_LANG_VALUES: set[ReadFigureLang] = {
    "en",
    "zh",
}


def check_read_figure_lang(value: str) -> ReadFigureLang:
    if value in READ_FIGURE_LANG_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_FIGURE_LANG_VALUES!r}"
    )

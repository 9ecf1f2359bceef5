from typing import Literal

DownloadMonthLang = Literal["en", "zh"]

DOWNLOAD_MONTH_LANG_VALUES: set[DownloadMonthLang] = {
    "en",
    "zh",
}


def check_download_month_lang(value: str) -> DownloadMonthLang:
    if value in DOWNLOAD_MONTH_LANG_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOWNLOAD_MONTH_LANG_VALUES!r}"
    )

from typing import Literal

ReadReportPdfLang = Literal["both", "en", "zh"]

READ_REPORT_PDF_LANG_VALUES: set[ReadReportPdfLang] = {
    "both",
    "en",
    "zh",
}


def check_read_report_pdf_lang(value: str) -> ReadReportPdfLang:
    if value in READ_REPORT_PDF_LANG_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_REPORT_PDF_LANG_VALUES!r}"
    )

from typing import Literal

ReadImportTemplateLanguageType0 = Literal["en", "zh"]

READ_IMPORT_TEMPLATE_LANGUAGE_TYPE_0_VALUES: set[ReadImportTemplateLanguageType0] = {
    "en",
    "zh",
}


def check_read_import_template_language_type_0(
    value: str,
) -> ReadImportTemplateLanguageType0:
    if value in READ_IMPORT_TEMPLATE_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_IMPORT_TEMPLATE_LANGUAGE_TYPE_0_VALUES!r}"
    )

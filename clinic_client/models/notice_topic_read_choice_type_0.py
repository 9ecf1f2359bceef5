from typing import Literal

NoticeTopicReadChoiceType0 = Literal["digest", "never", "now"]

NOTICE_TOPIC_READ_CHOICE_TYPE_0_VALUES: set[NoticeTopicReadChoiceType0] = {
    "digest",
    "never",
    "now",
}


def check_notice_topic_read_choice_type_0(value: str) -> NoticeTopicReadChoiceType0:
    if value in NOTICE_TOPIC_READ_CHOICE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTICE_TOPIC_READ_CHOICE_TYPE_0_VALUES!r}"
    )

from typing import Literal

TimelineEventVisibility = Literal["everyone", "hospital"]

TIMELINE_EVENT_VISIBILITY_VALUES: set[TimelineEventVisibility] = {
    "everyone",
    "hospital",
}


def check_timeline_event_visibility(value: str) -> TimelineEventVisibility:
    if value in TIMELINE_EVENT_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TIMELINE_EVENT_VISIBILITY_VALUES!r}"
    )

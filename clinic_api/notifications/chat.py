"""Messages to chat groups, through Apprise: only services whose host is the vendor's own and fixed."""

from __future__ import annotations

from typing import Final

from diagnostics.texts import Text

__all__ = ["CHAT_SERVICES", "is_chat_url", "send_chat"]

CHAT_SERVICES: Final = {
    "dingtalk": Text("DingTalk", "钉钉"),
    "feishu": Text("Feishu", "飞书"),
    "lark": Text("Lark", "Lark"),
    "wecombot": Text("WeCom", "企业微信"),
    "wxpusher": Text("WxPusher", "WxPusher"),
}
"""Scheme of the Apprise URL → name. Apprise also has services with a free host, with files and with programs: none of
those may be named, so that an address cannot lead into the hospital's own network."""


def is_chat_url(url: str) -> bool:
    """Tell whether ``url`` is a complete Apprise URL of a service in `CHAT_SERVICES`."""
    import apprise  # here: it knows 140 services and takes 15 MiB that the API needs for this alone

    scheme = url.partition("://")[0].lower()
    return scheme in CHAT_SERVICES and apprise.Apprise.instantiate(url, suppress_exceptions=True) is not None


def send_chat(url: str, title: str, body: str) -> bool:
    """Send one message; false when the service did not take it."""
    import apprise

    group = apprise.Apprise()
    return bool(is_chat_url(url) and group.add(url) and group.notify(title=title, body=body))

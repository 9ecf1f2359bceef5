"""Handing one mail to the mail server."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

from clinic_api.notifications.models import Mail
from clinic_api.settings import Settings

__all__ = ["MailProblem", "send_mail"]

_SECONDS: Final = 15.0


@dataclass
class MailProblem(Exception):
    """The mail was not taken: ``code`` says why; a ``permanent`` refusal is not tried again."""

    code: str
    status: int | None = None
    permanent: bool = False


def send_mail(mail: Mail, settings: Settings) -> None:
    """Hand ``mail`` to the server of the settings; raises `MailProblem`.

    Its ``Message-ID`` is the mail's id and the same at every attempt.
    """
    if settings.smtp_url is None:
        raise MailProblem("no_mail_server")
    message = _message(mail, settings.mail_from)
    try:
        with _server(settings.smtp_url.get_secret_value()) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        status = next(iter(refusal.recipients.values()))[0]
        raise MailProblem("mail_refused", status, permanent=status >= 500) from None
    except smtplib.SMTPResponseException as refusal:
        raise MailProblem("mail_refused", refusal.smtp_code, permanent=refusal.smtp_code >= 500) from None
    except (smtplib.SMTPException, OSError):
        raise MailProblem("mail_server_unreachable") from None


def _message(mail: Mail, mail_from: str) -> EmailMessage:
    name, sender = parseaddr(mail_from)
    domain = sender.rpartition("@")[2] or "localhost"
    message = EmailMessage()
    message["From"] = Address(display_name=name, addr_spec=sender)
    message["To"] = mail.to_address
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.case_id is not None:
        message["References"] = f"<{mail.case_id}@{domain}>"
        message["In-Reply-To"] = f"<{mail.case_id}@{domain}>"
    message.set_content(mail.body)
    return message


def _server(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or 465, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server

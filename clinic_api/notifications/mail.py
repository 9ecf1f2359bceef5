"""Mail: written down with what it tells, sent afterwards by the deliverer."""

from __future__ import annotations

from sqlalchemy.orm import Session

from clinic_api.kit.ids import new_id
from clinic_api.kit.request_id import current_request_id
from clinic_api.notifications.models import Delivery, Mail
from clinic_api.notifications.routing import add_delivery
from diagnostics.texts import Text

__all__ = ["queue_mail"]


def queue_mail(
    session: Session,
    *,
    to: str,
    subject: Text,
    body: Text,
    language: str,
    factory_id: str | None = None,
    case_id: str | None = None,
) -> Mail:
    """Write a plain-text mail to the address ``to`` in ``language``; it is sent once the unit of work has committed.

    Mails about one case come as one thread.
    """
    mail = Mail(
        id=new_id("mail"),
        to_address=to,
        subject=subject.in_language(language),
        body=body.in_language(language),
        factory_id=factory_id,
        case_id=case_id,
        request_id=current_request_id(),
    )
    session.add(mail)
    session.flush()
    add_delivery(session, Delivery(mail_id=mail.id, factory_id=factory_id))
    return mail

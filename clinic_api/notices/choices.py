"""What a person chose to be told."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clinic_api.errors import Invalid
from clinic_api.kit.fields import TextRead
from clinic_api.kit.principal import Principal
from clinic_api.notices.letters import TEXTS
from clinic_api.notices.models import NoticeChoice
from clinic_api.notices.rules import RULES
from clinic_api.notices.schemas import NoticeChoices, NoticeSettingsRead, NoticeTopicRead

__all__ = ["choose", "read_choices"]


def read_choices(session: Session, principal: Principal) -> NoticeSettingsRead:
    """Return every topic with the choice of ``principal``."""
    rows = session.execute(
        select(NoticeChoice.topic, NoticeChoice.choice).where(NoticeChoice.account_id == principal.account_id)
    )
    chosen = {row.topic: row.choice for row in rows}
    return NoticeSettingsRead(
        topics=[
            NoticeTopicRead(topic=name, name=TextRead.of(topic.text), choice=chosen.get(name))
            for name, topic in RULES.topics.items()
        ],
        quiet_from=f"{RULES.quiet.from_:%H:%M:%S}",
        quiet_to=f"{RULES.quiet.to:%H:%M:%S}",
        urgent=RULES.quiet.urgent,
    )


def choose(session: Session, principal: Principal, body: NoticeChoices) -> NoticeSettingsRead:
    """Keep the choices of ``principal`` in place of those before; raises `Invalid` ``topic_unknown``."""
    for topic in body.choices:
        if topic not in RULES.topics:
            raise Invalid("topic_unknown", TEXTS("topic_unknown", topic=topic))
    session.execute(delete(NoticeChoice).where(NoticeChoice.account_id == principal.account_id))
    session.add_all(
        NoticeChoice(account_id=principal.account_id, topic=topic, choice=choice)
        for topic, choice in body.choices.items()
    )
    session.flush()
    return read_choices(session, principal)

"""The row of a note."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from clinic_api.database import ID_LENGTH, Base, CreatedMixin, TenantMixin
from clinic_api.recordings.models import Recording

__all__ = ["SignalNote"]


class SignalNote(TenantMixin, CreatedMixin, Base):
    """A remark at ``x_from`` to ``x_to`` (s, Hz or orders, as ``plot`` has them) of a recording; never changed.

    ``finding_index`` counts the findings of ``examination_id``.
    """

    __tablename__ = "signal_notes"
    __table_args__ = (
        CheckConstraint(
            "plot IN ('time', 'spectrum', 'envelope', 'spectrogram', 'orders', 'orbit')", name="plot_known"
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    recording_id: Mapped[str] = mapped_column(ForeignKey("recordings.id"), index=True)
    plot: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(120))
    x_from: Mapped[float]
    x_to: Mapped[float]
    y: Mapped[float | None]
    text: Mapped[str]
    examination_id: Mapped[str | None] = mapped_column(ForeignKey("examinations.id"))
    finding_index: Mapped[int | None]
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    author_en: Mapped[str] = mapped_column(String(120))
    author_zh: Mapped[str] = mapped_column(String(120))

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """A doctor sees the notes on the recordings they may hear."""
        return exists(select(Recording.id).where(Recording.id == cls.recording_id, Recording.of_doctor(doctor_id)))

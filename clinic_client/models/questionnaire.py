from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.question import Question
    from ..models.text_read import TextRead


T = TypeVar("T", bound="Questionnaire")


@_attrs_define
class Questionnaire:
    """All questions of one version.

    Attributes:
        questions (list[Question]):
        title (TextRead): One text in both languages.
        version (int):
    """

    questions: list[Question]
    title: TextRead
    version: int

    def to_dict(self) -> dict[str, Any]:
        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        title = self.title.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "questions": questions,
                "title": title,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.question import Question
        from ..models.text_read import TextRead

        d = dict(src_dict)
        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = Question.from_dict(questions_item_data)

            questions.append(questions_item)

        title = TextRead.from_dict(d.pop("title"))

        version = d.pop("version")

        questionnaire = cls(
            questions=questions,
            title=title,
            version=version,
        )

        return questionnaire

"""Contains all the data models used in inputs/outputs"""

from .account_listed import AccountListed
from .account_listed_language import AccountListedLanguage
from .account_read import AccountRead
from .account_read_language import AccountReadLanguage
from .account_update import AccountUpdate
from .account_update_language import AccountUpdateLanguage
from .alternative_read import AlternativeRead
from .assignment_create import AssignmentCreate
from .assignment_read import AssignmentRead
from .bearing_list import BearingList
from .bearing_read import BearingRead
from .case_create import CaseCreate
from .case_create_language import CaseCreateLanguage
from .case_create_mode import CaseCreateMode
from .case_read import CaseRead
from .case_read_language import CaseReadLanguage
from .case_read_mode import CaseReadMode
from .case_state import CaseState
from .coded_problem import CodedProblem
from .department_list import DepartmentList
from .department_read import DepartmentRead
from .doctor_read import DoctorRead
from .doctor_read_employment import DoctorReadEmployment
from .doctor_read_specialties import DoctorReadSpecialties
from .equipment_create import EquipmentCreate
from .equipment_create_criticality import EquipmentCreateCriticality
from .equipment_create_kind import EquipmentCreateKind
from .equipment_create_machine_type_0 import EquipmentCreateMachineType0
from .equipment_read import EquipmentRead
from .equipment_read_criticality import EquipmentReadCriticality
from .equipment_read_kind import EquipmentReadKind
from .equipment_read_last_verdict_type_0 import EquipmentReadLastVerdictType0
from .equipment_read_machine_type_0 import EquipmentReadMachineType0
from .equipment_update import EquipmentUpdate
from .equipment_update_criticality_type_0 import EquipmentUpdateCriticalityType0
from .equipment_update_kind_type_0 import EquipmentUpdateKindType0
from .equipment_update_machine_type_0 import EquipmentUpdateMachineType0
from .examination_read import ExaminationRead
from .examination_read_document import ExaminationReadDocument
from .examination_read_verdict import ExaminationReadVerdict
from .examination_summary import ExaminationSummary
from .examination_summary_verdict import ExaminationSummaryVerdict
from .factory_create import FactoryCreate
from .factory_read import FactoryRead
from .field_problem import FieldProblem
from .field_problem_message_i18n import FieldProblemMessageI18N
from .figure_read import FigureRead
from .health_at_read import HealthAtRead
from .health_part_read import HealthPartRead
from .health_read import HealthRead
from .list_examinations_verdict_type_0 import ListExaminationsVerdictType0
from .opinion_read import OpinionRead
from .opinion_read_verdict import OpinionReadVerdict
from .page_account_listed import PageAccountListed
from .page_case_read import PageCaseRead
from .page_doctor_read import PageDoctorRead
from .page_equipment_read import PageEquipmentRead
from .page_examination_summary import PageExaminationSummary
from .page_factory_read import PageFactoryRead
from .page_timeline_event import PageTimelineEvent
from .problem_details import ProblemDetails
from .problem_details_detail_i18n import ProblemDetailsDetailI18N
from .proposal_read import ProposalRead
from .read_figure_lang import ReadFigureLang
from .recording_read import RecordingRead
from .recording_summary import RecordingSummary
from .role import Role
from .session_create import SessionCreate
from .session_read import SessionRead
from .text_read import TextRead
from .timeline_event import TimelineEvent
from .triage_read import TriageRead

__all__ = (
    "AccountListed",
    "AccountListedLanguage",
    "AccountRead",
    "AccountReadLanguage",
    "AccountUpdate",
    "AccountUpdateLanguage",
    "AlternativeRead",
    "AssignmentCreate",
    "AssignmentRead",
    "BearingList",
    "BearingRead",
    "CaseCreate",
    "CaseCreateLanguage",
    "CaseCreateMode",
    "CaseRead",
    "CaseReadLanguage",
    "CaseReadMode",
    "CaseState",
    "CodedProblem",
    "DepartmentList",
    "DepartmentRead",
    "DoctorRead",
    "DoctorReadEmployment",
    "DoctorReadSpecialties",
    "EquipmentCreate",
    "EquipmentCreateCriticality",
    "EquipmentCreateKind",
    "EquipmentCreateMachineType0",
    "EquipmentRead",
    "EquipmentReadCriticality",
    "EquipmentReadKind",
    "EquipmentReadLastVerdictType0",
    "EquipmentReadMachineType0",
    "EquipmentUpdate",
    "EquipmentUpdateCriticalityType0",
    "EquipmentUpdateKindType0",
    "EquipmentUpdateMachineType0",
    "ExaminationRead",
    "ExaminationReadDocument",
    "ExaminationReadVerdict",
    "ExaminationSummary",
    "ExaminationSummaryVerdict",
    "FactoryCreate",
    "FactoryRead",
    "FieldProblem",
    "FieldProblemMessageI18N",
    "FigureRead",
    "HealthAtRead",
    "HealthPartRead",
    "HealthRead",
    "ListExaminationsVerdictType0",
    "OpinionRead",
    "OpinionReadVerdict",
    "PageAccountListed",
    "PageCaseRead",
    "PageDoctorRead",
    "PageEquipmentRead",
    "PageExaminationSummary",
    "PageFactoryRead",
    "PageTimelineEvent",
    "ProblemDetails",
    "ProblemDetailsDetailI18N",
    "ProposalRead",
    "ReadFigureLang",
    "RecordingRead",
    "RecordingSummary",
    "Role",
    "SessionCreate",
    "SessionRead",
    "TextRead",
    "TimelineEvent",
    "TriageRead",
)

"""Contains all the data models used in inputs/outputs"""

from .absence_answer import AbsenceAnswer
from .absence_create import AbsenceCreate
from .absence_read import AbsenceRead
from .absent_figure import AbsentFigure
from .account_change import AccountChange
from .account_change_role_type_0 import AccountChangeRoleType0
from .account_listed import AccountListed
from .account_listed_language import AccountListedLanguage
from .account_read import AccountRead
from .account_read_language import AccountReadLanguage
from .account_update import AccountUpdate
from .account_update_language import AccountUpdateLanguage
from .add_attachment_kind import AddAttachmentKind
from .alarm_limit_read import AlarmLimitRead
from .alarm_read import AlarmRead
from .alarm_read_effect import AlarmReadEffect
from .alarm_read_rule import AlarmReadRule
from .alternative_read import AlternativeRead
from .amend_diagnosis import AmendDiagnosis
from .answer import Answer
from .answers_given import AnswersGiven
from .answers_read import AnswersRead
from .answers_read_answers import AnswersReadAnswers
from .answers_read_language import AnswersReadLanguage
from .api_key_create import ApiKeyCreate
from .api_key_made import ApiKeyMade
from .api_key_read import ApiKeyRead
from .api_key_rotate import ApiKeyRotate
from .assignment_create import AssignmentCreate
from .assignment_read import AssignmentRead
from .attachment_read import AttachmentRead
from .attachment_read_kind import AttachmentReadKind
from .audit_line_read import AuditLineRead
from .audit_line_read_values import AuditLineReadValues
from .backup_record_read import BackupRecordRead
from .backup_record_read_kind import BackupRecordReadKind
from .backup_state_read import BackupStateRead
from .bearing_candidate import BearingCandidate
from .bearing_list import BearingList
from .bearing_of_nameplate import BearingOfNameplate
from .bearing_read import BearingRead
from .breakdown_read import BreakdownRead
from .bulk_assignment import BulkAssignment
from .bulk_assignment_request import BulkAssignmentRequest
from .bulk_result import BulkResult
from .bulk_result_item import BulkResultItem
from .calendar_change_read import CalendarChangeRead
from .calendar_day import CalendarDay
from .calendar_preview import CalendarPreview
from .calendar_read import CalendarRead
from .calendar_year_read import CalendarYearRead
from .calendar_year_read_source import CalendarYearReadSource
from .calendar_year_write import CalendarYearWrite
from .calibration_row import CalibrationRow
from .calibration_row_outcome import CalibrationRowOutcome
from .candidate_read import CandidateRead
from .candidates_read import CandidatesRead
from .case_create import CaseCreate
from .case_create_language import CaseCreateLanguage
from .case_create_mode import CaseCreateMode
from .case_for_reporter import CaseForReporter
from .case_for_reporter_advice import CaseForReporterAdvice
from .case_read import CaseRead
from .case_read_language import CaseReadLanguage
from .case_read_mode import CaseReadMode
from .case_recording_add import CaseRecordingAdd
from .case_recording_list import CaseRecordingList
from .case_recording_read import CaseRecordingRead
from .case_recording_read_verdict_type_0 import CaseRecordingReadVerdictType0
from .case_state import CaseState
from .cause_read import CauseRead
from .cause_read_severity_type_0 import CauseReadSeverityType0
from .cause_read_status import CauseReadStatus
from .cell_read import CellRead
from .certificate_read import CertificateRead
from .certificate_read_state import CertificateReadState
from .certificate_write import CertificateWrite
from .chain_read import ChainRead
from .channel_read import ChannelRead
from .channel_trend import ChannelTrend
from .check_part_read import CheckPartRead
from .check_part_read_level import CheckPartReadLevel
from .clock_kind import ClockKind
from .clock_move import ClockMove
from .clock_read import ClockRead
from .clock_read_counts import ClockReadCounts
from .clock_read_kind import ClockReadKind
from .clock_rule import ClockRule
from .clock_rules_read import ClockRulesRead
from .clock_share_read import ClockShareRead
from .clock_share_read_clock import ClockShareReadClock
from .coded_problem import CodedProblem
from .coded_text import CodedText
from .comment_create import CommentCreate
from .comment_create_visibility import CommentCreateVisibility
from .comment_read import CommentRead
from .comment_read_visibility import CommentReadVisibility
from .confirmed_finding_read import ConfirmedFindingRead
from .confirmed_finding_read_outcome import ConfirmedFindingReadOutcome
from .confirmed_finding_tell import ConfirmedFindingTell
from .confirmed_finding_tell_outcome import ConfirmedFindingTellOutcome
from .consultation_create import ConsultationCreate
from .consultation_read import ConsultationRead
from .consultation_read_agreement_type_0 import ConsultationReadAgreementType0
from .consulted_doctor_read import ConsultedDoctorRead
from .contradiction_read import ContradictionRead
from .correction import Correction
from .correction_verdict import CorrectionVerdict
from .cure_read import CureRead
from .cure_read_outcome_type_0 import CureReadOutcomeType0
from .decision_rules_read import DecisionRulesRead
from .delivery_read import DeliveryRead
from .delivery_read_state import DeliveryReadState
from .demand_read import DemandRead
from .demand_read_questions import DemandReadQuestions
from .demand_row import DemandRow
from .department_list import DepartmentList
from .department_outcome_read import DepartmentOutcomeRead
from .department_read import DepartmentRead
from .diagnosis_content import DiagnosisContent
from .diagnosis_draft_read import DiagnosisDraftRead
from .diagnosis_finding import DiagnosisFinding
from .diagnosis_finding_judgement import DiagnosisFindingJudgement
from .diagnosis_finding_severity_type_0 import DiagnosisFindingSeverityType0
from .diagnosis_list import DiagnosisList
from .diagnosis_read import DiagnosisRead
from .diagnosis_read_document import DiagnosisReadDocument
from .difference import Difference
from .difference_change import DifferenceChange
from .disagreement_read import DisagreementRead
from .disagreement_read_kind import DisagreementReadKind
from .discharge_case import DischargeCase
from .discharge_case_outcome import DischargeCaseOutcome
from .discharge_read import DischargeRead
from .discharge_read_outcome import DischargeReadOutcome
from .doctor_create import DoctorCreate
from .doctor_create_employment import DoctorCreateEmployment
from .doctor_create_languages_item import DoctorCreateLanguagesItem
from .doctor_create_specialties import DoctorCreateSpecialties
from .doctor_create_weekly_hours_type_0 import DoctorCreateWeeklyHoursType0
from .doctor_load_read import DoctorLoadRead
from .doctor_outcome_read import DoctorOutcomeRead
from .doctor_read import DoctorRead
from .doctor_read_employment import DoctorReadEmployment
from .doctor_read_specialties import DoctorReadSpecialties
from .doctor_read_weekly_hours import DoctorReadWeeklyHours
from .doctor_update import DoctorUpdate
from .doctor_update_employment_type_0 import DoctorUpdateEmploymentType0
from .doctor_update_languages_type_0_item import DoctorUpdateLanguagesType0Item
from .doctor_update_specialties_type_0 import DoctorUpdateSpecialtiesType0
from .doctor_update_weekly_hours_type_0 import DoctorUpdateWeeklyHoursType0
from .document_read import DocumentRead
from .document_read_kind import DocumentReadKind
from .document_read_signature import DocumentReadSignature
from .download_month_lang import DownloadMonthLang
from .draft_write import DraftWrite
from .draft_write_answers import DraftWriteAnswers
from .draft_write_language import DraftWriteLanguage
from .endpoint_create import EndpointCreate
from .endpoint_create_channel import EndpointCreateChannel
from .endpoint_create_language import EndpointCreateLanguage
from .endpoint_created import EndpointCreated
from .endpoint_created_channel import EndpointCreatedChannel
from .endpoint_created_language import EndpointCreatedLanguage
from .endpoint_read import EndpointRead
from .endpoint_read_channel import EndpointReadChannel
from .endpoint_read_language import EndpointReadLanguage
from .endpoint_secret import EndpointSecret
from .endpoint_update import EndpointUpdate
from .endpoint_update_language_type_0 import EndpointUpdateLanguageType0
from .envelope_spectrum_view import EnvelopeSpectrumView
from .envelope_spectrum_view_band_source import EnvelopeSpectrumViewBandSource
from .equipment_create import EquipmentCreate
from .equipment_create_criticality import EquipmentCreateCriticality
from .equipment_create_kind import EquipmentCreateKind
from .equipment_create_machine_type_0 import EquipmentCreateMachineType0
from .equipment_create_safety_criticality import EquipmentCreateSafetyCriticality
from .equipment_create_status import EquipmentCreateStatus
from .equipment_read import EquipmentRead
from .equipment_read_criticality import EquipmentReadCriticality
from .equipment_read_kind import EquipmentReadKind
from .equipment_read_last_verdict_type_0 import EquipmentReadLastVerdictType0
from .equipment_read_machine_type_0 import EquipmentReadMachineType0
from .equipment_read_safety_criticality import EquipmentReadSafetyCriticality
from .equipment_read_status import EquipmentReadStatus
from .equipment_update import EquipmentUpdate
from .equipment_update_criticality_type_0 import EquipmentUpdateCriticalityType0
from .equipment_update_kind_type_0 import EquipmentUpdateKindType0
from .equipment_update_machine_type_0 import EquipmentUpdateMachineType0
from .equipment_update_safety_criticality_type_0 import (
    EquipmentUpdateSafetyCriticalityType0,
)
from .equipment_update_status_type_0 import EquipmentUpdateStatusType0
from .event_read import EventRead
from .event_read_data import EventReadData
from .examination_decision import ExaminationDecision
from .examination_decision_decision import ExaminationDecisionDecision
from .examination_read import ExaminationRead
from .examination_read_document import ExaminationReadDocument
from .examination_read_status import ExaminationReadStatus
from .examination_read_verdict import ExaminationReadVerdict
from .examination_signature_list import ExaminationSignatureList
from .examination_signature_read import ExaminationSignatureRead
from .examination_signature_read_decision import ExaminationSignatureReadDecision
from .examination_signature_read_document import ExaminationSignatureReadDocument
from .examination_summary import ExaminationSummary
from .examination_summary_status import ExaminationSummaryStatus
from .examination_summary_verdict import ExaminationSummaryVerdict
from .examination_work import ExaminationWork
from .examination_work_list import ExaminationWorkList
from .examination_work_status import ExaminationWorkStatus
from .examination_work_verdict import ExaminationWorkVerdict
from .examined_recording import ExaminedRecording
from .examined_recording_verdict_type_0 import ExaminedRecordingVerdictType0
from .export_equipment_criticality_type_0 import ExportEquipmentCriticalityType0
from .export_equipment_status_type_0 import ExportEquipmentStatusType0
from .factory_create import FactoryCreate
from .factory_deletion_read import FactoryDeletionRead
from .factory_deletion_read_state import FactoryDeletionReadState
from .factory_deletion_request import FactoryDeletionRequest
from .factory_export_read import FactoryExportRead
from .factory_export_read_state import FactoryExportReadState
from .factory_read import FactoryRead
from .factory_update import FactoryUpdate
from .factory_visit import FactoryVisit
from .factory_visit_languages_item import FactoryVisitLanguagesItem
from .family_offset_read import FamilyOffsetRead
from .field_problem import FieldProblem
from .field_problem_message_i18n import FieldProblemMessageI18N
from .figure import Figure
from .figure_read import FigureRead
from .finish_treatment import FinishTreatment
from .follow_up_measure import FollowUpMeasure
from .follow_up_read import FollowUpRead
from .form_draft_read import FormDraftRead
from .form_draft_read_values import FormDraftReadValues
from .form_draft_write import FormDraftWrite
from .form_draft_write_values import FormDraftWriteValues
from .gap_read import GapRead
from .give_reason import GiveReason
from .hazard_answer import HazardAnswer
from .hazard_answer_outcome import HazardAnswerOutcome
from .hazard_create import HazardCreate
from .hazard_create_language import HazardCreateLanguage
from .hazard_for_reporter import HazardForReporter
from .hazard_for_reporter_state import HazardForReporterState
from .hazard_read import HazardRead
from .hazard_read_language import HazardReadLanguage
from .hazard_read_state import HazardReadState
from .health_at_read import HealthAtRead
from .health_part_read import HealthPartRead
from .health_read import HealthRead
from .health_record_read import HealthRecordRead
from .health_record_read_record import HealthRecordReadRecord
from .history_entry import HistoryEntry
from .history_entry_kind import HistoryEntryKind
from .identity_link import IdentityLink
from .identity_read import IdentityRead
from .imagined_case import ImaginedCase
from .imagined_case_language import ImaginedCaseLanguage
from .import_equipment_existing import ImportEquipmentExisting
from .import_note import ImportNote
from .import_read import ImportRead
from .import_read_counts import ImportReadCounts
from .import_row import ImportRow
from .import_row_action import ImportRowAction
from .invitation_accept import InvitationAccept
from .invitation_create import InvitationCreate
from .invitation_create_language import InvitationCreateLanguage
from .invitation_create_role import InvitationCreateRole
from .invitation_read import InvitationRead
from .item_owner import ItemOwner
from .item_owner_kind import ItemOwnerKind
from .item_result import ItemResult
from .item_result_state import ItemResultState
from .item_withdraw import ItemWithdraw
from .job_decision import JobDecision
from .job_kind_read import JobKindRead
from .job_read import JobRead
from .job_read_state import JobReadState
from .jobs_overview import JobsOverview
from .judged import Judged
from .judged_listed import JudgedListed
from .label_code import LabelCode
from .label_code_read import LabelCodeRead
from .label_read import LabelRead
from .label_sheet import LabelSheet
from .label_sheet_language_type_0 import LabelSheetLanguageType0
from .label_sheet_layout import LabelSheetLayout
from .list_accounts_role_type_0 import ListAccountsRoleType0
from .list_equipment_criticality_type_0 import ListEquipmentCriticalityType0
from .list_equipment_status_type_0 import ListEquipmentStatusType0
from .list_examinations_verdict_type_0 import ListExaminationsVerdictType0
from .list_hazards_state_type_0 import ListHazardsStateType0
from .list_jobs_state_type_0 import ListJobsStateType0
from .list_machine_conditions_condition_item import ListMachineConditionsConditionItem
from .list_machine_conditions_criticality_type_0 import (
    ListMachineConditionsCriticalityType0,
)
from .list_machine_conditions_status_type_0 import ListMachineConditionsStatusType0
from .list_outbox_channel_type_0 import ListOutboxChannelType0
from .list_outbox_state_type_0 import ListOutboxStateType0
from .list_reviews_state_type_0 import ListReviewsStateType0
from .list_rounds_state_type_0 import ListRoundsStateType0
from .list_spectrum_peaks_kind import ListSpectrumPeaksKind
from .list_spectrum_peaks_quantity import ListSpectrumPeaksQuantity
from .list_visits_state_type_0 import ListVisitsStateType0
from .list_work_items_state_type_0 import ListWorkItemsStateType0
from .load_read import LoadRead
from .machine_case_read import MachineCaseRead
from .machine_condition_read import MachineConditionRead
from .machine_condition_read_condition import MachineConditionReadCondition
from .machine_condition_read_unknown_because_type_0 import (
    MachineConditionReadUnknownBecauseType0,
)
from .machine_conditions import MachineConditions
from .machine_conditions_counts import MachineConditionsCounts
from .machine_for_reporter import MachineForReporter
from .machine_for_reporter_languages_item import MachineForReporterLanguagesItem
from .machine_trend import MachineTrend
from .marker_bearing import MarkerBearing
from .marker_bearing_source import MarkerBearingSource
from .marker_group import MarkerGroup
from .marker_group_kind import MarkerGroupKind
from .marker_group_plot import MarkerGroupPlot
from .marker_speed import MarkerSpeed
from .marker_speed_source import MarkerSpeedSource
from .markers import Markers
from .measurement_read import MeasurementRead
from .measurement_read_comparison_type_0 import MeasurementReadComparisonType0
from .measurement_read_verdict_type_0 import MeasurementReadVerdictType0
from .median_read import MedianRead
from .median_read_clock import MedianReadClock
from .merge_request import MergeRequest
from .merged_case_read import MergedCaseRead
from .merged_case_read_language import MergedCaseReadLanguage
from .month_read import MonthRead
from .mqtt_access import MqttAccess
from .nameplate import Nameplate
from .not_ready import NotReady
from .note_create import NoteCreate
from .note_create_plot import NoteCreatePlot
from .note_list import NoteList
from .note_read import NoteRead
from .note_read_plot import NoteReadPlot
from .notice_choices import NoticeChoices
from .notice_choices_choices import NoticeChoicesChoices
from .notice_choices_choices_additional_property import (
    NoticeChoicesChoicesAdditionalProperty,
)
from .notice_settings_read import NoticeSettingsRead
from .notice_topic_read import NoticeTopicRead
from .notice_topic_read_choice_type_0 import NoticeTopicReadChoiceType0
from .noticed import Noticed
from .noticed_running import NoticedRunning
from .noticed_since import NoticedSince
from .noticed_tiles_item import NoticedTilesItem
from .on_call_week_read import OnCallWeekRead
from .on_call_week_write import OnCallWeekWrite
from .opened_sheet import OpenedSheet
from .opened_sheet_answers import OpenedSheetAnswers
from .opinion_read import OpinionRead
from .opinion_read_verdict import OpinionReadVerdict
from .option import Option
from .orbit_view import OrbitView
from .order_spectrum_view import OrderSpectrumView
from .order_spectrum_view_speed_source import OrderSpectrumViewSpeedSource
from .outbox_count import OutboxCount
from .outbox_count_channel import OutboxCountChannel
from .outbox_item import OutboxItem
from .outbox_item_channel import OutboxItemChannel
from .outbox_item_state import OutboxItemState
from .override_read import OverrideRead
from .overrides import Overrides
from .overrides_bearings import OverridesBearings
from .overrides_read import OverridesRead
from .overview_read import OverviewRead
from .own_words import OwnWords
from .own_words_read import OwnWordsRead
from .page_account_listed import PageAccountListed
from .page_alarm_read import PageAlarmRead
from .page_answers_read import PageAnswersRead
from .page_api_key_read import PageApiKeyRead
from .page_attachment_read import PageAttachmentRead
from .page_audit_line_read import PageAuditLineRead
from .page_backup_record_read import PageBackupRecordRead
from .page_calibration_row import PageCalibrationRow
from .page_case_read import PageCaseRead
from .page_comment_read import PageCommentRead
from .page_consultation_read import PageConsultationRead
from .page_delivery_read import PageDeliveryRead
from .page_doctor_outcome_read import PageDoctorOutcomeRead
from .page_doctor_read import PageDoctorRead
from .page_endpoint_read import PageEndpointRead
from .page_equipment_read import PageEquipmentRead
from .page_event_read import PageEventRead
from .page_examination_summary import PageExaminationSummary
from .page_examined_recording import PageExaminedRecording
from .page_factory_export_read import PageFactoryExportRead
from .page_factory_read import PageFactoryRead
from .page_hazard_read import PageHazardRead
from .page_history_entry import PageHistoryEntry
from .page_identity_read import PageIdentityRead
from .page_invitation_read import PageInvitationRead
from .page_job_read import PageJobRead
from .page_outbox_item import PageOutboxItem
from .page_question_read import PageQuestionRead
from .page_recalibration_read import PageRecalibrationRead
from .page_review_read import PageReviewRead
from .page_round_read import PageRoundRead
from .page_schedule_read import PageScheduleRead
from .page_service_check_read import PageServiceCheckRead
from .page_session_listed import PageSessionListed
from .page_sheet_read import PageSheetRead
from .page_statistics_case import PageStatisticsCase
from .page_timeline_event import PageTimelineEvent
from .page_visit_read import PageVisitRead
from .page_work_item_read import PageWorkItemRead
from .panel_member_add import PanelMemberAdd
from .panel_member_read import PanelMemberRead
from .panel_member_read_verdict_type_0 import PanelMemberReadVerdictType0
from .panel_proposal_read import PanelProposalRead
from .password_change import PasswordChange
from .password_reset_accept import PasswordResetAccept
from .password_reset_asked import PasswordResetAsked
from .password_reset_create import PasswordResetCreate
from .peak import Peak
from .permission import Permission
from .plan_alternative import PlanAlternative
from .plan_change import PlanChange
from .planned_case import PlannedCase
from .point_create import PointCreate
from .point_create_quantity import PointCreateQuantity
from .point_list import PointList
from .point_read import PointRead
from .point_read_sensor_type_0 import PointReadSensorType0
from .point_update import PointUpdate
from .point_update_quantity_type_0 import PointUpdateQuantityType0
from .prescribe import Prescribe
from .prescribe_item import PrescribeItem
from .prescription_item_read import PrescriptionItemRead
from .prescription_item_read_owner_kind import PrescriptionItemReadOwnerKind
from .prescription_item_read_state import PrescriptionItemReadState
from .prescription_read import PrescriptionRead
from .probability_bin_read import ProbabilityBinRead
from .problem_details import ProblemDetails
from .problem_details_detail_i18n import ProblemDetailsDetailI18N
from .proposal_read import ProposalRead
from .pushed_read import PushedRead
from .question import Question
from .question_kind import QuestionKind
from .question_read import QuestionRead
from .questionnaire import Questionnaire
from .questionnaire_draft_read import QuestionnaireDraftRead
from .questions_asked import QuestionsAsked
from .queue_counts import QueueCounts
from .queue_plan_read import QueuePlanRead
from .queue_plan_read_gap import QueuePlanReadGap
from .queue_plan_read_objective import QueuePlanReadObjective
from .queue_plan_read_objective_before_type_0 import QueuePlanReadObjectiveBeforeType0
from .queue_plan_request import QueuePlanRequest
from .re_examination_create import ReExaminationCreate
from .re_examination_create_bearings import ReExaminationCreateBearings
from .re_examination_list import ReExaminationList
from .re_examination_read import ReExaminationRead
from .re_examination_read_document import ReExaminationReadDocument
from .re_examination_read_overrides import ReExaminationReadOverrides
from .re_examination_read_verdict import ReExaminationReadVerdict
from .re_examination_summary import ReExaminationSummary
from .re_examination_summary_overrides import ReExaminationSummaryOverrides
from .re_examination_summary_verdict import ReExaminationSummaryVerdict
from .read_figure_lang import ReadFigureLang
from .read_health_record_format import ReadHealthRecordFormat
from .read_health_record_language_type_0 import ReadHealthRecordLanguageType0
from .read_import_template_language_type_0 import ReadImportTemplateLanguageType0
from .read_report_pdf_lang import ReadReportPdfLang
from .read_work_list_need_item import ReadWorkListNeedItem
from .readout import Readout
from .reason_given import ReasonGiven
from .reassign_request import ReassignRequest
from .recalibrated_finding import RecalibratedFinding
from .recalibration_decision import RecalibrationDecision
from .recalibration_read import RecalibrationRead
from .recalibration_read_state import RecalibrationReadState
from .recording_facts import RecordingFacts
from .recording_facts_quantity_type_0 import RecordingFactsQuantityType0
from .recording_facts_read import RecordingFactsRead
from .recording_read import RecordingRead
from .recording_summary import RecordingSummary
from .referral_request import ReferralRequest
from .report_action import ReportAction
from .report_amendment import ReportAmendment
from .report_case import ReportCase
from .report_comparison import ReportComparison
from .report_comparison_verdict_type_0 import ReportComparisonVerdictType0
from .report_condition import ReportCondition
from .report_condition_light import ReportConditionLight
from .report_condition_shape import ReportConditionShape
from .report_condition_verdict import ReportConditionVerdict
from .report_discharge import ReportDischarge
from .report_examination import ReportExamination
from .report_fact import ReportFact
from .report_factory import ReportFactory
from .report_figure import ReportFigure
from .report_finding import ReportFinding
from .report_finding_judgement import ReportFindingJudgement
from .report_finding_severity import ReportFindingSeverity
from .report_follow_up import ReportFollowUp
from .report_item import ReportItem
from .report_item_state import ReportItemState
from .report_machine import ReportMachine
from .report_measurement import ReportMeasurement
from .report_measurement_zone_type_0 import ReportMeasurementZoneType0
from .report_notice import ReportNotice
from .report_number import ReportNumber
from .report_read import ReportRead
from .report_read_status import ReportReadStatus
from .report_ruled_out import ReportRuledOut
from .report_ruled_out_by import ReportRuledOutBy
from .report_sign import ReportSign
from .report_sign_sense import ReportSignSense
from .report_signature import ReportSignature
from .report_signature_role import ReportSignatureRole
from .report_teardown import ReportTeardown
from .review_conclusion import ReviewConclusion
from .review_conclusion_conclusion import ReviewConclusionConclusion
from .review_opinion import ReviewOpinion
from .review_opinion_verdict import ReviewOpinionVerdict
from .review_read import ReviewRead
from .review_read_conclusion_type_0 import ReviewReadConclusionType0
from .review_read_state import ReviewReadState
from .role import Role
from .rota_proposal_request import RotaProposalRequest
from .rota_read import RotaRead
from .rota_write import RotaWrite
from .round_change_read import RoundChangeRead
from .round_change_read_kind import RoundChangeReadKind
from .round_create import RoundCreate
from .round_dropped_read import RoundDroppedRead
from .round_planned_read import RoundPlannedRead
from .round_read import RoundRead
from .round_read_state import RoundReadState
from .round_replan import RoundReplan
from .round_route_read import RoundRouteRead
from .round_unplanned_read import RoundUnplannedRead
from .rule_outcome_read import RuleOutcomeRead
from .rules_read import RulesRead
from .satisfaction_read import SatisfactionRead
from .satisfaction_tell import SatisfactionTell
from .saved_filter_create import SavedFilterCreate
from .saved_filter_create_query import SavedFilterCreateQuery
from .saved_filter_create_subject import SavedFilterCreateSubject
from .saved_filter_read import SavedFilterRead
from .saved_filter_read_query import SavedFilterReadQuery
from .saved_filter_read_subject import SavedFilterReadSubject
from .saved_filter_update import SavedFilterUpdate
from .saved_filter_update_query_type_0 import SavedFilterUpdateQueryType0
from .schedule_create import ScheduleCreate
from .schedule_create_measured_by import ScheduleCreateMeasuredBy
from .schedule_read import ScheduleRead
from .schedule_read_measured_by import ScheduleReadMeasuredBy
from .schedule_update import ScheduleUpdate
from .schedule_update_measured_by_type_0 import ScheduleUpdateMeasuredByType0
from .second_opinion import SecondOpinion
from .second_opinion_agreement import SecondOpinionAgreement
from .sensor_read import SensorRead
from .service_check_read import ServiceCheckRead
from .service_process_read import ServiceProcessRead
from .service_process_read_kind import ServiceProcessReadKind
from .session_create import SessionCreate
from .session_listed import SessionListed
from .session_read import SessionRead
from .severity_step_read import SeverityStepRead
from .sheet_create import SheetCreate
from .sheet_open import SheetOpen
from .sheet_read import SheetRead
from .sign_diagnosis import SignDiagnosis
from .signal_view import SignalView
from .signed_chain_read import SignedChainRead
from .signing_key_read import SigningKeyRead
from .similar_case_read import SimilarCaseRead
from .similar_case_read_follow_up_type_0 import SimilarCaseReadFollowUpType0
from .similar_cases_read import SimilarCasesRead
from .similar_cases_read_by_item import SimilarCasesReadByItem
from .specialty_outcome_read import SpecialtyOutcomeRead
from .spectrogram_view import SpectrogramView
from .spectrum_peaks import SpectrumPeaks
from .spectrum_peaks_kind import SpectrumPeaksKind
from .spectrum_view import SpectrumView
from .spectrum_view_quantity import SpectrumViewQuantity
from .stage import Stage
from .stage_count import StageCount
from .statistics_case import StatisticsCase
from .stop_create import StopCreate
from .stop_read import StopRead
from .stop_read_state import StopReadState
from .stop_record import StopRecord
from .stop_record_language import StopRecordLanguage
from .storage_state_read import StorageStateRead
from .storage_state_read_place import StorageStateReadPlace
from .stream_events_response_200 import StreamEventsResponse200
from .submit_receipt import SubmitReceipt
from .system_read import SystemRead
from .system_read_broker import SystemReadBroker
from .team_contribution import TeamContribution
from .team_doctor_read import TeamDoctorRead
from .team_invitation import TeamInvitation
from .team_leaving import TeamLeaving
from .team_member_read import TeamMemberRead
from .team_read import TeamRead
from .template_choice import TemplateChoice
from .text_read import TextRead
from .threshold_read import ThresholdRead
from .ticket_create import TicketCreate
from .ticket_create_language import TicketCreateLanguage
from .ticket_create_running import TicketCreateRunning
from .ticket_create_since import TicketCreateSince
from .ticket_create_tiles_item import TicketCreateTilesItem
from .ticket_read import TicketRead
from .ticket_read_language import TicketReadLanguage
from .ticket_read_running import TicketReadRunning
from .ticket_read_since import TicketReadSince
from .ticket_read_tiles_item import TicketReadTilesItem
from .ticket_receipt import TicketReceipt
from .timeline_check import TimelineCheck
from .timeline_event import TimelineEvent
from .timeline_event_visibility import TimelineEventVisibility
from .treatment_read import TreatmentRead
from .trend_limit import TrendLimit
from .trend_point import TrendPoint
from .trend_point_verdict import TrendPointVerdict
from .triage_read import TriageRead
from .triage_read_care_type_0 import TriageReadCareType0
from .turn_read import TurnRead
from .unplanned_case import UnplannedCase
from .upload_read import UploadRead
from .urgency_change import UrgencyChange
from .usage_read import UsageRead
from .verified_report import VerifiedReport
from .verified_report_language import VerifiedReportLanguage
from .verified_report_newest import VerifiedReportNewest
from .verified_report_status import VerifiedReportStatus
from .versions_read import VersionsRead
from .view_spectrum_quantity import ViewSpectrumQuantity
from .visit_arrive import VisitArrive
from .visit_consent import VisitConsent
from .visit_create import VisitCreate
from .visit_finish import VisitFinish
from .visit_read import VisitRead
from .visit_read_consent_type_0 import VisitReadConsentType0
from .visit_read_state import VisitReadState
from .wanted_department_read import WantedDepartmentRead
from .what_if_read import WhatIfRead
from .what_if_read_document import WhatIfReadDocument
from .what_if_read_overrides import WhatIfReadOverrides
from .what_if_read_verdict import WhatIfReadVerdict
from .what_if_read_verdict_before import WhatIfReadVerdictBefore
from .words import Words
from .work_clock import WorkClock
from .work_clock_counts import WorkClockCounts
from .work_item_dismiss import WorkItemDismiss
from .work_item_into_case import WorkItemIntoCase
from .work_item_into_case_language import WorkItemIntoCaseLanguage
from .work_item_read import WorkItemRead
from .work_item_read_source import WorkItemReadSource
from .work_item_read_state import WorkItemReadState
from .work_list_read import WorkListRead
from .work_list_read_counts import WorkListReadCounts
from .work_read import WorkRead
from .work_read_need import WorkReadNeed
from .work_reason import WorkReason
from .work_reason_code import WorkReasonCode
from .zone_limits_read import ZoneLimitsRead

__all__ = (
    "AbsenceAnswer",
    "AbsenceCreate",
    "AbsenceRead",
    "AbsentFigure",
    "AccountChange",
    "AccountChangeRoleType0",
    "AccountListed",
    "AccountListedLanguage",
    "AccountRead",
    "AccountReadLanguage",
    "AccountUpdate",
    "AccountUpdateLanguage",
    "AddAttachmentKind",
    "AlarmLimitRead",
    "AlarmRead",
    "AlarmReadEffect",
    "AlarmReadRule",
    "AlternativeRead",
    "AmendDiagnosis",
    "Answer",
    "AnswersGiven",
    "AnswersRead",
    "AnswersReadAnswers",
    "AnswersReadLanguage",
    "ApiKeyCreate",
    "ApiKeyMade",
    "ApiKeyRead",
    "ApiKeyRotate",
    "AssignmentCreate",
    "AssignmentRead",
    "AttachmentRead",
    "AttachmentReadKind",
    "AuditLineRead",
    "AuditLineReadValues",
    "BackupRecordRead",
    "BackupRecordReadKind",
    "BackupStateRead",
    "BearingCandidate",
    "BearingList",
    "BearingOfNameplate",
    "BearingRead",
    "BreakdownRead",
    "BulkAssignment",
    "BulkAssignmentRequest",
    "BulkResult",
    "BulkResultItem",
    "CalendarChangeRead",
    "CalendarDay",
    "CalendarPreview",
    "CalendarRead",
    "CalendarYearRead",
    "CalendarYearReadSource",
    "CalendarYearWrite",
    "CalibrationRow",
    "CalibrationRowOutcome",
    "CandidateRead",
    "CandidatesRead",
    "CaseCreate",
    "CaseCreateLanguage",
    "CaseCreateMode",
    "CaseForReporter",
    "CaseForReporterAdvice",
    "CaseRead",
    "CaseReadLanguage",
    "CaseReadMode",
    "CaseRecordingAdd",
    "CaseRecordingList",
    "CaseRecordingRead",
    "CaseRecordingReadVerdictType0",
    "CaseState",
    "CauseRead",
    "CauseReadSeverityType0",
    "CauseReadStatus",
    "CellRead",
    "CertificateRead",
    "CertificateReadState",
    "CertificateWrite",
    "ChainRead",
    "ChannelRead",
    "ChannelTrend",
    "CheckPartRead",
    "CheckPartReadLevel",
    "ClockKind",
    "ClockMove",
    "ClockRead",
    "ClockReadCounts",
    "ClockReadKind",
    "ClockRule",
    "ClockRulesRead",
    "ClockShareRead",
    "ClockShareReadClock",
    "CodedProblem",
    "CodedText",
    "CommentCreate",
    "CommentCreateVisibility",
    "CommentRead",
    "CommentReadVisibility",
    "ConfirmedFindingRead",
    "ConfirmedFindingReadOutcome",
    "ConfirmedFindingTell",
    "ConfirmedFindingTellOutcome",
    "ConsultationCreate",
    "ConsultationRead",
    "ConsultationReadAgreementType0",
    "ConsultedDoctorRead",
    "ContradictionRead",
    "Correction",
    "CorrectionVerdict",
    "CureRead",
    "CureReadOutcomeType0",
    "DecisionRulesRead",
    "DeliveryRead",
    "DeliveryReadState",
    "DemandRead",
    "DemandReadQuestions",
    "DemandRow",
    "DepartmentList",
    "DepartmentOutcomeRead",
    "DepartmentRead",
    "DiagnosisContent",
    "DiagnosisDraftRead",
    "DiagnosisFinding",
    "DiagnosisFindingJudgement",
    "DiagnosisFindingSeverityType0",
    "DiagnosisList",
    "DiagnosisRead",
    "DiagnosisReadDocument",
    "Difference",
    "DifferenceChange",
    "DisagreementRead",
    "DisagreementReadKind",
    "DischargeCase",
    "DischargeCaseOutcome",
    "DischargeRead",
    "DischargeReadOutcome",
    "DoctorCreate",
    "DoctorCreateEmployment",
    "DoctorCreateLanguagesItem",
    "DoctorCreateSpecialties",
    "DoctorCreateWeeklyHoursType0",
    "DoctorLoadRead",
    "DoctorOutcomeRead",
    "DoctorRead",
    "DoctorReadEmployment",
    "DoctorReadSpecialties",
    "DoctorReadWeeklyHours",
    "DoctorUpdate",
    "DoctorUpdateEmploymentType0",
    "DoctorUpdateLanguagesType0Item",
    "DoctorUpdateSpecialtiesType0",
    "DoctorUpdateWeeklyHoursType0",
    "DocumentRead",
    "DocumentReadKind",
    "DocumentReadSignature",
    "DownloadMonthLang",
    "DraftWrite",
    "DraftWriteAnswers",
    "DraftWriteLanguage",
    "EndpointCreate",
    "EndpointCreateChannel",
    "EndpointCreateLanguage",
    "EndpointCreated",
    "EndpointCreatedChannel",
    "EndpointCreatedLanguage",
    "EndpointRead",
    "EndpointReadChannel",
    "EndpointReadLanguage",
    "EndpointSecret",
    "EndpointUpdate",
    "EndpointUpdateLanguageType0",
    "EnvelopeSpectrumView",
    "EnvelopeSpectrumViewBandSource",
    "EquipmentCreate",
    "EquipmentCreateCriticality",
    "EquipmentCreateKind",
    "EquipmentCreateMachineType0",
    "EquipmentCreateSafetyCriticality",
    "EquipmentCreateStatus",
    "EquipmentRead",
    "EquipmentReadCriticality",
    "EquipmentReadKind",
    "EquipmentReadLastVerdictType0",
    "EquipmentReadMachineType0",
    "EquipmentReadSafetyCriticality",
    "EquipmentReadStatus",
    "EquipmentUpdate",
    "EquipmentUpdateCriticalityType0",
    "EquipmentUpdateKindType0",
    "EquipmentUpdateMachineType0",
    "EquipmentUpdateSafetyCriticalityType0",
    "EquipmentUpdateStatusType0",
    "EventRead",
    "EventReadData",
    "ExaminationDecision",
    "ExaminationDecisionDecision",
    "ExaminationRead",
    "ExaminationReadDocument",
    "ExaminationReadStatus",
    "ExaminationReadVerdict",
    "ExaminationSignatureList",
    "ExaminationSignatureRead",
    "ExaminationSignatureReadDecision",
    "ExaminationSignatureReadDocument",
    "ExaminationSummary",
    "ExaminationSummaryStatus",
    "ExaminationSummaryVerdict",
    "ExaminationWork",
    "ExaminationWorkList",
    "ExaminationWorkStatus",
    "ExaminationWorkVerdict",
    "ExaminedRecording",
    "ExaminedRecordingVerdictType0",
    "ExportEquipmentCriticalityType0",
    "ExportEquipmentStatusType0",
    "FactoryCreate",
    "FactoryDeletionRead",
    "FactoryDeletionReadState",
    "FactoryDeletionRequest",
    "FactoryExportRead",
    "FactoryExportReadState",
    "FactoryRead",
    "FactoryUpdate",
    "FactoryVisit",
    "FactoryVisitLanguagesItem",
    "FamilyOffsetRead",
    "FieldProblem",
    "FieldProblemMessageI18N",
    "Figure",
    "FigureRead",
    "FinishTreatment",
    "FollowUpMeasure",
    "FollowUpRead",
    "FormDraftRead",
    "FormDraftReadValues",
    "FormDraftWrite",
    "FormDraftWriteValues",
    "GapRead",
    "GiveReason",
    "HazardAnswer",
    "HazardAnswerOutcome",
    "HazardCreate",
    "HazardCreateLanguage",
    "HazardForReporter",
    "HazardForReporterState",
    "HazardRead",
    "HazardReadLanguage",
    "HazardReadState",
    "HealthAtRead",
    "HealthPartRead",
    "HealthRead",
    "HealthRecordRead",
    "HealthRecordReadRecord",
    "HistoryEntry",
    "HistoryEntryKind",
    "IdentityLink",
    "IdentityRead",
    "ImaginedCase",
    "ImaginedCaseLanguage",
    "ImportEquipmentExisting",
    "ImportNote",
    "ImportRead",
    "ImportReadCounts",
    "ImportRow",
    "ImportRowAction",
    "InvitationAccept",
    "InvitationCreate",
    "InvitationCreateLanguage",
    "InvitationCreateRole",
    "InvitationRead",
    "ItemOwner",
    "ItemOwnerKind",
    "ItemResult",
    "ItemResultState",
    "ItemWithdraw",
    "JobDecision",
    "JobKindRead",
    "JobRead",
    "JobReadState",
    "JobsOverview",
    "Judged",
    "JudgedListed",
    "LabelCode",
    "LabelCodeRead",
    "LabelRead",
    "LabelSheet",
    "LabelSheetLanguageType0",
    "LabelSheetLayout",
    "ListAccountsRoleType0",
    "ListEquipmentCriticalityType0",
    "ListEquipmentStatusType0",
    "ListExaminationsVerdictType0",
    "ListHazardsStateType0",
    "ListJobsStateType0",
    "ListMachineConditionsConditionItem",
    "ListMachineConditionsCriticalityType0",
    "ListMachineConditionsStatusType0",
    "ListOutboxChannelType0",
    "ListOutboxStateType0",
    "ListReviewsStateType0",
    "ListRoundsStateType0",
    "ListSpectrumPeaksKind",
    "ListSpectrumPeaksQuantity",
    "ListVisitsStateType0",
    "ListWorkItemsStateType0",
    "LoadRead",
    "MachineCaseRead",
    "MachineConditionRead",
    "MachineConditionReadCondition",
    "MachineConditionReadUnknownBecauseType0",
    "MachineConditions",
    "MachineConditionsCounts",
    "MachineForReporter",
    "MachineForReporterLanguagesItem",
    "MachineTrend",
    "MarkerBearing",
    "MarkerBearingSource",
    "MarkerGroup",
    "MarkerGroupKind",
    "MarkerGroupPlot",
    "MarkerSpeed",
    "MarkerSpeedSource",
    "Markers",
    "MeasurementRead",
    "MeasurementReadComparisonType0",
    "MeasurementReadVerdictType0",
    "MedianRead",
    "MedianReadClock",
    "MergeRequest",
    "MergedCaseRead",
    "MergedCaseReadLanguage",
    "MonthRead",
    "MqttAccess",
    "Nameplate",
    "NotReady",
    "NoteCreate",
    "NoteCreatePlot",
    "NoteList",
    "NoteRead",
    "NoteReadPlot",
    "NoticeChoices",
    "NoticeChoicesChoices",
    "NoticeChoicesChoicesAdditionalProperty",
    "NoticeSettingsRead",
    "NoticeTopicRead",
    "NoticeTopicReadChoiceType0",
    "Noticed",
    "NoticedRunning",
    "NoticedSince",
    "NoticedTilesItem",
    "OnCallWeekRead",
    "OnCallWeekWrite",
    "OpenedSheet",
    "OpenedSheetAnswers",
    "OpinionRead",
    "OpinionReadVerdict",
    "Option",
    "OrbitView",
    "OrderSpectrumView",
    "OrderSpectrumViewSpeedSource",
    "OutboxCount",
    "OutboxCountChannel",
    "OutboxItem",
    "OutboxItemChannel",
    "OutboxItemState",
    "OverrideRead",
    "Overrides",
    "OverridesBearings",
    "OverridesRead",
    "OverviewRead",
    "OwnWords",
    "OwnWordsRead",
    "PageAccountListed",
    "PageAlarmRead",
    "PageAnswersRead",
    "PageApiKeyRead",
    "PageAttachmentRead",
    "PageAuditLineRead",
    "PageBackupRecordRead",
    "PageCalibrationRow",
    "PageCaseRead",
    "PageCommentRead",
    "PageConsultationRead",
    "PageDeliveryRead",
    "PageDoctorOutcomeRead",
    "PageDoctorRead",
    "PageEndpointRead",
    "PageEquipmentRead",
    "PageEventRead",
    "PageExaminationSummary",
    "PageExaminedRecording",
    "PageFactoryExportRead",
    "PageFactoryRead",
    "PageHazardRead",
    "PageHistoryEntry",
    "PageIdentityRead",
    "PageInvitationRead",
    "PageJobRead",
    "PageOutboxItem",
    "PageQuestionRead",
    "PageRecalibrationRead",
    "PageReviewRead",
    "PageRoundRead",
    "PageScheduleRead",
    "PageServiceCheckRead",
    "PageSessionListed",
    "PageSheetRead",
    "PageStatisticsCase",
    "PageTimelineEvent",
    "PageVisitRead",
    "PageWorkItemRead",
    "PanelMemberAdd",
    "PanelMemberRead",
    "PanelMemberReadVerdictType0",
    "PanelProposalRead",
    "PasswordChange",
    "PasswordResetAccept",
    "PasswordResetAsked",
    "PasswordResetCreate",
    "Peak",
    "Permission",
    "PlanAlternative",
    "PlanChange",
    "PlannedCase",
    "PointCreate",
    "PointCreateQuantity",
    "PointList",
    "PointRead",
    "PointReadSensorType0",
    "PointUpdate",
    "PointUpdateQuantityType0",
    "Prescribe",
    "PrescribeItem",
    "PrescriptionItemRead",
    "PrescriptionItemReadOwnerKind",
    "PrescriptionItemReadState",
    "PrescriptionRead",
    "ProbabilityBinRead",
    "ProblemDetails",
    "ProblemDetailsDetailI18N",
    "ProposalRead",
    "PushedRead",
    "Question",
    "QuestionKind",
    "QuestionRead",
    "Questionnaire",
    "QuestionnaireDraftRead",
    "QuestionsAsked",
    "QueueCounts",
    "QueuePlanRead",
    "QueuePlanReadGap",
    "QueuePlanReadObjective",
    "QueuePlanReadObjectiveBeforeType0",
    "QueuePlanRequest",
    "ReExaminationCreate",
    "ReExaminationCreateBearings",
    "ReExaminationList",
    "ReExaminationRead",
    "ReExaminationReadDocument",
    "ReExaminationReadOverrides",
    "ReExaminationReadVerdict",
    "ReExaminationSummary",
    "ReExaminationSummaryOverrides",
    "ReExaminationSummaryVerdict",
    "ReadFigureLang",
    "ReadHealthRecordFormat",
    "ReadHealthRecordLanguageType0",
    "ReadImportTemplateLanguageType0",
    "ReadReportPdfLang",
    "ReadWorkListNeedItem",
    "Readout",
    "ReasonGiven",
    "ReassignRequest",
    "RecalibratedFinding",
    "RecalibrationDecision",
    "RecalibrationRead",
    "RecalibrationReadState",
    "RecordingFacts",
    "RecordingFactsQuantityType0",
    "RecordingFactsRead",
    "RecordingRead",
    "RecordingSummary",
    "ReferralRequest",
    "ReportAction",
    "ReportAmendment",
    "ReportCase",
    "ReportComparison",
    "ReportComparisonVerdictType0",
    "ReportCondition",
    "ReportConditionLight",
    "ReportConditionShape",
    "ReportConditionVerdict",
    "ReportDischarge",
    "ReportExamination",
    "ReportFact",
    "ReportFactory",
    "ReportFigure",
    "ReportFinding",
    "ReportFindingJudgement",
    "ReportFindingSeverity",
    "ReportFollowUp",
    "ReportItem",
    "ReportItemState",
    "ReportMachine",
    "ReportMeasurement",
    "ReportMeasurementZoneType0",
    "ReportNotice",
    "ReportNumber",
    "ReportRead",
    "ReportReadStatus",
    "ReportRuledOut",
    "ReportRuledOutBy",
    "ReportSign",
    "ReportSignSense",
    "ReportSignature",
    "ReportSignatureRole",
    "ReportTeardown",
    "ReviewConclusion",
    "ReviewConclusionConclusion",
    "ReviewOpinion",
    "ReviewOpinionVerdict",
    "ReviewRead",
    "ReviewReadConclusionType0",
    "ReviewReadState",
    "Role",
    "RotaProposalRequest",
    "RotaRead",
    "RotaWrite",
    "RoundChangeRead",
    "RoundChangeReadKind",
    "RoundCreate",
    "RoundDroppedRead",
    "RoundPlannedRead",
    "RoundRead",
    "RoundReadState",
    "RoundReplan",
    "RoundRouteRead",
    "RoundUnplannedRead",
    "RuleOutcomeRead",
    "RulesRead",
    "SatisfactionRead",
    "SatisfactionTell",
    "SavedFilterCreate",
    "SavedFilterCreateQuery",
    "SavedFilterCreateSubject",
    "SavedFilterRead",
    "SavedFilterReadQuery",
    "SavedFilterReadSubject",
    "SavedFilterUpdate",
    "SavedFilterUpdateQueryType0",
    "ScheduleCreate",
    "ScheduleCreateMeasuredBy",
    "ScheduleRead",
    "ScheduleReadMeasuredBy",
    "ScheduleUpdate",
    "ScheduleUpdateMeasuredByType0",
    "SecondOpinion",
    "SecondOpinionAgreement",
    "SensorRead",
    "ServiceCheckRead",
    "ServiceProcessRead",
    "ServiceProcessReadKind",
    "SessionCreate",
    "SessionListed",
    "SessionRead",
    "SeverityStepRead",
    "SheetCreate",
    "SheetOpen",
    "SheetRead",
    "SignDiagnosis",
    "SignalView",
    "SignedChainRead",
    "SigningKeyRead",
    "SimilarCaseRead",
    "SimilarCaseReadFollowUpType0",
    "SimilarCasesRead",
    "SimilarCasesReadByItem",
    "SpecialtyOutcomeRead",
    "SpectrogramView",
    "SpectrumPeaks",
    "SpectrumPeaksKind",
    "SpectrumView",
    "SpectrumViewQuantity",
    "Stage",
    "StageCount",
    "StatisticsCase",
    "StopCreate",
    "StopRead",
    "StopReadState",
    "StopRecord",
    "StopRecordLanguage",
    "StorageStateRead",
    "StorageStateReadPlace",
    "StreamEventsResponse200",
    "SubmitReceipt",
    "SystemRead",
    "SystemReadBroker",
    "TeamContribution",
    "TeamDoctorRead",
    "TeamInvitation",
    "TeamLeaving",
    "TeamMemberRead",
    "TeamRead",
    "TemplateChoice",
    "TextRead",
    "ThresholdRead",
    "TicketCreate",
    "TicketCreateLanguage",
    "TicketCreateRunning",
    "TicketCreateSince",
    "TicketCreateTilesItem",
    "TicketRead",
    "TicketReadLanguage",
    "TicketReadRunning",
    "TicketReadSince",
    "TicketReadTilesItem",
    "TicketReceipt",
    "TimelineCheck",
    "TimelineEvent",
    "TimelineEventVisibility",
    "TreatmentRead",
    "TrendLimit",
    "TrendPoint",
    "TrendPointVerdict",
    "TriageRead",
    "TriageReadCareType0",
    "TurnRead",
    "UnplannedCase",
    "UploadRead",
    "UrgencyChange",
    "UsageRead",
    "VerifiedReport",
    "VerifiedReportLanguage",
    "VerifiedReportNewest",
    "VerifiedReportStatus",
    "VersionsRead",
    "ViewSpectrumQuantity",
    "VisitArrive",
    "VisitConsent",
    "VisitCreate",
    "VisitFinish",
    "VisitRead",
    "VisitReadConsentType0",
    "VisitReadState",
    "WantedDepartmentRead",
    "WhatIfRead",
    "WhatIfReadDocument",
    "WhatIfReadOverrides",
    "WhatIfReadVerdict",
    "WhatIfReadVerdictBefore",
    "Words",
    "WorkClock",
    "WorkClockCounts",
    "WorkItemDismiss",
    "WorkItemIntoCase",
    "WorkItemIntoCaseLanguage",
    "WorkItemRead",
    "WorkItemReadSource",
    "WorkItemReadState",
    "WorkListRead",
    "WorkListReadCounts",
    "WorkRead",
    "WorkReadNeed",
    "WorkReason",
    "WorkReasonCode",
    "ZoneLimitsRead",
)

"""What came in without being a case: needs, hazard observations, alarms, and the questionnaires that find needs out."""

from dashboard.components.inbox.alarms import show_alarms
from dashboard.components.inbox.hazards import show_hazards
from dashboard.components.inbox.needs import show_needs
from dashboard.components.inbox.questionnaires import show_demand, show_questionnaires

__all__ = ["show_alarms", "show_demand", "show_hazards", "show_needs", "show_questionnaires"]

"""The pages: which screen each one is, and who has which, in the order of the menu. The first is a role's home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.screens.account import show_account
from dashboard.screens.accounts import show_accounts
from dashboard.screens.audit import show_audit
from dashboard.screens.calendar import show_calendar
from dashboard.screens.case import show_case
from dashboard.screens.cases import show_cases
from dashboard.screens.catalogue import show_catalogue
from dashboard.screens.departments import show_departments
from dashboard.screens.doctor import show_doctor
from dashboard.screens.doctors import show_doctors
from dashboard.screens.examination import show_examination
from dashboard.screens.examinations import show_examinations
from dashboard.screens.factories import show_factories
from dashboard.screens.factory import show_factory
from dashboard.screens.figures import show_figures
from dashboard.screens.inbox import show_demand_page, show_inbox
from dashboard.screens.integrations import show_integrations
from dashboard.screens.jobs import show_jobs
from dashboard.screens.machine import show_machine
from dashboard.screens.machine_edit import show_machine_add, show_machine_edit
from dashboard.screens.machines import show_machines
from dashboard.screens.manage_factories import show_manage_factories
from dashboard.screens.my_cases import show_my_cases
from dashboard.screens.my_factory import show_my_factory
from dashboard.screens.my_practice import show_my_practice
from dashboard.screens.my_visits import show_my_visits
from dashboard.screens.new_ticket import show_new_ticket
from dashboard.screens.plan import show_plan
from dashboard.screens.queue import show_queue
from dashboard.screens.rota import show_rota_and_load
from dashboard.screens.rounds import show_rounds
from dashboard.screens.rules import show_rules
from dashboard.screens.search import show_search
from dashboard.screens.statistics import show_statistics
from dashboard.screens.system import show_system
from dashboard.screens.visit import show_visit
from dashboard.screens.work_list import show_work_list
from dashboard.visit import Visit

__all__ = ["DETAIL_PAGES", "FULL_SCREEN_PAGES", "PAGES_OF_ROLE", "SCREENS", "Screen"]

Screen = Callable[[Visit], None]

# The icon stands in the title: a page's own icon becomes the tab's, too, and Streamlit fetches that from another site.
SCREENS: Final[Mapping[str, tuple[Screen, str]]] = {
    "machines": (show_machines, ":material/precision_manufacturing:"),
    "machine": (show_machine, ":material/precision_manufacturing:"),
    "machine_add": (show_machine_add, ":material/add:"),
    "machine_edit": (show_machine_edit, ":material/edit:"),
    "new_ticket": (show_new_ticket, ":material/add_circle:"),
    "cases": (show_cases, ":material/folder_open:"),
    "my_factory": (show_my_factory, ":material/factory:"),
    "my_cases": (show_my_cases, ":material/inbox:"),
    "my_visits": (show_my_visits, ":material/event:"),
    "my_practice": (show_my_practice, ":material/badge:"),
    "visit": (show_visit, ":material/directions_walk:"),
    "case": (show_case, ":material/description:"),
    "queue": (show_queue, ":material/inbox:"),
    "plan": (show_plan, ":material/schema:"),
    "rounds": (show_rounds, ":material/route:"),
    "rota": (show_rota_and_load, ":material/calendar_month:"),
    "inbox": (show_inbox, ":material/move_to_inbox:"),
    "search": (show_search, ":material/search:"),
    "demand": (show_demand_page, ":material/forum:"),
    "figures": (show_figures, ":material/monitoring:"),
    "work_list": (show_work_list, ":material/checklist:"),
    "examinations": (show_examinations, ":material/graphic_eq:"),
    "examination": (show_examination, ":material/query_stats:"),
    "factories": (show_factories, ":material/factory:"),
    "doctor": (show_doctor, ":material/stethoscope:"),
    "doctors": (show_doctors, ":material/stethoscope:"),
    "departments": (show_departments, ":material/account_tree:"),
    "statistics": (show_statistics, ":material/bar_chart:"),
    "system": (show_system, ":material/dns:"),
    "accounts": (show_accounts, ":material/group:"),
    "account": (show_account, ":material/person:"),
    "manage_factories": (show_manage_factories, ":material/domain:"),
    "factory": (show_factory, ":material/factory:"),
    "integrations": (show_integrations, ":material/hub:"),
    "calendar": (show_calendar, ":material/calendar_month:"),
    "rules": (show_rules, ":material/rule:"),
    "catalogue": (show_catalogue, ":material/menu_book:"),
    "jobs": (show_jobs, ":material/task:"),
    "audit": (show_audit, ":material/history:"),
}
_WORK_PAGES: Final = ("cases", "machines", "new_ticket")
_HOUSE_PAGES: Final = ("factories", "doctors", "departments")
FULL_SCREEN_PAGES: Final = ("examination",)
_CASE_PAGES: Final = ("case", "examination", "machine")
_STAFF_DETAILS: Final = (*_CASE_PAGES, "doctor")
_EDIT_PAGES: Final = ("machine_add", "machine_edit")
_ADMIN_DETAILS: Final = ("account", "factory")
DETAIL_PAGES: Final = (*_STAFF_DETAILS, "visit", *_EDIT_PAGES, *_ADMIN_DETAILS)
_ADMIN_PAGES: Final = (
    "system",
    "accounts",
    "manage_factories",
    "integrations",
    "calendar",
    "rules",
    "catalogue",
    "jobs",
    "audit",
)
_FACTORY_PAGES: Final = ("machines", "new_ticket", "cases", "my_factory", "departments", *_CASE_PAGES)
PAGES_OF_ROLE: Final[Mapping[str, tuple[str, ...]]] = {
    "factory_user": _FACTORY_PAGES,
    "factory_admin": (*_FACTORY_PAGES, *_EDIT_PAGES),
    "coordinator": (
        "queue",
        "plan",
        "rounds",
        "rota",
        "inbox",
        "search",
        *_WORK_PAGES,
        "examinations",
        "figures",
        "statistics",
        *_HOUSE_PAGES,
        *_STAFF_DETAILS,
    ),
    "engineer": ("work_list", "examinations", "queue", "search", *_WORK_PAGES, *_HOUSE_PAGES, *_STAFF_DETAILS),
    "doctor": ("my_cases", "my_visits", "my_practice", "cases", "doctors", "departments", *_STAFF_DETAILS, "visit"),
    "admin": (
        *_ADMIN_PAGES,
        "doctors",
        "departments",
        "queue",
        "plan",
        "rounds",
        "rota",
        "inbox",
        "search",
        "figures",
        "statistics",
        "examinations",
        *_WORK_PAGES,
        *_STAFF_DETAILS,
        *_ADMIN_DETAILS,
    ),
    "funder": ("statistics", "demand", "departments"),
}

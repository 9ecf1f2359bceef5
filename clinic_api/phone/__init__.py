"""The pages of whoever stands at a machine with a phone: report by label, follow by link, questionnaire, hazard.

Plain HTML made here, with one style sheet and one small script a page; the forms do without the script. Belongs here:
reading a form and showing what came of it. Whatever is decided about tickets, answers and questionnaires is decided by
the services behind the JSON API, which the scripts call as well.
"""

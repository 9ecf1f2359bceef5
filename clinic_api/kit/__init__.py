"""Small things that several resources share and that know nothing of any one of them.

Ids, the acting principal and its permissions, tenant scoping, paging, texts of the request, HTTP guards.
"""

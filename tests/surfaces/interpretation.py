"""Rows of explanations: their public pages, and their cases in the staff site."""

from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
    KEPT,
    NOBODY,
    UNSEEN,
    Surface,
    act,
    admin,
    done_by,
    start,
)
from tests.surfaces.viewers import holding

WRITERS = holding("handler", "info_clerk")

EXPLAINED_TO_ALL = [
    Surface("interpretations/", "/interpretations/", ALL),
    Surface("interpretations/asked/", "/interpretations/asked/", ALL),
    Surface("documents/<int:pk>/ask/", "/documents/{published}/ask/", ALL),
    Surface("documents/<int:pk>/ask/", "/documents/{draft}/ask/", UNSEEN),
    Surface("documents/<int:pk>/ask/", "/documents/{withdrawn}/ask/", UNSEEN),
    Surface("interpretations/<int:pk>/", "/interpretations/{material}/", ALL),
    Surface("interpretations/<int:pk>/", "/interpretations/{material_draft}/", UNSEEN),
    Surface("interpretations/<int:pk>/", "/interpretations/{material_withdrawn}/", GONE),
    Surface("interpretations/files/<int:pk>/", "/interpretations/files/{film}/", ALL),
    Surface("interpretations/files/<int:pk>/", "/interpretations/files/{draft_picture}/", UNSEEN),
    Surface("interpretations/files/<int:pk>/captions.vtt", "/interpretations/files/{film}/captions.vtt", ALL),
    Surface("interpretations/figures.csv", "/interpretations/figures.csv", ALL),
    Surface("api/v1/interpretations/", "/api/v1/interpretations/", ALL),
    Surface("api/v1/interpretations/<int:pk>/", "/api/v1/interpretations/{material}/", ALL),
    Surface("api/v1/interpretations/<int:pk>/", "/api/v1/interpretations/{material_draft}/", UNSEEN),
    Surface("api/v1/interpretations/<int:pk>/", "/api/v1/interpretations/{material_withdrawn}/", GONE),
    Surface("feeds/interpretations/", "/feeds/interpretations/", ALL),
    Surface("feeds/interpretations.json", "/feeds/interpretations.json", ALL),
]

INTERPRETATION = [
    *EXPLAINED_TO_ALL,
    *admin("interpretation/material", "material", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("interpretation/material", "material_draft", "write", done_by(WRITERS)),
    act("interpretation/material", "material", "withdraw", done_by(holding("head", "disclosure_head"))),
    Surface(
        "admin/interpretation/material/<path:object_id>/change/file/<int:file_id>/<slug:what>/",
        "/admin/interpretation/material/{material_draft}/change/file/{draft_picture}/content/",
        KEPT,
    ),
    act("interpretation/material", "material_draft", "add_media", done_by(WRITERS)),
    act("interpretation/material", "material_draft", "remove_media", done_by(WRITERS)),
    start("interpretation/material", "no-such", NOBODY),
    *admin("interpretation/question", "question", rows=CASE_LIST, row=CASE, history=HISTORY),
    act("interpretation/question", "question", "answer", done_by(WRITERS)),
    start("interpretation/question", "no-such", NOBODY),
    Surface(
        "admin/interpretation/question/<path:object_id>/change/reveal/<slug:field>/",
        "/admin/interpretation/question/{question}/change/reveal/contact/",
        done_by(WRITERS),
    ),
    act("disclosure/document", "draft", "judge", done_by(WRITERS | holding("disclosure_head", "oversight"))),
    act("disclosure/document", "normative_draft", "plan", done_by(WRITERS)),
    act("disclosure/document", "normative_draft", "explain", done_by(WRITERS)),
]

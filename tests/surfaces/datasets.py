"""Rows of open data, and data sets with something behind each address."""

from disclosure.datasets import services
from portal.accounts.states import Role
from tests.disclosure.data_requests.asked import ask
from tests.disclosure.datasets.sets import cleared, confirmed, listed, published
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    GONE,
    HISTORY,
    NOBODY,
    UNSEEN,
    WRITES_ONLY,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import holding

DATASET, VERSION, WANTED = "disclosure/dataset", "disclosure/datasetversion", "disclosure/datarequest"
EDITORS = holding("handler", "info_clerk")
DOWNLOAD = r"^data/(?P<pk>\d{1,18})/download/data\.(?P<ending>csv|json|xlsx)$"

DATA_PAGES = [
    Surface("data/", "/data/", ALL),
    Surface("data/<int:pk>/", "/data/{dataset}/", ALL),
    Surface("data/<int:pk>/", "/data/{dataset_draft}/", UNSEEN),
    Surface("data/<int:pk>/", "/data/{dataset_down}/", GONE),
    Surface(DOWNLOAD, "/data/{dataset}/download/data.csv", ALL),
    Surface(DOWNLOAD, "/data/{dataset_draft}/download/data.csv", UNSEEN),
    Surface(DOWNLOAD, "/data/{dataset_down}/download/data.json", UNSEEN),
    Surface("data/catalogue.csv", "/data/catalogue.csv", ALL),
    Surface("data/catalogue.jsonld", "/data/catalogue.jsonld", ALL),
    Surface("data/requests/", "/data/requests/", ALL),
    Surface("data/requests/new/", "/data/requests/new/", ALL),
    Surface("data/requests/new/done/", "/data/requests/new/done/", ALL),
    Surface("data/requests/track/", "/data/requests/track/", ALL),
    Surface("data/requests/track/leave/", "/data/requests/track/leave/", WRITES_ONLY),
    Surface("api/v1/datasets/", "/api/v1/datasets/", ALL),
    Surface("api/v1/datasets/<int:pk>/", "/api/v1/datasets/{dataset}/", ALL),
    Surface("api/v1/datasets/<int:pk>/", "/api/v1/datasets/{dataset_draft}/", UNSEEN),
    Surface("api/v1/datasets/<int:pk>/", "/api/v1/datasets/{dataset_down}/", GONE),
    Surface("api/v1/datasets/<int:pk>/rows/", "/api/v1/datasets/{dataset}/rows/", ALL),
    Surface("api/v1/datasets/<int:pk>/rows/", "/api/v1/datasets/{dataset_draft}/rows/", UNSEEN),
    Surface("api/v1/datasets/<int:pk>/rows/", "/api/v1/datasets/{dataset_down}/rows/", GONE),
]

DATA_DESK = [
    *admin(DATASET, "dataset", rows=CASE_LIST, row=CASE, add=to(EDITORS), history=HISTORY),
    act(DATASET, "dataset", "upload", done_by(EDITORS)),
    act(DATASET, "dataset", "withdraw", done_by(holding("disclosure_head", "signer", "head"))),
    start(DATASET, "create", to(EDITORS)),
    *admin(VERSION, "version_draft", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(VERSION, "version_draft", "set_columns", done_by(EDITORS)),
    act(VERSION, "version_cleared", "publish", done_by(holding("disclosure_head", "signer"))),
    start(VERSION, "no-such", NOBODY),
    *admin(WANTED, "data_request", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(WANTED, "data_request", "draft_answer", done_by(EDITORS)),
    start(WANTED, "no-such", NOBODY),
    Surface(
        f"admin/{WANTED}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{WANTED}/{{data_request}}/change/reveal/email/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
]


def datasets_on_stage(office) -> dict[str, int]:
    """One that is open, one being prepared, one under way with its second version, one taken down."""
    shown = published(office)
    draft = confirmed(office, listed(office, title="正在整理的数据"))
    ready = cleared(office, listed(office, title="等发布的数据"))
    down = published(office, listed(office, title="撤下的数据")).dataset
    services.withdraw_dataset(down, reason="来源停用。", **office.as_(Role.SIGNER))
    return {
        "dataset": shown.dataset_id,
        "dataset_draft": draft.dataset_id,
        "dataset_down": down.pk,
        "version_draft": draft.pk,
        "version_cleared": ready.pk,
        "data_request": ask(office).row.pk,
    }

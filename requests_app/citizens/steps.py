"""The form, one subject a page, in the order a person can answer. Pure."""

from dataclasses import dataclass

from requests_app.cases.fields import APPLICANT, ITEM, REQUEST

OWN_FIELDS = ("organ", "has_agent")
"""What the form asks besides the fields of a request."""


@dataclass(frozen=True, slots=True)
class Step:
    """``fields`` are answered on the page; all others travel along unseen. ``label`` stands in the list of steps."""

    code: str
    label: str
    question: str
    fields: tuple[str, ...]


STEPS = (
    Step("organ", "向哪个机关申请", "向哪个机关申请？", ("organ",)),
    Step("content", "要什么信息", "您要什么信息？", ("purpose",)),
    Step("delivery", "怎么给您", "怎么给您？", ("form", "delivery", "needs_help")),
    Step("kind", "以谁的名义申请", "以谁的名义申请？", ("applicant_kind", "has_agent")),
    Step(
        "applicant",
        "身份和联系方式",
        "身份和联系方式",
        (
            "name",
            "identity_kind",
            "identity_number",
            "representative",
            "contact_person",
            "phone",
            "email",
            "address",
            "agent_name",
            "agent_identity",
        ),
    ),
    Step("check", "核对并提交", "核对并提交", ()),
)
BY_CODE = {step.code: step for step in STEPS}
CODES = tuple(BY_CODE)
ITEM_STEP = "content"

assert {name for step in STEPS for name in step.fields} == {*APPLICANT, *REQUEST, *OWN_FIELDS}  # noqa: S101 - a field without a page fails at import
assert set(ITEM) == {"text", "file_number", "time_span"}  # noqa: S101 - the page of items names them one by one


def step_of(field: str) -> str:
    """The page a field is answered on; item fields are ``items-0-text``."""
    if field.startswith("items-"):
        return ITEM_STEP
    return next((step.code for step in STEPS if field in step.fields), "check")


def after(code: str) -> str:
    return CODES[min(CODES.index(code) + 1, len(CODES) - 1)]


def before(code: str) -> str:
    return CODES[max(CODES.index(code) - 1, 0)]

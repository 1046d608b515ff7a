"""The rules of the house, held against every file of the product."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from portal.rooms import PARTS
from scripts.duties import PACKAGES, ROOT, carriers, known_duties, known_without
from tests.surfaces.routes import routes
from tests.surfaces.table import SURFACES

pytestmark = pytest.mark.once

LONGEST_FILE = 400
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "stuff"}
CLOCK_READERS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
    "time.localtime",
    "time.strftime",
}
SELF_STAMPING = {"auto_now", "auto_now_add"}
INLINE = re.compile(r"<style\b|\son[a-z]+\s*=|\sstyle\s*=|<script\b(?![^>]*\ssrc=)", re.IGNORECASE)
MACHINE = re.compile(
    r"/(work|farm)/|pypi[.]org|pythonhosted[.]org|npmjs[.]org|registry[.]npm|deb[.]debian[.]org|security[.]debian[.]org"
)
WITHOUT_REASON = re.compile(r"#\s*(type: ignore(\[[\w, -]+\])?|noqa(: ?[A-Z]+\d+(, ?[A-Z]+\d+)*)?)\s*$")
GENERATED = {".git", ".venv", "var", "node_modules", "__pycache__"}


def _files(*folders: str, suffixes: set[str]) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and not GENERATED.intersection(path.relative_to(ROOT).parts)
    )


def _where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def _sources() -> list[tuple[Path, ast.Module]]:
    return [
        (path, ast.parse(path.read_text(encoding="utf-8")))
        for path in _files(*PACKAGES, suffixes={".py"})
        if "migrations" not in path.parts
    ]


@pytest.fixture(scope="module")
def sources():
    return _sources()


def _reads_the_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in SELF_STAMPING
    if not isinstance(node, ast.Attribute):
        return False
    return ".".join(ast.unparse(node).split(".")[-2:]) in CLOCK_READERS


def test_only_the_clock_module_reads_the_clock(sources) -> None:
    readers = [
        _where(path, node)
        for path, tree in sources
        for node in ast.walk(tree)
        if path != ROOT / "portal" / "clock.py"
        and (_reads_the_clock(node) or _reads_the_clock_under_another_name(node))
    ]
    assert readers == []


def _reads_the_clock_under_another_name(node: ast.AST) -> bool:
    """``from time import time`` and ``from django.utils.timezone import now`` hide the reader from the check above."""
    if not isinstance(node, ast.ImportFrom) or node.module is None:
        return False
    module = node.module.rpartition(".")[2]
    return any(f"{module}.{alias.name}" in CLOCK_READERS for alias in node.names) or (
        node.module == "django.db.models.functions" and any(alias.name == "Now" for alias in node.names)
    )


def _writes_a_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).rpartition(".")[2]
    if called == "update":
        return any(keyword.arg == "state" for keyword in node.keywords)
    if called in {"save", "bulk_update", "setattr"}:
        return any(isinstance(part, ast.Constant) and part.value == "state" for part in ast.walk(node))
    return False


def _without_constructors(tree: ast.Module) -> list[ast.AST]:
    """An object may be born with a state; a model has no constructor of its own."""
    born = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "__init__"]
    inside = {id(part) for constructor in born for part in ast.walk(constructor)}
    return [node for node in ast.walk(tree) if id(node) not in inside]


def test_only_move_writes_a_state(sources) -> None:
    writers = [
        _where(path, node)
        for path, tree in sources
        for node in _without_constructors(tree)
        if path != ROOT / "portal" / "workflow.py" and _writes_a_state(node)
    ]
    assert writers == []


def test_every_save_names_its_fields(sources) -> None:
    """A plain ``save()`` of a stale copy brings an old state back."""
    blind = [
        _where(path, node)
        for path, tree in sources
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "save"
        and not node.args  # a storage or a picture is told where to save
        and not ast.unparse(node.func).startswith("super()")
        and {keyword.arg for keyword in node.keywords}.isdisjoint({"update_fields", "force_insert", None})
    ]
    assert blind == []


def test_names_of_files_say_what_is_in_them() -> None:
    files = _files(*PACKAGES, "tests", suffixes={".py"})
    assert [str(path.relative_to(ROOT)) for path in files if path.stem in SAYS_NOTHING] == []


def test_files_are_short() -> None:
    files = _files(*PACKAGES, "tests", "templates", "static", suffixes={".py", ".html", ".css", ".js"})
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in _files("templates", suffixes={".html", ".xml", ".txt"})
        for match in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert inline == []


def test_every_command_is_called_by_a_test() -> None:
    own = sorted(name for name, app in get_commands().items() if app.split(".")[0] in PACKAGES)
    tests = "\n".join(path.read_text(encoding="utf-8") for path in _files("tests", suffixes={".py"}))
    assert own != []
    assert [name for name in own if not re.search(rf"[\"' ]{name}[\"' ]", tests)] == []


def test_no_machine_and_no_registry_is_named() -> None:
    texts = {".py", ".html", ".css", ".js", ".md", ".txt", ".toml", ".sh", ".csv", ".json", ".yml", ".conf", ".service"}
    named = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in [*_files(".", suffixes=texts), ROOT / "Makefile", ROOT / ".ci" / "run"]
        for match in MACHINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert named == []


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {node.module.split(".")[0]}
    return set()


def test_every_library_is_pinned_for_those_who_only_run_the_product(sources) -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    libraries = {name for path, tree in sources for node in ast.walk(tree) for name in _imported(node)} - {
        *sys.stdlib_module_names,
        *PACKAGES,
    }
    providers = packages_distributions()
    unpinned = {
        name for name in libraries if pinned.isdisjoint(package.lower() for package in providers.get(name, [name]))
    }
    assert unpinned == set()


def test_every_silenced_check_gives_its_reason() -> None:
    silenced = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _files(*PACKAGES, "tests", suffixes={".py"})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if WITHOUT_REASON.search(line)
    ]
    assert silenced == []


def test_no_test_empties_the_cache_of_the_test_beside_it() -> None:
    """Workers share one Redis; each test has a prefix of its own and begins with nothing (``tests/conftest.py``)."""
    emptying = re.compile(r"cache\w*(\[[^]]*\])?\.clear\(\)")
    found = [
        str(path.relative_to(ROOT))
        for path in _files("tests", suffixes={".py"})
        if emptying.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def _claimed_in_tests() -> set[str]:
    marks = re.compile(r"mark\.duty\(([^)]*)\)")
    return {
        id_
        for path in _files("tests", suffixes={".py"})
        for arguments in marks.findall(path.read_text(encoding="utf-8"))
        for id_ in re.findall(r"\"([^\"]+)\"", arguments)
    }


def test_every_claimed_duty_exists() -> None:
    claimed = _claimed_in_tests() | set(carriers())
    unknown = {id_ for id_ in claimed if not id_.startswith("law.")} - set(known_duties())
    assert unknown == set()


def test_what_is_said_to_be_left_to_people_is_carried_by_nothing_and_says_why() -> None:
    """That no other duty stands alone is what ``make duties`` ends by."""
    carried, left = _claimed_in_tests() | set(carriers()), known_without()
    assert left
    assert set(left) & carried == set()
    assert set(left) - set(known_duties()) == set()
    assert all(row.kind in {"原则", "原文缺"} and row.reason for row in left.values())


def test_every_room_that_tells_the_platform_something_is_in_the_list_of_its_app() -> None:
    told = [
        f"{path.parent.parent.name}.{path.parent.name}"
        for part, mark in (PARTS | {"tasks": "@shared_task"}).items()
        for path in sorted(ROOT.glob(f"*/*/{part}.py"))
        if mark in path.read_text(encoding="utf-8") and path.parent.parent.name != "portal"
    ]
    listed = [
        f"{config.name}.{room}"
        for config in apps.get_app_configs()
        for room in getattr(sys.modules[type(config).__module__], "ROOMS", ())
    ]
    assert told
    assert sorted(set(told) - set(listed)) == []
    assert len(listed) == len(set(listed))


def test_every_address_has_a_row_in_the_table_of_surfaces() -> None:
    """Who may see a new address is written down in tests/surfaces/table.py before it is built in."""
    answered, listed = set(routes()), {surface.route for surface in SURFACES}
    assert answered - listed == set()
    assert listed - answered == set()
